/** Past step: a step whose day lies before the play began is taken to have gone its usual way; later steps count from it. */
import type { DebtorState, Instant, LocalDate, Rulebook, Step, StepTaken } from '#domain'
import { almanacOf } from './almanac'
import { chooseChannel } from './channel-choice'
import type { Position } from './ladder'
import { planOf, wishFor } from './plan'
import { takenOn } from './taken-on'

/** Null: the step is not past. */
export function pastStep(step: Step, day: LocalDate, position: Position, state: DebtorState, rulebook: Rulebook): StepTaken | null {
  const { claim } = position
  if (claim.pastBefore === null || position.failed || (day >= claim.pastBefore && step.phase !== 'pre-due')) return null
  const almanac = almanacOf(rulebook)
  const undisturbed = { ...state, holds: [], promises: [], contacts: [] }
  const wish = wishFor(step, day, position, almanac)
  const choice = step.phase === 'escalation' || step.task ? null : chooseChannel(wish, undisturbed, rulebook, wish.at)
  const plan = choice && planOf(wish, choice, step.phase, undisturbed, rulebook, 0 as Instant)
  const on = plan?.kind === 'at' ? almanac.dateOf(plan.at) : day
  if (on >= claim.pastBefore) return null
  return takenOn(step, on, choice?.channel ?? 'email', position, state, rulebook)
}
