/** Contact days: on which days and from which hour a channel may be used (P2, P3, P4, P24). */
import { addDays, weekdayOf } from '#domain'
import type { Channel, Instant, LocalDate } from '#domain'
import type { Almanac } from './almanac'

export const isContactDay = (almanac: Almanac, channel: Channel, day: LocalDate): boolean => closedBy(almanac, channel, day) === null

/** What keeps the channel closed that day: the name of the holiday, or the weekday. */
export function closedBy(almanac: Almanac, channel: Channel, day: LocalDate): string | null {
  const closed = closedForAll(almanac, day)
  if (closed !== null) return closed
  const weekday = weekdayOf(day)
  return almanac.hours(channel).days.includes(weekday) ? null : weekday
}

/** By law, or since the creditor is not there. */
export const closedForAll = (almanac: Almanac, day: LocalDate): string | null => almanac.closed('contact', day) ?? almanac.ownClosed(day)

/** Whether others may be used that day: then only this channel rests. */
export const restsAlone = (almanac: Almanac, day: LocalDate): boolean => closedForAll(almanac, day) === null

export function contactDayFrom(almanac: Almanac, channel: Channel, day: LocalDate): LocalDate {
  let open = day
  while (!isContactDay(almanac, channel, open)) open = addDays(open, 1)
  return open
}

export function contactDayUpTo(almanac: Almanac, channel: Channel, day: LocalDate): LocalDate {
  let open = day
  while (!isContactDay(almanac, channel, open)) open = addDays(open, -1)
  return open
}

/** The first moment of that day at which the channel opens; of a task, the start of the day. */
export const openingOf = (almanac: Almanac, channel: Channel | null, day: LocalDate): Instant =>
  channel === null ? almanac.startOf(day) : almanac.instant(day, almanac.hours(channel).opens)

/** A message goes out at the opening hour: what becomes free later in the day leaves at the next opening. */
export function openingFrom(almanac: Almanac, channel: Channel | null, instant: Instant): Instant {
  if (channel === null) return instant
  const day = almanac.dateOf(instant)
  const opening = openingOf(almanac, channel, day)
  return instant <= opening ? opening : openingOf(almanac, channel, addDays(day, 1))
}
