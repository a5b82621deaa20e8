/** Steps taken: what of a claim's ladder lies behind it. */
import { isLadderPhase, ladderRank } from '#domain'
import type { ClaimState, LadderPhase, Phase, StepTaken } from '#domain'

/** Before and on the due date: they lose their sense once a later phase has come; from the reminder on, every step is made up for in order. */
export const FRIENDLY_PHASES: readonly LadderPhase[] = ['welcome', 'receipt-check', 'pre-due', 'due-day']

/** The latest step of an earlier phase; undefined before the first, and beside the ladder. Nothing waits for a welcome. */
export function stepBefore(claim: ClaimState, phase: Phase): StepTaken | undefined {
  if (!isLadderPhase(phase)) return undefined
  const rank = ladderRank(phase)
  let latest: StepTaken | undefined
  for (const step of claim.steps) if (step.phase !== 'welcome' && ladderRank(step.phase) < rank && (!latest || step.on >= latest.on)) latest = step
  return latest
}
