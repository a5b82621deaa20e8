/** The pages of operators in a real browser. */
import { answering } from './answering'
import { editors } from './editors'
import { figures } from './figures'
import { inbox } from './inbox'
import { operations } from './operations'
import { screens } from './screens'
import { twoAdmins } from './two-admins'
import { inOneWorld } from './world'

inOneWorld('operators', operations, inbox, answering, editors, figures, twoAdmins, screens)
