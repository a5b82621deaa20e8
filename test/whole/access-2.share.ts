/** A share of all tests. */
import { gather } from './gather'

gather(['access', 'campaigns'], 2, 2)
