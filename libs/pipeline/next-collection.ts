/** The day of the next direct debit that a message about a failed one names (P17). */
import { nextCollection, withinCalendar } from '#decision'
import type { DebtorState, LocalDate, PlannedContact, Rulebook } from '#domain'

/** Null: none is to come, or nobody knows the day yet; then the message asks to pay and names none. */
export function announcedCollection(
  { phase, claims }: PlannedContact,
  state: DebtorState,
  rulebook: Rulebook,
  today: LocalDate,
): LocalDate | null {
  if (phase !== 'debit-failed') return null
  const days = withinCalendar(() =>
    state.claims.filter(({ reference }) => claims.includes(reference)).map((claim) => nextCollection(claim, state, rulebook, today)?.on),
  )
  return days?.filter((on) => on !== undefined).sort()[0] ?? null
}
