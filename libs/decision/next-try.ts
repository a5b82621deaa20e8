/** Next try: a call that nobody answered is made again on a later day, in the other half of the calling hours, once the gate would let it pass (P13). */
import {
  addDays,
  type AttemptId,
  type DebtorState,
  type Instant,
  type LocalDate,
  type LocalTime,
  type PastContact,
  type Rulebook,
} from '#domain'
import { almanacOf, withinCalendar, type Almanac } from './almanac'
import { isContactDay } from './contact-days'
import { gate, type Attempt } from './gate'

export interface NextTry {
  readonly at: Instant
  /** The hours of that day end. */
  readonly until: Instant
}

/** Later it would be another call: the ladder goes on. */
const WITHIN_DAYS = 7

/** `tried`: when nobody answered, this time included; each weighs in the budget as the law of the caps says. Null: the call is over. */
export function nextTry(state: DebtorState, rulebook: Rulebook, attempt: Attempt, tried: readonly Instant[], now: Instant): NextTry | null {
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  const time = otherHalf(almanac, now)
  const contacts = [
    ...state.contacts.filter(({ attemptId }) => attemptId !== attempt.attemptId),
    ...tried.map((at, index) => unanswered(attempt, at, index, rulebook)),
  ]
  return withinCalendar(() => {
    for (let ahead = 1; ahead <= WITHIN_DAYS; ahead++) {
      const day = addDays(today, ahead)
      const at = almanac.instant(day, time)
      if (!isContactDay(almanac, 'call', day)) continue
      // By then the payments up to the day before have been read, or it is not dialled.
      const then: DebtorState = { ...state, contacts, paymentsReadThrough: dayBefore(day, state) }
      if (gate(then, rulebook, { ...attempt, at }, at).kind === 'pass')
        return { at, until: almanac.instant(day, almanac.hours('call').closes) }
    }
    return null
  })
}

const dayBefore = (day: LocalDate, { paymentsReadThrough }: DebtorState): LocalDate | null =>
  paymentsReadThrough === null ? null : addDays(day, -1)

function unanswered(
  { attemptId, phase, step, contactPointId, claims }: Attempt,
  at: Instant,
  index: number,
  { policy }: Rulebook,
): PastContact {
  return {
    attemptId: `${attemptId} ${index}` as AttemptId,
    at,
    channel: 'call',
    phase,
    step,
    state: 'handed-over',
    contactPointId,
    weight: policy.caps.unansweredCallWeight,
    claims,
  }
}

const MINUTE = 60_000
const HALF_HOUR = 30

/** The middle of the half in which nobody was called, to the half hour. */
function otherHalf(almanac: Almanac, now: Instant): LocalTime {
  const { opens, closes } = almanac.hours('call')
  const [from, to] = [minutesOf(opens), minutesOf(closes)]
  const middle = (from + to) / 2
  const called = (now - almanac.startOf(almanac.dateOf(now))) / MINUTE
  const [first, last] = called < middle ? [middle, to] : [from, middle]
  const minutes = Math.max(first, Math.floor((first + last) / 2 / HALF_HOUR) * HALF_HOUR)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}` as LocalTime
}

const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
