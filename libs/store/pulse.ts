/** The pulse of the pipe for whoever watches it: ages by the ends of indexes, counts of what is under way up to a bound; never a scan. */
import type { AttemptState, Channel, Instant } from '#domain'
import type { Sql } from './database'

export interface Pulse {
  /** When the review lay that waits longest; null: none waits. */
  readonly oldestReviewAt: Instant | null
  readonly oldestAttemptDueAt: Instant | null
  /** Of what is queued, sending or unknown; each counted up to COUNTED_UP_TO. */
  readonly underWay: readonly { readonly channel: Channel; readonly state: AttemptState; readonly attempts: number }[]
  readonly callsToRead: number
}

export const COUNTED_UP_TO = 10_000

const STATES = ['queued', 'sending', 'unknown'] as const

export async function readPulse(sql: Sql): Promise<Pulse> {
  const [row] = await sql.query<Pulse>(
    `select (select min(review_at) from debtor where review_at is not null) as "oldestReviewAt",
       (select min(due_at) from contact_attempt where state = 'queued') as "oldestAttemptDueAt",
       (select count(*)::int from (select from raw_call where not done limit ${COUNTED_UP_TO}) r) as "callsToRead",
       coalesce((select json_agg(u) from (
         select channel, state, count(*)::int as attempts from (
           ${STATES.map((state) => `(select channel, state from contact_attempt where state = '${state}' limit ${COUNTED_UP_TO})`).join(' union all ')}
         ) a group by channel, state) u), '[]') as "underWay"`,
  )
  if (!row) throw new Error('the database told nothing')
  return row
}
