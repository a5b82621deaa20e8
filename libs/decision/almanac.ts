/** Almanac: what each day is under one rulebook, worked out once and remembered, so that deciding stays cheap. */
import { addDays, instantAt, weekdayOf } from '#domain'
import type { Calendars, Channel, ClosedDays, ContactPolicy, Instant, LocalDate, LocalTime, Rulebook, Weekday } from '#domain'

/** A day that no loaded calendar tells about. It is caught where a claim's next move is sought: what needs it is not decided. */
export class BeyondCalendar extends Error {
  constructor(
    readonly calendar: string,
    readonly day: LocalDate,
  ) {
    super(`calendar ${calendar} does not tell about ${day}`)
  }
}

/** Null where no loaded calendar tells the day that is needed: it is not guessed. */
export function withinCalendar<T>(work: () => T): T | null {
  try {
    return work()
  } catch (problem) {
    if (problem instanceof BeyondCalendar) return null
    throw problem
  }
}

type CalendarUse = 'contact' | 'bank' | 'post'

export interface OpenHours {
  readonly opens: LocalTime
  readonly closes: LocalTime
  readonly days: readonly Weekday[]
}

export interface Almanac {
  readonly policy: ContactPolicy
  readonly calendars: Calendars
  instant(day: LocalDate, time: LocalTime): Instant
  startOf(day: LocalDate): Instant
  dateOf(instant: Instant): LocalDate
  /** Name of what closes that day, or null when it is open; throws BeyondCalendar. */
  closed(use: CalendarUse, day: LocalDate): string | null
  /** Name of a day off of the creditor's own: no contact, though it counts for every term. */
  ownClosed(day: LocalDate): string | null
  hours(channel: Channel): OpenHours
  /** Keeps an answer that depends on the rulebook and the key alone. */
  remember<T>(key: string, work: () => T): T
}

interface LocalDay {
  readonly date: LocalDate
  readonly start: Instant
  readonly end: Instant
}

const DAY = 86_400_000
const MIDNIGHT = '00:00' as LocalTime
const almanacs = new WeakMap<Rulebook, Almanac>()

export function almanacOf(rulebook: Rulebook): Almanac {
  let almanac = almanacs.get(rulebook)
  if (!almanac) almanacs.set(rulebook, (almanac = makeAlmanac(rulebook)))
  return almanac
}

function makeAlmanac({ policy, calendars }: Rulebook): Almanac {
  const instants = new Map<LocalTime, Map<LocalDate, Instant>>()
  const closings = { contact: closingsOf(calendars.contact), bank: closingsOf(calendars.bank), post: closingsOf(calendars.post) }
  const hours = new Map<Channel, OpenHours>()
  const daysOff = new Map(policy.ownClosedDays?.map(({ day, name }) => [day, name]))
  const memory = new Map<string, unknown>()

  const instant = (day: LocalDate, time: LocalTime): Instant => {
    let days = instants.get(time)
    if (!days) instants.set(time, (days = new Map<LocalDate, Instant>()))
    let at = days.get(day)
    if (at === undefined) days.set(day, (at = instantAt(day, time, policy.zone)))
    return at
  }
  const startOf = (day: LocalDate): Instant => instant(day, MIDNIGHT)
  // A zone is less than a day from UTC: the local date is that of UTC, or a neighbour.
  const utcDays = new Map<number, LocalDay>()
  const utcDay = (number: number): LocalDay => {
    let found = utcDays.get(number)
    if (!found) {
      const date = new Date(number * DAY).toISOString().slice(0, 10) as LocalDate
      utcDays.set(number, (found = { date, start: startOf(date), end: startOf(addDays(date, 1)) }))
    }
    return found
  }
  let last = utcDay(0)
  return {
    policy,
    calendars,
    instant,
    startOf,
    dateOf: (at) => {
      if (at >= last.start && at < last.end) return last.date
      const number = Math.floor(at / DAY)
      last = utcDay(number)
      if (at < last.start) last = utcDay(number - 1)
      else if (at >= last.end) last = utcDay(number + 1)
      return last.date
    },
    closed: (use, day) => closings[use](day),
    ownClosed: (day) => daysOff.get(day) ?? null,
    hours: (channel) => {
      let open = hours.get(channel)
      if (!open) hours.set(channel, (open = hoursOf(channel, policy)))
      return open
    },
    remember: <T>(key: string, work: () => T): T => {
      if (!memory.has(key)) memory.set(key, work())
      return memory.get(key) as T
    },
  }
}

function closingsOf(calendar: ClosedDays): (day: LocalDate) => string | null {
  const known = new Map<LocalDate, string | null>()
  return (day) => {
    const remembered = known.get(day)
    if (remembered !== undefined) return remembered
    if (day < calendar.validFrom || day > calendar.validUntil) throw new BeyondCalendar(calendar.name, day)
    const weekday = weekdayOf(day)
    const name = calendar.days[day]?.nl ?? (calendar.weekly.includes(weekday) ? weekday : null)
    known.set(day, name)
    return name
  }
}

/** P24: a letter leaves while both the policy's hours and the printer's posting day are open. */
function hoursOf(channel: Channel, { hours, posting }: ContactPolicy): OpenHours {
  const own = hours[channel]
  if (channel !== 'letter') return own
  return {
    opens: posting.releaseAt > own.opens ? posting.releaseAt : own.opens,
    closes: posting.cutOff < own.closes ? posting.cutOff : own.closes,
    days: own.days.filter((day) => posting.days.includes(day)),
  }
}
