/** A share of all tests. */
import { gather } from './gather'

gather(['calendars', 'decision', 'messages', 'portfolio', 'replies', 'settings', 'store'], 2, 2)
