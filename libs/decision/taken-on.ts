/** Taken on: a step as the ladder remembers it, with the term it sets and the last day it prints. */
import type { Channel, DebtorState, LocalDate, Rulebook, Step, StepTaken } from '#domain'
import { almanacOf } from './almanac'
import type { Position } from './ladder'
import { lastDayBeforeNext } from './ladder'
import { termOf } from './notice-term'
import { deliveryOf } from './post'

/** Only a consumer's formal notice has a legal term (art. 6:96(6) BW); a firm's letters name the day before the next phase. */
export function takenOn(
  step: Step,
  on: LocalDate,
  channel: Channel,
  position: Position,
  state: DebtorState,
  rulebook: Rulebook,
): StepTaken {
  const almanac = almanacOf(rulebook)
  const { policy } = rulebook
  const taken = (legalEnd: LocalDate | null, payBy: LocalDate | null): StepTaken => ({
    step: step.name,
    phase: step.phase,
    round: position.claim.restart?.round ?? 1,
    on,
    expectedDelivery: channel === 'letter' ? deliveryOf(almanac, on) : null,
    legalEnd,
    payBy,
    announcedCosts: null,
  })
  if (step.phase === 'pre-due' || step.phase === 'due-day') return taken(null, position.softDue.day)
  if (step.phase === 'formal-notice' && state.kind === 'consumer') {
    const { legalEnd, payBy } = termOf(almanac, on, channel, state.income)
    return taken(legalEnd, payBy)
  }
  const names = policy.legalPhases.includes(step.phase)
  return taken(null, names ? lastDayBeforeNext(step, on, position, policy.minDaysBetweenPhases) : null)
}
