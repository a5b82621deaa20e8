/** A share of all tests. */
import { gather } from './gather'

gather(__filename)
