/** A share of all tests. */
import { gather } from './gather'

gather(['pipeline'], 4, 5)
