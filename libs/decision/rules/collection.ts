/** Collection: the ladder waits while a claim is to be collected, or was and did not come back (P17); a return gets its own message first. */
import { addDays, isLadderPhase } from '#domain'
import type { Rule } from '../candidate'
import { never, notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'
import { collectionsOf, nextCollection } from '../direct-debit'

export const collection: Rule = (candidate, state, rulebook, now) => {
  if (!isLadderPhase(candidate.phase) || (state.mandate === null && state.collections.length === 0)) return pass
  const { claim } = candidate
  const last = collectionsOf(claim, state).at(-1)
  if (last && last.returnedOn === null) return never({ code: 'collected', claim: claim.reference, on: last.on })
  const next = nextCollection(claim, state, rulebook, almanacOf(rulebook).dateOf(now))
  if (next) return never({ code: 'to-be-collected', claim: claim.reference, on: next.on })
  if (!last?.returnedOn) return pass
  const almanac = almanacOf(rulebook)
  const free = addDays(last.returnedOn, rulebook.policy.minDaysBetweenPhases)
  return almanac.startOf(free) <= candidate.at
    ? pass
    : notBefore(openingOf(almanac, candidate.channel, free), { code: 'debit-returned', claim: claim.reference, on: last.returnedOn })
}
