/** The rules, in the groups in which they are asked; a new rule is one file and one line here. */
import type { Rule } from '../candidate'
import { cap } from './cap'
import { channelClosed } from './channel-closed'
import { collection } from './collection'
import { consent } from './consent'
import { contactDay } from './contact-day'
import { contactHours } from './contact-hours'
import { hold } from './hold'
import { income } from './income'
import { legalTerm } from './legal-term'
import { online } from './online'
import { optOut } from './opt-out'
import { paymentsRead } from './payments-read'
import { phaseGap } from './phase-gap'
import { promise } from './promise'
import { reachable } from './reachable'
import { underWay } from './under-way'

export { lateness } from './lateness'
export { income }

/** Whether a channel may be used at all. */
export const CHANNEL_RULES: readonly Rule[] = [reachable, online, consent, optOut, channelClosed]

/** What the facts of a claim ask for, apart from calendars. */
export const FACT_RULES: readonly Rule[] = [hold, promise, collection, phaseGap, legalTerm]

/** What moves the day that the facts ask for; measured before P4, so asked before the calendars. */
export const INCOME_RULES: readonly Rule[] = [...FACT_RULES, income]

/** A person's task is bound by the facts, not by the contact calendar. */
export const TASK_RULES: readonly Rule[] = [...FACT_RULES, paymentsRead]

const HOUR_RULES: readonly Rule[] = [...FACT_RULES, paymentsRead, underWay, contactDay, contactHours, cap]

/** Everything that a contact must satisfy when it leaves: at the gate the channel is asked again. */
export const GATE_RULES: readonly Rule[] = [...CHANNEL_RULES, ...HOUR_RULES]

/** What binds an answer that a person writes when nothing is owed any more. */
export const ANSWER_RULES: readonly Rule[] = [...CHANNEL_RULES, contactDay, contactHours, cap]

/** A plan has its channel, and waits for income besides; once planned, a contact is not moved by it any more. */
export const PLAN_RULES: readonly Rule[] = [...HOUR_RULES, income]
