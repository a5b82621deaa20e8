/** Dates: a local date is `yyyy-mm-dd` text, an instant is UTC milliseconds; zones come in only where one becomes the other. */
import { DateTime } from 'luxon'

export type LocalDate = string & { readonly __date: 'local' }
/** Wall clock of a day, `HH:MM`. */
export type LocalTime = string & { readonly __time: 'local' }
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __instant: 'utc' }

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const DAY = 86_400_000
const days = new Map<LocalDate, number>()
const dates = new Map<number, LocalDate>()
/** Remembered, since decide asks for the same few hundred days millions of times. */
function epochDay(date: LocalDate): number {
  let day = days.get(date)
  if (day === undefined) days.set(date, (day = Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / DAY))
  return day
}
function fromEpochDay(day: number): LocalDate {
  let date = dates.get(day)
  if (date === undefined) dates.set(day, (date = new Date(day * DAY).toISOString().slice(0, 10) as LocalDate))
  return date
}

export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const parsed = Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10))
  return new Date(parsed).toISOString().slice(0, 10) === text
}
export function isLocalTime(text: string): text is LocalTime {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

export const addDays = (date: LocalDate, days: number): LocalDate => fromEpochDay(epochDay(date) + days)
/** Whole days from one date to a later one; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => epochDay(to) - epochDay(from)
/** 1 January 1970 was a Thursday, which is index 3 of a week that starts on Monday. */
export const weekdayOf = (date: LocalDate): Weekday => WEEKDAYS[(((epochDay(date) + 3) % 7) + 7) % 7]!
export const laterDate = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b)
export const lastDayOfMonth = (year: number, month: number): LocalDate => fromEpochDay(Date.UTC(year, month, 0) / DAY)
/** The day of that month, or its last day where the month is shorter. */
export function dayOfMonth(year: number, month: number, day: number): LocalDate {
  const last = lastDayOfMonth(year, month)
  const wanted = fromEpochDay(Date.UTC(year, month - 1, day) / DAY)
  return wanted > last ? last : wanted
}

/** The instant at which the wall clock of `zone` shows that date and time (a time that a clock change skips moves on by the gap). */
export function instantAt(date: LocalDate, time: LocalTime, zone: string): Instant {
  return DateTime.fromISO(`${date}T${time}`, { zone }).toMillis() as Instant
}
export function localDateOf(instant: Instant, zone: string): LocalDate {
  return DateTime.fromMillis(instant, { zone }).toISODate() as LocalDate
}
export function localTimeOf(instant: Instant, zone: string): LocalTime {
  return DateTime.fromMillis(instant, { zone }).toFormat('HH:mm') as LocalTime
}
/** `2027-01-19T09:00:00+01:00`: an instant as the wall clock of the zone shows it. */
export function isoInZone(instant: Instant, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toISO({ suppressMilliseconds: true })!
}
export const isTimeZone = (zone: string): boolean => DateTime.local({ zone }).isValid
export const laterInstant = (a: Instant, b: Instant): Instant => (a > b ? a : b)
