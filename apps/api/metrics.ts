/** What the API's /metrics tells of the pipe: how long the oldest waits, and what is under way; each scrape costs one bounded statement. */
import type { Figure } from '#lifecycle'
import { readPulse, unfamiliarCodes, type Pulse } from '#store'
import type { ApiSource } from './api-source'

/** Figures of one scrape come from one look. */
const FRESH_MS = 1000

export function watchPipe({ database, clock, metrics }: Pick<ApiSource, 'database' | 'clock' | 'metrics'>): void {
  let looked = -Infinity
  let pulse: Promise<Pulse> | null = null
  const look = (): Promise<Pulse> => {
    if (!pulse || performance.now() - looked > FRESH_MS) {
      looked = performance.now()
      pulse = readPulse(database)
    }
    return pulse
  }
  const age = (at: number | null): Figure[] => [{ value: at === null ? 0 : Math.max(0, (clock() - at) / 1000) }]
  metrics.watch('tijdig_oldest_due_review_seconds', 'How long the oldest due review waits', [], async () =>
    age((await look()).oldestReviewAt),
  )
  metrics.watch('tijdig_oldest_due_attempt_seconds', 'How long the oldest due contact waits', [], async () =>
    age((await look()).oldestAttemptDueAt),
  )
  metrics.watch('tijdig_callbacks_waiting', "Carriers' calls that are not worked off, counted up to 10,000", [], async () => [
    { value: (await look()).callsToRead },
  ])
  metrics.watch(
    'tijdig_attempts_under_way',
    'Contacts by channel and state (queued, sending, unknown), counted up to 10,000',
    ['channel', 'state'],
    async () => (await look()).underWay.map(({ channel, state, attempts }) => ({ value: attempts, labels: { channel, state } })),
  )
  metrics.watch(
    'tijdig_unfamiliar_codes',
    'How often a carrier gave a code that nobody has sorted, by carrier and code',
    ['carrier', 'code'],
    async () => (await unfamiliarCodes(database, clock())).map(({ carrier, code, times }) => ({ value: times, labels: { carrier, code } })),
  )
}
