/** Instalments: the instant from which one that was not paid in full breaks its arrangement. */
import { addDays } from '#domain'
import type { Instant, LocalDate, Rulebook } from '#domain'
import { almanacOf } from './almanac'
import { bankDayAfter } from './bank-days'

/**
 * As long as a promise is given (P14): money paid on the day itself is credited on the next TARGET day, and read from the
 * bank on the one after. Both count whole, as the silence of a promise does.
 */
const GRACE_BANK_DAYS = 2

/** Throws BeyondCalendar past the loaded days. */
export function instalmentLapses(dueOn: LocalDate, rulebook: Rulebook): Instant {
  const almanac = almanacOf(rulebook)
  return almanac.startOf(addDays(bankDayAfter(almanac, dueOn, GRACE_BANK_DAYS), 1))
}
