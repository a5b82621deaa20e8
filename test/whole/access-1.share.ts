/** A share of all tests. */
import { gather } from './gather'

gather(['access', 'campaigns'], 1, 2)
