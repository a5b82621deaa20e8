/** Direct debit: on which day a claim under a mandate is collected next (P7, P8, P17, P21), and what a return means. */
import { addDays, dayOfMonth, daysBetween, laterDate } from '#domain'
import type { ClaimState, Collection, DebtorState, LocalDate, ReturnMeaning, Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'
import { bankDayAfter, collectionDay, rolled } from './bank-days'
import { contactDayFrom } from './contact-days'
import { firstCredit } from './credit-dates'
import { deliveryOf } from './post'

export interface NextCollection {
  readonly on: LocalDate
  /** Last day on which the debtor must have been told of it (P8). */
  readonly preNotifyBy: LocalDate
}

/** How far ahead a collection day is sought: a quarterly income still has one. */
const AHEAD_DAYS = 130

/** Null: nothing is to be collected, since there is no mandate, it was collected and not returned, or it may not be tried again. */
export function nextCollection(claim: ClaimState, state: DebtorState, rulebook: Rulebook, today: LocalDate): NextCollection | null {
  const almanac = almanacOf(rulebook)
  const { mandate } = state
  const tried = collectionsOf(claim, state)
  const last = tried.at(-1)
  if (!mandate || claim.open <= 0 || (last && last.returnedOn === null)) return null
  if (restsNow(claim, state) || (last && !mayTryAgain(tried, almanac))) return null
  const { preNotificationDays } = almanac.policy.directDebit
  const first = laterDate(laterDate(claim.dueOn, mandate.signedOn), addDays(claim.restart?.on ?? claim.issuedOn, preNotificationDays))
  const retry = last ? earliestRetry(last, claim, state, almanac, today) : first
  if (retry === null) return null
  const earliest = laterDate(first, retry)
  const dayFrom = (from: LocalDate): LocalDate | null =>
    mandate.collectOn === 'day-after-income' ? dayAfterIncome(almanac, state, from, last) : monthlyDay(almanac, mandate.collectOn, from)
  const usual = dayFrom(earliest)
  const free = usual !== null && usual < today ? freeSince(usual, claim, state, almanac, today) : null
  const on = free === null ? usual : dayFrom(addDays(free, preNotificationDays))
  return on !== null && on >= today && !restsOn(on, claim, state, almanac) ? { on, preNotifyBy: addDays(on, -preNotificationDays) } : null
}

/**
 * A day that went by while the claim rested, or before it came to us, is made up for with fresh notice.
 * One on which nobody collected is not: nothing is to come any more, and the ladder goes on.
 */
function freeSince(usual: LocalDate, claim: ClaimState, state: DebtorState, almanac: Almanac, today: LocalDate): LocalDate | null {
  const ends = restsOf(claim, state).flatMap(({ until }) => (until === null ? [] : [almanac.dateOf(until)]))
  const since = [...ends, ...(claim.pastBefore === null ? [] : [claim.pastBefore])].filter((day) => day >= usual && day <= today)
  return since.length === 0 ? null : since.reduce(laterDate)
}

/** Nothing is taken from who disputes, has died, has help with debts or pays in terms (P14, P20). */
const restsNow = (claim: ClaimState, state: DebtorState): boolean => restsOf(claim, state).some(({ until }) => until === null)

/** Nor on a day that a shorter rest still covers: whoever wrote that they have paid would pay twice. */
const restsOn = (day: LocalDate, claim: ClaimState, state: DebtorState, almanac: Almanac): boolean =>
  restsOf(claim, state).some(({ until }) => until !== null && until > almanac.startOf(day))

/** A promise keeps contact back, not the money that was to be collected anyway. */
const restsOf = ({ reference }: ClaimState, { holds }: DebtorState): DebtorState['holds'] =>
  holds.filter(({ kind, claim }) => kind !== 'promise' && (claim === null || claim === reference))

export const collectionsOf = ({ reference }: ClaimState, { collections }: DebtorState): Collection[] =>
  collections.filter(({ claim }) => claim === reference).sort((a, b) => daysBetween(b.on, a.on))

/** It was collected, and nothing has come back. */
export const isCollected = (claim: ClaimState, state: DebtorState): boolean => collectionsOf(claim, state).at(-1)?.returnedOn === null

/** A code nobody listed is taken for the worst that a machine may decide about: ask the debtor, collect no more. */
export const meaningOf = (code: string | null, { policy }: Pick<Rulebook, 'policy'>): ReturnMeaning =>
  policy.directDebit.returnCodes[code ?? ''] ?? 'account'

function mayTryAgain(tried: readonly Collection[], almanac: Almanac): boolean {
  const meanings = tried.map(({ code }) => meaningOf(code, almanac))
  return meanings.every((meaning) => meaning === 'retry' || meaning === 'technical') && tried.length <= almanac.policy.directDebit.retries
}

/** The bank may still try by itself for some days, and the debtor must know of the new day long enough before. Null: nobody could tell them. */
function earliestRetry(last: Collection, claim: ClaimState, state: DebtorState, almanac: Almanac, today: LocalDate): LocalDate | null {
  const { bankDaysAfterReturn, preNotificationDays } = almanac.policy.directDebit
  const returnedOn = last.returnedOn ?? last.on
  const told = toldOn(returnedOn, claim, state, almanac, today)
  return told && laterDate(addDays(bankDayAfter(almanac, returnedOn, bankDaysAfterReturn), 1), addDays(told, preNotificationDays))
}

export const toldOfReturn = (
  returnedOn: LocalDate,
  { reference }: ClaimState,
  { contacts }: DebtorState,
  almanac: Almanac,
): DebtorState['contacts'][number] | undefined =>
  contacts.find(
    ({ phase, state, claims, at }) =>
      phase === 'debit-failed' && state !== 'failed' && claims.includes(reference) && almanac.dateOf(at) > returnedOn,
  )

/** The day on which the message about the return reaches the debtor, or can at the earliest; null: not within the week after which the ladder goes on. */
function toldOn(returnedOn: LocalDate, claim: ClaimState, state: DebtorState, almanac: Almanac, today: LocalDate): LocalDate | null {
  const told = toldOfReturn(returnedOn, claim, state, almanac)
  if (!told) {
    const could = contactDayFrom(almanac, 'email', addDays(returnedOn, 1))
    return daysBetween(could, today) > almanac.policy.minDaysBetweenPhases
      ? null
      : contactDayFrom(almanac, 'email', laterDate(could, today))
  }
  const day = almanac.dateOf(told.at)
  return told.channel === 'letter' ? deliveryOf(almanac, day) : day
}

/** Without a known income the day is the first bank day that may be. */
function dayAfterIncome(almanac: Almanac, { income }: DebtorState, earliest: LocalDate, last: Collection | undefined): LocalDate | null {
  if (income === null) return rolled(almanac, earliest, 'following')
  // Money that came before the return was not enough: only what comes after it counts.
  const from = last?.returnedOn ? addDays(last.returnedOn, 1) : addDays(earliest, -7)
  for (let next = from; daysBetween(from, next) < AHEAD_DAYS;) {
    const credit = firstCredit(almanac, income, next, addDays(next, 31))
    if (credit !== null && collectionDay(almanac, credit) >= earliest) return collectionDay(almanac, credit)
    next = addDays(credit ?? addDays(next, 31), 1)
  }
  return null
}

function monthlyDay(almanac: Almanac, day: number, earliest: LocalDate): LocalDate {
  let year = Number(earliest.slice(0, 4))
  let month = Number(earliest.slice(5, 7))
  for (;;) {
    const on = rolled(almanac, dayOfMonth(year, month, day), 'following')
    if (on >= earliest) return on
    if (month === 12) year++
    month = (month % 12) + 1
  }
}
