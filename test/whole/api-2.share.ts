/** A share of all tests. */
import { gather } from './gather'

gather(['api'], 2, 3)
