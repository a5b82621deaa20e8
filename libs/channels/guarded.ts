/** A driver behind a circuit breaker: when its account is refused some times in a row, nothing more is tried for a while, and somebody is told. */
import { circuitBreaker, ConsecutiveBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel'
import type { HandOverOutcome } from '#domain'
import type { MessageDriver } from './driver'

export interface GuardWatch {
  /** By the code that was last. */
  stopped(code: string): void
  /** The first success, and the first after a stop. */
  works(): void
}

export interface GuardOptions {
  /** Another account may take over: then one that cannot be reached is left alone too. */
  readonly hasOther: boolean
  readonly restsMs?: number
}

const IN_A_ROW = 3
const RESTS_MS = 60_000
/** How failures to connect are named, by Node and undici alike; a carrier's own codes are numbers or small letters. */
const UNREACHED = /^[A-Z][A-Z_]+$/

export function guarded(driver: MessageDriver, watch: GuardWatch, { hasOther, restsMs = RESTS_MS }: GuardOptions): MessageDriver {
  const isTrouble = (result: unknown): boolean => {
    const { kind, failure = '', code = '' } = result as { readonly kind?: string; readonly failure?: string; readonly code?: string }
    return (
      (kind === 'refused' && failure === 'account') || (hasOther && kind === 'later' && failure === 'transient' && UNREACHED.test(code))
    )
  }
  const breaker = circuitBreaker(handleWhenResult(isTrouble), { halfOpenAfter: restsMs, breaker: new ConsecutiveBreaker(IN_A_ROW) })
  let restsUntil = -Infinity
  let told: 'nothing' | 'works' | 'stopped' = 'nothing'
  breaker.onBreak((reason) => {
    restsUntil = performance.now() + restsMs
    if (told !== 'stopped') watch.stopped('value' in reason ? ((reason.value as { code?: string }).code ?? '') : '')
    told = 'stopped'
  })
  const note = (outcome: HandOverOutcome): HandOverOutcome => {
    if (outcome.kind !== 'accepted' || told === 'works') return outcome
    told = 'works'
    watch.works()
    return outcome
  }
  return {
    ...driver,
    isResting: () => performance.now() < restsUntil,
    async deliver(delivery) {
      try {
        return goesAgain(note(await breaker.execute(() => driver.deliver(delivery))), hasOther)
      } catch (fault) {
        if (!isBrokenCircuitError(fault)) throw fault
        return { kind: 'later', failure: 'account', code: 'stopped', retryAfterSeconds: hasOther ? 1 : Math.ceil(restsMs / 1000) }
      }
    },
  }
}

/** The message is innocent of its account: proven not accepted, it waits until somebody has mended that, or leaves by another. */
function goesAgain(outcome: HandOverOutcome, hasOther: boolean): HandOverOutcome {
  if (outcome.kind === 'refused' && outcome.failure === 'account')
    return { kind: 'later', failure: 'account', code: outcome.code, ...(hasOther && { retryAfterSeconds: 1 }) }
  if (hasOther && outcome.kind === 'later' && UNREACHED.test(outcome.code)) return { ...outcome, retryAfterSeconds: 1 }
  return outcome
}
