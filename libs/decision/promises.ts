/** Promises: the silence that a promise to pay buys, and the day on which it counts as broken (P14). */
import { addDays, GRAVE_HOLDS } from '#domain'
import type { DebtorState, Instant, LocalDate, PromiseToPay, Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'
import { bankDayAfter } from './bank-days'

/** The last day of silence: on it the broken-promise task opens. */
export const graceUntil = (almanac: Almanac, promise: PromiseToPay): LocalDate =>
  bankDayAfter(almanac, promise.payBy, almanac.policy.promiseGraceBankDays)

/** The day after the silence; a promise that was kept or withdrawn keeps none. */
export const silenceEnds = (almanac: Almanac, promise: PromiseToPay): Instant => almanac.startOf(addDays(graceUntil(almanac, promise), 1))

export const keepsSilence = ({ state }: PromiseToPay): boolean => state === 'open' || state === 'broken'

export const restsGravely = ({ holds }: Pick<DebtorState, 'holds'>, now: Instant): boolean =>
  holds.some(({ kind, from, until }) => GRAVE_HOLDS.some((grave) => grave === kind) && from <= now && (until === null || until > now))

/** An open promise whose grace has come; null when the task about a broken one is already open. */
export function brokenPromise(almanac: Almanac, state: DebtorState, now: Instant): PromiseToPay | null {
  if (state.promises.length === 0 || state.openTasks.includes('broken-promise') || restsGravely(state, now)) return null
  return state.promises.find((promise) => promise.state === 'open' && almanac.startOf(graceUntil(almanac, promise)) <= now) ?? null
}

/** The same day for who keeps holds; throws BeyondCalendar past the loaded days. */
export const graceDay = (payBy: LocalDate, rulebook: Rulebook): LocalDate =>
  bankDayAfter(almanacOf(rulebook), payBy, rulebook.policy.promiseGraceBankDays)
