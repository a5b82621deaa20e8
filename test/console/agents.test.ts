/** The pages of agents in a real browser. */
import { atTheDebtor } from './at-the-debtor'
import { calledIn } from './called-in'
import { desk } from './desk'
import { together } from './together'
import { inOneWorld } from './world'

inOneWorld('agents', desk, atTheDebtor, calledIn, together)
