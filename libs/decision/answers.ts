/** Answers: a dispute or a complaint is acknowledged to the debtor, once, in writing, with what happens next (Bki art. 6.1). */
import { daysBetween } from '#domain'
import type { ClaimState, DebtorState, Hold, Instant } from '#domain'
import type { Almanac } from './almanac'
import type { SideMessage } from './side-message'
import { sumOf } from './side-message'

/** Later it answers nothing any more; a person has it on their list all the while. */
const WITHIN_DAYS = 14

export function owedAnswers(state: DebtorState, almanac: Almanac, now: Instant): SideMessage[] {
  // What was not received is answered by the invoice itself.
  return state.holds.flatMap((hold) =>
    hold.toAnswer && hold.until === null && hold.kind !== 'not-received' ? answerTo(hold, state, almanac, now) : [],
  )
}

function answerTo({ kind, claim, from }: Hold, { claims, contacts }: DebtorState, almanac: Almanac, now: Instant): SideMessage[] {
  const day = almanac.dateOf(from)
  const [first, ...others] = claims.filter(({ reference }) => claim === null || reference === claim)
  if (!first || daysBetween(day, almanac.dateOf(now)) > WITHIN_DAYS) return []
  const step = `reply-${kind}`
  const told = contacts.some(
    (contact) => contact.step === step && contact.at >= from && contact.state !== 'failed' && listsAll(contact.claims, claim),
  )
  const about: readonly [ClaimState, ...ClaimState[]] = [first, ...others]
  return told
    ? []
    : [
        {
          phase: 'reply',
          step,
          claims: about,
          amount: sumOf(about),
          day,
          uselessOn: null,
          payBy: null,
          reasons: [{ code: 'answer-owed', kind, on: day }],
        },
      ]
}

const listsAll = (listed: readonly string[], claim: string | null): boolean => claim === null || listed.includes(claim)
