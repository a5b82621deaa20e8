/** Why behaviour: that it counted for a step how somebody paid before, and what of it, so that they can be told. */
import { BEHAVIOURS } from '#domain'
import type { DebtorState, Reason, Rulebook, Step } from '#domain'
import { rowFor } from './channel-order'
import { COUNT_OF, segmentRowOf } from './conditions'

const NOTHING: readonly Reason[] = []

/** Only of what a rule for this step asks: by itself, or by the segment that it makes theirs. */
export function whyBehaviour(step: Step, state: DebtorState, { policy }: Rulebook): readonly Reason[] {
  const { phase, when, task } = step
  const row = task || policy.legalPhases.includes(phase) ? undefined : rowFor(phase, state, policy)
  // Nearly always.
  if (!when && !row && policy.segmentByBehaviour.length === 0) return NOTHING
  const ofSegment = when?.segments ?? row?.segments ?? softDueSegments(step, state, policy)
  const asked = [when, row, ofSegment && segmentRowOf(state, policy)]
  const counted = BEHAVIOURS.filter((behaviour) => asked.some((condition) => condition?.[behaviour]))
  if (counted.length === 0) return NOTHING
  return [{ code: 'behaved-before', ...Object.fromEntries(counted.map((behaviour) => [behaviour, COUNT_OF[behaviour](state)])) }]
}

/** Whose income moves the day of the step, or not. */
const softDueSegments = ({ day }: Step, { income }: DebtorState, { softDueDate }: Rulebook['policy']): readonly unknown[] | undefined =>
  day.from === 'soft-due-date' && income !== null && softDueDate.exceptSegments.length > 0 ? softDueDate.exceptSegments : undefined
