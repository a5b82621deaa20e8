/** The pages of agents in a real browser. */
import { calledIn } from './called-in'
import { desk } from './desk'
import { together } from './together'
import { inOneWorld } from './world'

inOneWorld('agents', desk, calledIn, together)
