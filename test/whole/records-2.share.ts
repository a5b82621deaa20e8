/** A share of all tests. */
import { gather } from './gather'

gather(['records'], 2, 2)
