/** Agents of the call queue: who is here, who rests, whom they passed over; and why there is nothing to call. */
import type { CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from '../database'
import { deskNumber } from './desk-numbers'

/** Null: not resting. */
export async function seeAgent(sql: Sql, creditorId: CreditorId, agent: string): Promise<string | null> {
  const [row] = await sql.query<{ pausedFor: string | null }>(
    `insert into call_agent (creditor_id, agent, seen_at) values ($1, $2, clock_timestamp())
     on conflict (creditor_id, agent) do update set seen_at = clock_timestamp()
       returning case when paused_since is not null then pause_reason end as "pausedFor"`,
    [creditorId, agent],
  )
  return row?.pausedFor ?? null
}

export async function pauseAgent(sql: Sql, creditorId: CreditorId, agent: string, reason: string | null): Promise<void> {
  await sql.query(
    `insert into call_agent (creditor_id, agent, seen_at, paused_since, pause_reason)
      values ($1, $2, clock_timestamp(), case when $3::text is not null then clock_timestamp() end, $3)
     on conflict (creditor_id, agent) do update set seen_at = clock_timestamp(), skips = 0, pause_reason = $3,
       paused_since = case when $3::text is not null then clock_timestamp() end`,
    [creditorId, agent, reason],
  )
}

const SKIPS_THAT_PAUSE = deskNumber('skipsThatPause')

/** The debtor rests from this agent; true when the agent now rests too. */
export async function noteSkip(
  sql: Sql,
  creditorId: CreditorId,
  skip: { readonly debtorId: DebtorId; readonly agent: string; readonly reason: string; readonly until: Instant },
): Promise<boolean> {
  await sql.query(
    `insert into call_skip (creditor_id, debtor_id, agent, reason, until_at) values ($1, $2, $3, $4, $5)
     on conflict (creditor_id, debtor_id, agent) do update set reason = $4, until_at = $5`,
    [creditorId, skip.debtorId, skip.agent, skip.reason, new Date(skip.until)],
  )
  const [row] = await sql.query<{ rests: boolean }>(
    `update call_agent set skips = skips + 1, pause_reason = case when skips + 1 >= ${SKIPS_THAT_PAUSE} then 'three-skips' end,
       paused_since = case when skips + 1 >= ${SKIPS_THAT_PAUSE} then clock_timestamp() end
     where creditor_id = $1 and agent = $2 returning paused_since is not null as rests`,
    [creditorId, skip.agent],
  )
  return row?.rests ?? false
}

export async function forgiveSkips(sql: Sql, creditorId: CreditorId, agent: string): Promise<void> {
  await sql.query('update call_agent set skips = 0 where creditor_id = $1 and agent = $2 and skips > 0', [creditorId, agent])
}

export interface QueueSummary {
  readonly ready: number
  readonly later: number
  readonly planned: number
  readonly passedOver: number
  readonly withAgents: number
  readonly nextAt: Instant | null
}

/** Counted to a thousand: more is "many". */
const MANY = 1000

export async function summariseQueue(sql: Sql, creditorId: CreditorId, agent: string, now: Instant): Promise<QueueSummary> {
  const [row] = await sql.query<QueueSummary>(
    `with waiting as (select k.opens_at, exists (select from call_skip s
      where s.creditor_id = k.creditor_id and s.debtor_id = k.debtor_id and s.agent = $2 and s.until_at > $3) as skipped
         from call_task k where k.creditor_id = $1 and k.state = 'queued' and k.expires_at > $3 order by k.priority desc, k.id limit ${MANY}),
       planned as (select a.due_at from contact_attempt a where a.creditor_id = $1 and a.channel = 'call' and a.state = 'queued' and a.due_at > $3
         order by a.due_at limit ${MANY})
     select (select count(*)::int from waiting where opens_at <= $3 and not skipped) as ready, (select count(*)::int from waiting where opens_at > $3) as later,
       (select count(*)::int from planned) as planned, (select count(*)::int from waiting where opens_at <= $3 and skipped) as "passedOver",
       (select count(*)::int from call_task where creditor_id = $1 and state = 'claimed') as "withAgents",
       least((select min(opens_at) from waiting where opens_at > $3), (select min(due_at) from planned)) as "nextAt"`,
    [creditorId, agent, new Date(now)],
  )
  return row!
}

export interface DeskAgent {
  readonly agent: string
  readonly pausedSince: Instant | null
  readonly pauseReason: string | null
  readonly seenAt: Instant
}

/** Seen within the day. */
export const agentsAtTheDesk = (sql: Sql, creditorId: CreditorId): Promise<DeskAgent[]> =>
  sql.query<DeskAgent>(
    `select agent, paused_since as "pausedSince", pause_reason as "pauseReason", seen_at as "seenAt" from call_agent
     where creditor_id = $1 and seen_at > clock_timestamp() - interval '1 day' order by agent limit 500`,
    [creditorId],
  )

export interface ToldCalls {
  readonly agent: string
  readonly today: number
  readonly lastHour: number
}

/** What agents told of calls since then. */
export const callsTold = (sql: Sql, creditorId: CreditorId, since: Instant, now: Instant): Promise<ToldCalls[]> =>
  sql.query<ToldCalls>(
    `select agent, count(*)::int as today, count(*) filter (where at > $3)::int as "lastHour" from call_outcome
     where creditor_id = $1 and at >= $2 group by agent order by agent limit 500`,
    [creditorId, new Date(since), new Date(now - 3_600_000)],
  )
