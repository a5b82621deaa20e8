/** Welcome: how paying works, told once to who gets their first invoice, while nothing is late (R50). */
import { addDays } from '#domain'
import type { Channel, DebtorState, LocalDate } from '#domain'
import type { Almanac } from './almanac'
import type { Position } from './ladder'
import { nominalDay } from './ladder'
import { deliveryOf } from './post'

/** No invoice before this one, open or closed, and nothing written about any; what came back may go another way. */
export function isFirstInvoice({ claim, failed }: Position, { hadClaims, claims }: DebtorState): boolean {
  if (failed) return true
  if (hadClaims || claim.restart || claim.steps.length > 0) return false
  return claims.every((other) => other.issuedOn >= claim.issuedOn && (other.id === claim.id || other.steps.length === 0))
}

/** It is read before any invoice is due, and leaves room in the budget for what the ladder asks for after it (P13). */
export function isTimelyWelcome(position: Position, channel: Channel, on: LocalDate, { claims }: DebtorState, almanac: Almanac): boolean {
  const readOn = channel === 'letter' ? deliveryOf(almanac, on) : on
  if (claims.some(({ dueOn }) => dueOn <= readOn)) return false
  const { perWindow, windowDays } = almanac.policy.caps
  const days = position.ahead.slice(1).map((step) => nominalDay(step, position))
  return days.filter((day) => day !== undefined && day < addDays(on, windowDays)).length < perWindow
}
