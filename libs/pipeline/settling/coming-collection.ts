/** The coming direct debit of a debtor, and until when they may choose another day for it (R88). */
import { dayOf, nextCollection, withinCalendar } from '#decision'
import { addDays, type Instant, type LocalDate } from '#domain'
import { loadSnapshots, type DebtorKey, type Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'
import { BUDGET_WINDOW_DAYS } from '../pipe'

export interface ComingCollection {
  readonly on: LocalDate
  /** The day after it the debtor must have been told (P8): a day that was told stands. */
  readonly changeUntil: LocalDate
  readonly mayChange: boolean
}

/** Of all claims the first; null: none is to come, or nobody knows the day yet. */
export async function comingCollection(rulebooks: Rulebooks, sql: Sql, debtor: DebtorKey, now: Instant): Promise<ComingCollection | null> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  if (!snapshot?.journey) return null
  const { state } = snapshot
  const rulebook = await rulebooks.for(debtor.creditorId, snapshot.journey, sql)
  const today = dayOf(now, rulebook)
  const coming = withinCalendar(() => state.claims.map((claim) => nextCollection(claim, state, rulebook, today)).filter((next) => next !== null))
  const [next] = (coming ?? []).sort((a, b) => (a.on < b.on ? -1 : 1))
  if (!next) return null
  const changeUntil = addDays(next.preNotifyBy, -1)
  return { on: next.on, changeUntil, mayChange: today <= changeUntil }
}
