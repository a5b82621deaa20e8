/** Stage send webhooks: tells endpoints what happened, beside the pipe and never in its way; each endpoint at its own speed. */
import type { Instant } from '#domain'
import {
  forgetDeliveries,
  recordTries,
  takeDueDeliveries,
  type Database,
  type DueDelivery,
  type EndpointHealth,
  type EndpointRound,
  type Tried,
} from '#store'
import type { PipeLog } from './pipe'
import type { WebhookAnswer, WebhookWire } from './webhooks/webhook-request'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Waits after the first, second, ... failed try; the last one repeats until a delivery is given up. */
const WAITS = [5_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR]
/** A weekend and a day: what could not be told by then is kept in the log, to be sent again by hand. */
export const GIVE_UP_AFTER_MS = 72 * HOUR
/** An endpoint that took nothing for so long is disabled. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR
const LONGEST_REST_MS = 5 * MINUTE
/** Told at the same time to one endpoint; one at a time while it fails. */
const EACH = 10
const KEEP_MS = 30 * 24 * HOUR
const FORGET = 1_000

/** What a process needs to tell others; the pipe's own connections and drivers are not touched. */
export interface WebhookSending {
  readonly database: Database
  readonly wire: WebhookWire
  readonly log: PipeLog
}

/** Keeps the endpoints apart: a slow one is busy with its own round, and the others go on. */
export class WebhookRounds {
  private readonly busy = new Map<string, Promise<void>>()

  constructor(private readonly sending: WebhookSending) {}

  /** Starts a round for each endpoint that has something due and none running; answers how many deliveries were taken. */
  async start(now: Instant): Promise<number> {
    const rounds = await takeDueDeliveries(this.sending.database, now, [...this.busy.keys()], EACH)
    for (const round of rounds) {
      const running = runRound(this.sending, round, now)
        .catch((fault: unknown) => {
          this.sending.log.error(
            { endpoint: round.endpointId, fault: String(fault) },
            'a round of webhooks failed; what it took comes back',
          )
        })
        .finally(() => {
          this.busy.delete(round.endpointId)
        })
      this.busy.set(round.endpointId, running)
    }
    if (rounds.length === 0) await forgetDeliveries(this.sending.database, (now - KEEP_MS) as Instant, FORGET)
    return rounds.reduce((sum, { deliveries }) => sum + deliveries.length, 0)
  }

  async idle(): Promise<void> {
    await Promise.all(this.busy.values())
  }
}

async function runRound({ database, wire, log }: WebhookSending, round: EndpointRound, now: Instant): Promise<void> {
  const answers = await Promise.all(round.deliveries.map(async (delivery) => ({ delivery, answer: await wire.send(round, delivery) })))
  const health = healthAfter(
    round,
    answers.map(({ answer }) => answer),
    now,
  )
  const tried = answers.map(({ delivery, answer }): Tried => {
    const { status, code, latencyMs } = answer
    return { eventId: delivery.eventId, number: delivery.number, status, code, latencyMs, then: nextOf(delivery, answer, now) }
  })
  await database.transaction((sql) => recordTries(sql, round, tried, health, now))
  if (health.disabled)
    log.error({ creditor: round.creditorId, endpoint: round.endpointId }, 'webhook endpoint disabled: it took nothing for days')
}

function nextOf({ number, firstTryAt }: DueDelivery, { ok }: WebhookAnswer, now: Instant): Tried['then'] {
  if (ok) return { state: 'delivered' }
  const dueAt = now + (WAITS[Math.min(number, WAITS.length) - 1] ?? HOUR)
  return dueAt - firstTryAt > GIVE_UP_AFTER_MS ? { state: 'given-up' } : { state: 'due', dueAt: dueAt as Instant }
}

/** One that takes anything is well. One that takes nothing rests, so that what it misses is not tried one by one into its timeouts. */
function healthAfter({ failures, failingSince }: EndpointRound, answers: readonly WebhookAnswer[], now: Instant): EndpointHealth {
  if (answers.some(({ ok }) => ok)) return { failures: 0, failingSince: null, restsUntil: null, disabled: false }
  const since = failingSince ?? now
  const restsUntil = (now + Math.min(LONGEST_REST_MS, 5_000 * 2 ** Math.min(failures, 10))) as Instant
  return { failures: failures + 1, failingSince: since, restsUntil, disabled: now - since >= DISABLE_AFTER_MS }
}
