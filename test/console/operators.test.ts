/** The pages of operators in a real browser. */
import { answering } from './answering'
import { editors } from './editors'
import { figures } from './figures'
import { operations } from './operations'
import { screens } from './screens'
import { inOneWorld } from './world'

inOneWorld('operators', operations, answering, editors, figures, screens)
