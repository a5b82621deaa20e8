/** Post: when a letter is expected in the letter box (P16; HR 25-11-2016, ECLI:NL:HR:2016:2704). */
import { addDays } from '#domain'
import type { DatedValue, LocalDate, Rulebook } from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import type { Almanac } from './almanac'

/** Throws BeyondCalendar past the loaded days. */
export const expectedDelivery = (sentOn: LocalDate, rulebook: Rulebook): LocalDate => deliveryOf(almanacOf(rulebook), sentOn)

/** A Sunday, a Monday or a holiday counts neither as a day in between nor as the day of delivery. */
export function deliveryOf(almanac: Almanac, sentOn: LocalDate): LocalDate {
  return almanac.remember(`delivery ${sentOn}`, () => {
    let day = sentOn
    for (let left = valueOn(almanac.policy.postDays, sentOn); left > 0; left--) {
      do day = addDays(day, 1)
      while (almanac.closed('post', day) !== null)
    }
    return day
  })
}

function valueOn(rows: readonly DatedValue[], day: LocalDate): number {
  const row = rows.findLast(({ from }) => from <= day)
  if (!row) throw new BeyondCalendar('postDays', day)
  return row.value
}
