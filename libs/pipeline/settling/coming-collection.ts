/** The coming direct debit of a debtor, and until when they may choose another day for it (R88). */
import { dayOf, nextCollection, withinCalendar } from '#decision'
import { addDays, type Instant, type LocalDate } from '#domain'
import type { DebtorKey, Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'
import { journeyNow } from '../journey-now'

export interface ComingCollection {
  readonly on: LocalDate
  /** The day after it the debtor must have been told (P8): a day that was told stands. */
  readonly changeUntil: LocalDate
  readonly mayChange: boolean
}

/** Of all claims the first; null: none is to come, or nobody knows the day yet. */
export async function comingCollection(rulebooks: Rulebooks, sql: Sql, debtor: DebtorKey, now: Instant): Promise<ComingCollection | null> {
  const standing = await journeyNow(sql, rulebooks, debtor, now)
  if (!standing) return null
  const {
    snapshot: { state },
    rulebook,
  } = standing
  const today = dayOf(now, rulebook)
  const coming = withinCalendar(() =>
    state.claims.map((claim) => nextCollection(claim, state, rulebook, today)).filter((next) => next !== null),
  )
  const [next] = (coming ?? []).sort((a, b) => (a.on < b.on ? -1 : 1))
  if (!next) return null
  const changeUntil = addDays(next.preNotifyBy, -1)
  return { on: next.on, changeUntil, mayChange: today <= changeUntil }
}
