/** Bank days: TARGET days, and the day on which credited money can be collected (P5, P7). */
import { addDays } from '#domain'
import type { LocalDate, Roll, Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'

/** The nth TARGET day strictly after a day. */
export function bankDayAfter(almanac: Almanac, day: LocalDate, count = 1): LocalDate {
  let found = day
  for (let left = count; left > 0; left--) {
    do found = addDays(found, 1)
    while (almanac.closed('bank', found) !== null)
  }
  return found
}

export function rolled(almanac: Almanac, nominal: LocalDate, roll: Roll): LocalDate {
  let day = nominal
  while (almanac.closed('bank', day) !== null) day = addDays(day, roll === 'preceding' ? -1 : 1)
  return day
}

/** P7: money credited on a day can be collected on the first TARGET day strictly after it. */
export const collectionDay = (almanac: Almanac, creditOn: LocalDate): LocalDate => bankDayAfter(almanac, creditOn)

/** The same for who has no almanac; throws BeyondCalendar past the loaded days. */
export const collectionDayOf = (creditOn: LocalDate, rulebook: Rulebook): LocalDate => collectionDay(almanacOf(rulebook), creditOn)
