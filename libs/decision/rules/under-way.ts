/** Under way: while a contact is planned, queued, being sent or of unknown outcome, nothing new is decided for the debtor. */
import { OPEN_STATES } from '#domain'
import type { Instant } from '#domain'
import type { Rule } from '../candidate'
import { isByHand, notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingFrom } from '../contact-days'

const HOUR = 3_600_000

export const underWay: Rule = (candidate, state, rulebook, now) => {
  const open = state.contacts.find((contact) => contact.attemptId !== candidate.attemptId && OPEN_STATES.includes(contact.state))
  if (!open || isByHand(candidate)) return pass
  // Its outcome asks for a review; this instant only makes sure that somebody looks when none comes.
  const look = (Math.max(now, open.at) + rulebook.policy.latenessHours * HOUR) as Instant
  return candidate.at >= look
    ? pass
    : notBefore(openingFrom(almanacOf(rulebook), candidate.channel, look), {
        code: 'contact-under-way',
        channel: open.channel,
        phase: open.phase,
      })
}
