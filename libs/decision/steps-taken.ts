/** Steps taken: what of a claim's ladder lies behind it. */
import { isLadderPhase, ladderRank } from '#domain'
import type { ClaimState, LadderPhase, Phase, StepTaken } from '#domain'
import { isRemindedByHand } from './candidate'

/** Before and on the due date: they lose their sense once a later phase has come; from the reminder on, every step is made up for in order. */
export const FRIENDLY_PHASES: readonly LadderPhase[] = ['welcome', 'receipt-check', 'pre-due', 'due-day']

/** The latest step of an earlier phase, or one by hand of the same; undefined before the first, and beside the ladder. Nothing waits for a welcome. */
export function stepBefore(claim: ClaimState, phase: Phase, name: string): StepTaken | undefined {
  if (!isLadderPhase(phase)) return undefined
  const rank = ladderRank(phase)
  let latest: StepTaken | undefined
  for (const step of claim.steps) {
    const counts = ladderRank(step.phase) < rank || (step.phase === phase && isRemindedByHand(step.step) && !isRemindedByHand(name))
    if (step.phase !== 'welcome' && counts && (!latest || step.on >= latest.on)) latest = step
  }
  return latest
}
