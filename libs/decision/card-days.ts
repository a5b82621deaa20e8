/** Card days: the hours and days that an agent agrees on with a debtor: when one may call, when they pick up, and when a bank moves money. */
import { addDays, type ChannelResponse, type Instant, type LocalDate, type LocalTime, type Rulebook } from '#domain'
import { almanacOf, withinCalendar, type Almanac } from './almanac'
import { contactDayFrom, isContactDay } from './contact-days'
import { bestHourOn } from './observed-response'

/** False too where no calendar tells about that day. */
export function isCallHour(rulebook: Rulebook, at: Instant): boolean {
  const almanac = almanacOf(rulebook)
  return withinCalendar(() => isOpen(almanac, at)) ?? false
}

function isOpen(almanac: Almanac, at: Instant): boolean {
  const day = almanac.dateOf(at)
  const { opens, closes } = almanac.hours('call')
  return isContactDay(almanac, 'call', day) && at >= almanac.instant(day, opens) && at < almanac.instant(day, closes)
}

const HOUR = 3_600_000
const FIVE_MINUTES = 300_000
const LATER_TODAY = '16:00' as LocalTime
const NEXT_MORNING = '10:00' as LocalTime

/** In an hour, this afternoon, and the next morning on which one calls; those within the hours. */
export function callBacksFrom(rulebook: Rulebook, now: Instant): Instant[] {
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  return (
    withinCalendar(() => {
      const inAnHour = (Math.ceil((now + HOUR) / FIVE_MINUTES) * FIVE_MINUTES) as Instant
      const next = almanac.instant(contactDayFrom(almanac, 'call', addDays(today, 1)), NEXT_MORNING)
      return [inAnHour, almanac.instant(today, LATER_TODAY), next]
        .filter((at) => at > now && isOpen(almanac, at))
        .filter((at, index, all) => all.indexOf(at) === index)
        .sort((a, b) => a - b)
    }) ?? []
  )
}

export interface ClosedBankDay {
  readonly day: LocalDate
  /** The bank day before it. */
  readonly moneyOn: LocalDate
}

/** Days on which no bank moves money, as far as the calendar reaches. */
export function closedBankDays(rulebook: Rulebook, from: LocalDate, days: number): ClosedBankDay[] {
  const almanac = almanacOf(rulebook)
  const closed: ClosedBankDay[] = []
  // Before the first bank day from today on there is nothing to agree on.
  let moneyOn: LocalDate | null = null
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(from, ahead)
    const isShut = withinCalendar(() => almanac.closed('bank', day) !== null)
    if (isShut === null) return closed
    if (!isShut) moneyOn = day
    else if (moneyOn !== null) closed.push({ day, moneyOn })
  }
  return closed
}

export interface BestHour {
  readonly hour: LocalTime
  readonly answered: number
  readonly of: number
}

/** When they picked up most, where that is known well enough to go by. */
export function bestCallHour(rulebook: Rulebook, responses: readonly ChannelResponse[] | null | undefined, now: Instant): BestHour | null {
  const best = responses ? bestHourOn(almanacOf(rulebook), 'call', now, responses) : null
  return best?.reason.code === 'best-hour' ? { hour: best.reason.hour, answered: best.reason.answered, of: best.reason.of } : null
}
