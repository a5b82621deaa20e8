/** The days on which a debtor's money comes next, for whoever agrees a day with them: the days, never the sort of income. */
import { creditDatesFrom } from '#decision'
import { localDateOf, type Instant, type LocalDate } from '#domain'
import type { JourneyNow } from '../journey-now'

const DAYS = 2

/** Empty where nothing is known of it, or the calendar that would tell is not loaded. */
export function incomeDays(
  {
    snapshot: {
      state: { income },
    },
    rulebook,
  }: JourneyNow,
  now: Instant,
): LocalDate[] {
  return income ? creditDatesFrom(income, localDateOf(now, rulebook.policy.zone), rulebook, DAYS) : []
}
