/** A share of all tests. */
import { gather } from './gather'

gather(['contracts'], 2, 3)
