/** Stage record: outcomes of hand-overs, in groups; what comes later or is unknown gets the time of its next look by its class. */
import type { HandOverId, HandOverOutcome, Instant } from '#domain'
import { noteUnfamiliarCode, quietSender, recordOutcomes, type SenderKey } from '#store'
import type { Pipe } from './pipe'

export interface HandedOver {
  readonly handOverId: HandOverId
  readonly outcome: HandOverOutcome
  readonly tries: number
  /** Whose pace a carrier's answer is about; absent where nobody waits for slots. */
  readonly sender?: SenderKey
}

export async function record(pipe: Pipe, handedOver: readonly HandedOver[], now: Instant): Promise<void> {
  await recordOutcomes(
    pipe.database,
    handedOver.map(({ handOverId, outcome, tries }) => ({
      handOverId,
      outcome,
      againAt: (now + againAfterSeconds(outcome, tries) * 1000) as Instant,
    })),
    now,
  )
  await slowDown(pipe, handedOver)
  for (const { handOverId, outcome } of handedOver)
    if (outcome.kind === 'refused' && outcome.unfamiliar === true) await noteUnfamiliarCode(pipe.database, handOverId, outcome.code, now)
}

/** Without a word from the carrier: long enough to notice, short enough to try again. */
const QUIET_SECONDS = 5

/** A rate-limit answer holds for everyone who uses the sender (rule 13): the longest that was asked for. */
async function slowDown(pipe: Pipe, handedOver: readonly HandedOver[]): Promise<void> {
  const asked = new Map<string, { sender: SenderKey; seconds: number }>()
  for (const { outcome, sender } of handedOver) {
    if (!sender || outcome.kind !== 'later' || outcome.failure !== 'rate-limit') continue
    const key = `${sender.creditorId} ${sender.channel}`
    const seconds = Math.max(asked.get(key)?.seconds ?? 0, outcome.retryAfterSeconds ?? QUIET_SECONDS)
    asked.set(key, { sender, seconds })
  }
  for (const { sender, seconds } of asked.values()) await quietSender(pipe.database, sender, seconds)
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
      return outcome.retryAfterSeconds ?? 15 * MINUTE
    case 'transient':
      return outcome.retryAfterSeconds ?? backOff(tries)
    case 'permanent':
    case 'opt-out':
    case 'window-or-template':
    case 'indeterminate':
      return backOff(tries)
  }
}

const backOff = (tries: number): number => Math.min(60, 2 ** tries) * MINUTE
