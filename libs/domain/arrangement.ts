/** Payment arrangements: what is owed, paid in agreed instalments; made, confirmed, and then kept, broken or cancelled. */
import { dayOfMonth, type LocalDate } from './dates'
import type { Cents } from './money'
import type { RunningArrangement } from './settling'

/** proposed -> active -> kept | broken | cancelled; a proposal can be cancelled too. Only an active one makes its claims rest. */
export const ARRANGEMENT_STATES = ['proposed', 'active', 'kept', 'broken', 'cancelled'] as const
export type ArrangementState = (typeof ARRANGEMENT_STATES)[number]

export interface Instalment {
  readonly dueOn: LocalDate
  readonly amount: Cents
}

/** An instalment with what has come in for it. */
export interface BookedInstalment extends Instalment {
  /** 1 is the first. */
  readonly number: number
  readonly paid: Cents
}

/** Ten years of months: whoever needs more needs other help than an arrangement. */
export const MOST_INSTALMENTS = 120

/** What the people of a desk may agree to alone. */
export interface ArrangementLimits {
  readonly months: number
  /** Null: however much. */
  readonly amount: Cents | null
}

/** An approver decides about what lasts longer or is over more. */
export function isBeyond(instalments: readonly Instalment[], { months, amount }: ArrangementLimits, today: LocalDate): boolean {
  const last = instalments.at(-1)
  if (!last) return false
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const untilDay = dayOfMonth(year + Math.floor((month - 1 + months) / 12), ((month - 1 + months) % 12) + 1, day)
  return last.dueOn > untilDay || (amount !== null && instalments.reduce((sum, instalment) => sum + instalment.amount, 0) > amount)
}

export type InstalmentsFault =
  'no-instalments' | 'too-many-instalments' | 'amount-too-small' | 'days-not-in-order' | 'day-in-the-past' | 'sum-differs'

/** Why these instalments cannot be agreed on; null when they can. */
export function faultOfInstalments(instalments: readonly Instalment[], owed: Cents, today: LocalDate): InstalmentsFault | null {
  const [first] = instalments
  if (!first) return 'no-instalments'
  if (instalments.length > MOST_INSTALMENTS) return 'too-many-instalments'
  if (instalments.some(({ amount }) => !Number.isSafeInteger(amount) || amount < 1)) return 'amount-too-small'
  if (instalments.some(({ dueOn }, index) => index > 0 && dueOn <= (instalments[index - 1]?.dueOn ?? dueOn))) return 'days-not-in-order'
  if (first.dueOn < today) return 'day-in-the-past'
  return instalments.reduce((sum, { amount }) => sum + amount, 0) === owed ? null : 'sum-differs'
}

/** Money counts for the oldest instalment first, whenever it came. */
export function bookInOrder(instalments: readonly Instalment[], paid: Cents): BookedInstalment[] {
  let left = Math.max(0, paid)
  return instalments.map((instalment, index) => {
    const booked = Math.min(left, instalment.amount)
    left -= booked
    return { ...instalment, number: index + 1, paid: booked }
  })
}

/** As decide knows them: of a term paid in part, `amount` is the rest. */
export const termsLeft = (instalments: readonly Instalment[], paid: Cents): RunningArrangement['instalments'] =>
  bookInOrder(instalments, paid).map(({ number, dueOn, amount, paid: booked }) => ({
    number,
    on: dueOn,
    amount: booked < amount ? amount - booked : amount,
    paid: booked >= amount,
  }))

export const firstUnpaid = (instalments: readonly BookedInstalment[]): BookedInstalment | undefined =>
  instalments.find(({ amount, paid }) => paid < amount)
