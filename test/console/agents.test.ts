/** The pages of agents in a real browser. */
import { administration } from './administration'
import { atTheDebtor } from './at-the-debtor'
import { calledIn } from './called-in'
import { desk } from './desk'
import { elsewhere } from './elsewhere'
import { inSight } from './in-sight'
import { live } from './live'
import { longLists } from './long-lists'
import { together } from './together'
import { inOneWorld } from './world'

inOneWorld('agents', desk, administration, atTheDebtor, calledIn, together, elsewhere, live, inSight, longLists)
