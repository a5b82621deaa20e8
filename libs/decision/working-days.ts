/** Working days: Monday to Friday, but no holiday; for terms that a law counts in them (Bki art. 6.1). */
import { addDays, weekdayOf } from '#domain'
import type { LocalDate, Rulebook } from '#domain'
import { almanacOf } from './almanac'

/** The nth working day strictly after a day; throws BeyondCalendar past the loaded days. */
export function workingDayAfter(day: LocalDate, count: number, rulebook: Rulebook): LocalDate {
  const almanac = almanacOf(rulebook)
  const rests = (on: LocalDate): boolean => ['saturday', 'sunday'].includes(weekdayOf(on)) || almanac.closed('contact', on) !== null
  let found = day
  for (let left = count; left > 0; left--) {
    do found = addDays(found, 1)
    while (rests(found))
  }
  return found
}
