/** When a message that was accepted is heard of again, and how: receipts, and what the person writes back. */
import {
  addDays,
  instantAt,
  localDateOf,
  weekdayOf,
  type CarrierCallback,
  type Instant,
  type LocalDate,
  type LocalTime,
  type ReceiptStatus,
} from '#domain'
import type { Accepted } from './accepted-log'
import { lateFailure, RETURN_REASONS, WINDOW_CLOSED, type LateFailure } from './codes'
import { early, pick, type Dice } from './dice'
import type { Course } from './outcomes'
import { replyText } from './replies'

export const ZONE = 'Europe/Amsterdam'
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export interface PlannedCallback {
  /** Its own id in the log: a callback that comes twice has one key, but two of these. */
  readonly id: string
  readonly due: number
  readonly to: string
  /** Breaks a tie between callbacks of one recipient: message by message, step by step. */
  readonly rank: number
  readonly callback: CarrierCallback
}

interface Moment {
  readonly status: ReceiptStatus
  readonly due: number
  readonly failure?: LateFailure
}

export function planCallbacks(accepted: Accepted, course: Course, dice: Dice): readonly PlannedCallback[] {
  if (accepted.windowClosed)
    return [receipt(accepted, { status: 'failed', due: Date.parse(accepted.at) + SECOND, failure: WINDOW_CLOSED }, accepted.nth * 10)]
  const moments = accepted.channel === 'letter' ? letterCourse(accepted, course, dice) : messageCourse(accepted, course, dice)
  const rank = accepted.nth * 10
  const receipts = (course.disordered ? swapped(moments) : moments).map((moment, step) => receipt(accepted, moment, rank + step))
  const all = course.reply ? [...receipts, ...reply(accepted, course, moments.at(-1)?.due ?? Date.parse(accepted.at), dice)] : receipts
  return course.doubled
    ? all.flatMap((planned) => [planned, { ...planned, id: `${planned.id}:again`, due: planned.due + 5 * SECOND }])
    : all
}

function messageCourse({ at, channel }: Accepted, { end }: Course, dice: Dice): readonly Moment[] {
  const start = Date.parse(at)
  const sent: Moment = { status: 'sent', due: start + SECOND }
  const arrival = sent.due + (channel === 'email' ? early(dice('arrival'), SECOND, 3 * MINUTE) : early(dice('arrival'), SECOND, MINUTE))
  if (end === 'nothing') return [sent]
  if (end === 'bounced' || end === 'soft-bounced' || end === 'opted-out') {
    return [sent, { status: 'failed', due: arrival, failure: lateFailure(channel, end) }]
  }
  const delivered: Moment = { status: 'delivered', due: arrival }
  return end === 'read'
    ? [sent, delivered, { status: 'read', due: arrival + early(dice('reading'), 2 * MINUTE, 10 * HOUR) }]
    : [sent, delivered]
}

/** Posted on the day of the batch, in the letter box on the second delivery day after it; what cannot be delivered is back about a week later. */
function letterCourse({ at }: Accepted, { end }: Course, dice: Dice): readonly Moment[] {
  const start = Date.parse(at) as Instant
  const day = localDateOf(start, ZONE)
  const endOfDay = instantAt(day, '23:59' as LocalTime, ZONE)
  const posted: Moment = { status: 'sent', due: Math.max(start, Math.min(start + 30 * MINUTE, endOfDay)) }
  if (end === 'nothing') return [posted]
  if (end === 'delivered' || end === 'read') {
    return [posted, { status: 'delivered', due: instantAt(nextDeliveryDay(nextDeliveryDay(day)), '14:00' as LocalTime, ZONE) }]
  }
  const back = instantAt(addDays(day, 6 + Math.floor(dice('back') * 5)), '11:00' as LocalTime, ZONE)
  return [posted, { status: 'returned', due: back, failure: { failure: 'permanent', code: pick(dice('return'), RETURN_REASONS) } }]
}

/** No post on Sunday and Monday. */
function nextDeliveryDay(day: LocalDate): LocalDate {
  const next = addDays(day, 1)
  return ['sunday', 'monday'].includes(weekdayOf(next)) ? nextDeliveryDay(next) : next
}

/** The first two change places in time. */
function swapped([first, second, ...rest]: readonly Moment[]): readonly Moment[] {
  return first && second ? [{ ...second, due: first.due }, { ...first, due: second.due }, ...rest] : first ? [first] : []
}

function receipt({ id, handOverId, to }: Accepted, { status, due, failure }: Moment, rank: number): PlannedCallback {
  const key = `${id}:${status}`
  const at = new Date(due).toISOString()
  const callback: CarrierCallback = {
    kind: 'receipt',
    key,
    handOverId,
    carrierReference: id,
    status,
    failure: failure?.failure ?? null,
    code: failure?.code ?? null,
    at,
  }
  return { id: key, due, to, rank, callback }
}

/** Nobody can answer to a sender that is a name instead of a number. */
function reply(
  { id, channel, from, to, language, nth }: Accepted,
  { reply: kind }: Course,
  after: number,
  dice: Dice,
): readonly PlannedCallback[] {
  if (kind === null || (channel !== 'email' && !/^\+?\d+$/.test(from))) return []
  const due = after + early(dice('reply-time'), 5 * MINUTE, 30 * HOUR)
  const key = `${id}:reply`
  const text = replyText(kind, language, dice)
  return [
    {
      id: key,
      due,
      to,
      rank: nth * 10 + 9,
      callback: { kind: 'inbound', key, channel, from: to, to: from, text, at: new Date(due).toISOString() },
    },
  ]
}
