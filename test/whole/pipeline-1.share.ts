/** A share of all tests. */
import { gather } from './gather'

gather(['pipeline'], 1, 5)
