/** Payments read: the next phase waits for payments up to the last day of a legal letter's term (P23). */
import { addDays } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'
import { termEnd } from '../notice-term'

export const paymentsRead: Rule = (candidate, state, rulebook, now) => {
  if (!rulebook.policy.requirePaymentsRead) return pass
  const { before } = candidate
  const end = before && rulebook.policy.legalPhases.includes(before.phase) ? termEnd(before) : null
  if (end === null || (state.paymentsReadThrough !== null && state.paymentsReadThrough >= end)) return pass
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  // While the term runs its payments cannot have been read; the plan counts on their being read in time.
  if (today <= end) return pass
  // An import of payments asks for a fresh decision; without one we look again tomorrow.
  return notBefore(openingOf(almanac, candidate.channel, addDays(today, 1)), { code: 'payments-not-read', through: end })
}
