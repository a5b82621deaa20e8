/** Soft due date: the collection day of the money that arrives in the week after the due date (P10). */
import { addDays } from '#domain'
import type { ClaimState, DebtorState, LocalDate } from '#domain'
import type { Almanac } from './almanac'
import { collectionDay } from './bank-days'
import { segmentOf } from './conditions'
import { firstCredit } from './credit-dates'

export interface SoftDueDate {
  readonly day: LocalDate
  /** The credit date that made it; null when it is the due date itself. */
  readonly creditOn: LocalDate | null
  /** The debtor said that it comes then. */
  readonly told?: true
}

export function softDueDate(almanac: Almanac, claim: ClaimState, state: DebtorState): SoftDueDate {
  const { withinDays, exceptSegments } = almanac.policy.softDueDate
  if (state.income === null || exceptSegments.includes(segmentOf(state, almanac.policy))) return { day: claim.dueOn, creditOn: null }
  const creditOn = firstCredit(almanac, state.income, claim.dueOn, addDays(claim.dueOn, withinDays))
  return creditOn === null
    ? { day: claim.dueOn, creditOn }
    : { day: collectionDay(almanac, creditOn), creditOn, ...(state.incomeTold && { told: true }) }
}
