/** Stage record: outcomes of hand-overs, in groups; what comes later or is unknown gets the time of its next look by its class. */
import type { HandOverId, HandOverOutcome, Instant } from '#domain'
import { recordOutcomes } from '#store'
import type { Pipe } from './pipe'

export interface HandedOver {
  readonly handOverId: HandOverId
  readonly outcome: HandOverOutcome
  readonly tries: number
}

export async function record(pipe: Pipe, handedOver: readonly HandedOver[], now: Instant): Promise<void> {
  await recordOutcomes(pipe.database, handedOver.map(({ handOverId, outcome, tries }) => ({
    handOverId, outcome, againAt: (now + againAfterSeconds(outcome, tries) * 1000) as Instant,
  })), now)
}

const MINUTE = 60
/** A carrier's word on a request that was on its way needs a moment before its absence proves anything. */
export const FIRST_LOOK_UP_SECONDS = 2 * MINUTE

/** Retry policy follows the class (rule 13); the attempt's lateness limit ends it. */
function againAfterSeconds(outcome: HandOverOutcome, tries: number): number {
  if (outcome.kind === 'unknown') return FIRST_LOOK_UP_SECONDS
  if (outcome.kind !== 'later') return 0
  switch (outcome.failure) {
    case 'rate-limit':
      return outcome.retryAfterSeconds ?? MINUTE
    case 'account':
      return 15 * MINUTE
    case 'permanent':
    case 'opt-out':
    case 'transient':
    case 'window-or-template':
    case 'indeterminate':
      return Math.min(60, 2 ** tries) * MINUTE
  }
}
