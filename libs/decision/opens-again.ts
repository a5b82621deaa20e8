/** When a channel that is closed now may be used again: by its hours, its days and the days on which nobody is contacted (P2, P3, P4, P24). */
import { addDays, type Channel, type Instant, type Rulebook } from '#domain'
import { almanacOf } from './almanac'
import { contactDayFrom, isContactDay, openingOf } from './contact-days'

/** Null: it is open. */
export function opensAgain(channel: Channel, now: Instant, rulebook: Rulebook): Instant | null {
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  if (isContactDay(almanac, channel, today)) {
    const opening = openingOf(almanac, channel, today)
    if (now < opening) return opening
    if (now < almanac.instant(today, almanac.hours(channel).closes)) return null
  }
  return openingOf(almanac, channel, contactDayFrom(almanac, channel, addDays(today, 1)))
}
