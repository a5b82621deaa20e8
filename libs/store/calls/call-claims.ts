/** The next call for each of some agents who ask at the same time: what they have begun comes first, and no two ever get the same. */
import type { CreditorId, Instant } from '#domain'
import { RESERVED_SECONDS, type ClaimedCall } from './call-tasks'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface LeasedCall extends ClaimedCall {
  /** Database clock. */
  readonly leaseUntil: Instant
}

interface HeldCall extends LeasedCall {
  readonly agent: string
}

const HELD = (from: string): string =>
  `select creditor_id as "creditorId", id as "taskId", attempt_id as "attemptId", debtor_id as "debtorId", lease_token as token,
    lease_until as "leaseUntil", agent from ${from}`

/** By agent; who is left out has nothing to call now. In a transaction of its own, as it holds its agents until that ends. */
export async function nextCalls(
  sql: Sql,
  creditorId: CreditorId,
  agents: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, LeasedCall>> {
  await holdAgents(sql, creditorId, agents)
  // Of several the oldest, which comes last.
  const calls = new Map((await unfinishedCalls(sql, creditorId, agents, now)).map((call) => [call.agent, call]))
  for (;;) {
    const asking = [...new Set(agents)].filter((agent) => !calls.has(agent))
    if (asking.length === 0) return calls
    const dealt = deal(asking, await freeCalls(sql, creditorId, asking, now))
    // Whoever was left without one asks again, as long as anybody gets one.
    if (dealt.length === 0) return calls
    for (const call of await leaseCalls(sql, creditorId, dealt)) calls.set(call.agent, call)
  }
}

/** Two windows of one agent ask one after the other, in whatever process they are answered. */
const holdAgents = (sql: Sql, creditorId: CreditorId, agents: readonly string[]): Promise<unknown> =>
  sql.query(
    `select pg_advisory_xact_lock(key) from (select distinct hashtextextended('tijdig.agent ' || $1 || ' ' || g.agent, 0) as key
      from unnest($2::text[]) as g (agent) order by key) held`,
    [creditorId, agents],
  )

/** What this agent has begun and not ended, and no new one. */
export async function unfinishedCall(sql: Sql, creditorId: CreditorId, agent: string, now: Instant): Promise<LeasedCall | null> {
  await holdAgents(sql, creditorId, [agent])
  return (await unfinishedCalls(sql, creditorId, [agent], now)).at(-1) ?? null
}

/** What an agent has begun and not ended, its lease renewed: who asks again, or in a second window, gets it again. */
const unfinishedCalls = (sql: Sql, creditorId: CreditorId, agents: readonly string[], now: Instant): Promise<HeldCall[]> =>
  sql.query<HeldCall>(
    `with own as (
       update call_task k set lease_until = greatest(k.lease_until, clock_timestamp() + make_interval(secs => ${RESERVED_SECONDS}))
       from contact_attempt a where k.creditor_id = $1 and k.state = 'claimed' and k.agent = any ($2) and a.creditor_id = k.creditor_id and a.id = k.attempt_id
         and (a.state = 'sending' or a.state = 'queued' and k.expires_at > $3)
         and not exists (select from held_outcome h where h.creditor_id = k.creditor_id and h.task_id = k.id and h.retracted_at is null)
       returning k.*
     )
     ${HELD('own')} order by id desc`,
    [creditorId, agents, new Date(now)],
  )

interface FreeCall {
  readonly id: string
  /** The only one who may have it for now. */
  readonly wantedBy: string | null
  /** Those who ask that it is not offered to. */
  readonly passedOverBy: readonly string[]
}

/** As many as agents ask, most at stake first; each fits at least one of them, so that what is locked here is not kept from others for nothing. */
const freeCalls = (sql: Sql, creditorId: CreditorId, agents: readonly string[], now: Instant): Promise<FreeCall[]> =>
  sql.query<FreeCall>(
    `select k.id, case when k.wanted_until > $3 then k.wanted_agent end as "wantedBy",
       array(select s.agent from call_skip s where s.creditor_id = k.creditor_id and s.debtor_id = k.debtor_id and s.agent = any ($2)
         and s.until_at > $3) as "passedOverBy"
     from call_task k where k.creditor_id = $1 and k.state = 'queued' and k.opens_at <= $3 and k.expires_at > $3 and not (select stopped from sending_switch)
       and not exists (select from call_queue_closing q where q.creditor_id = $1)
       and exists (select from unnest($2::text[]) as g (agent) where (k.wanted_agent is null or k.wanted_agent = g.agent or k.wanted_until <= $3)
         and not exists (select from call_skip s where s.creditor_id = k.creditor_id and s.debtor_id = k.debtor_id and s.agent = g.agent and s.until_at > $3))
     order by k.priority desc, k.id limit $4 for update of k skip locked`,
    [creditorId, agents, new Date(now), agents.length],
  )

/** Each in turn has the first that is theirs to have. */
function deal(agents: readonly string[], free: readonly FreeCall[]): { readonly agent: string; readonly id: string }[] {
  const left = new Set(free)
  return agents.flatMap((agent) => {
    for (const call of left) {
      if ((call.wantedBy ?? agent) !== agent || call.passedOverBy.includes(agent)) continue
      left.delete(call)
      return [{ agent, id: call.id }]
    }
    return []
  })
}

/** Call and attempt are leased in one statement. */
const leaseCalls = (
  sql: Sql,
  creditorId: CreditorId,
  dealt: readonly { readonly agent: string; readonly id: string }[],
): Promise<HeldCall[]> =>
  sql.query<HeldCall>(
    `with claimed as (
       update call_task k set state = 'claimed', agent = g.agent, lease_token = g.token,
         lease_until = clock_timestamp() + make_interval(secs => ${RESERVED_SECONDS}), claimed_at = clock_timestamp()
       from unnest($2::uuid[], $3::text[], $4::uuid[]) as g (id, agent, token) where k.creditor_id = $1 and k.id = g.id
       returning k.*
     ), leased as (
       update contact_attempt a set lease_token = c.lease_token from claimed c
         where a.creditor_id = c.creditor_id and a.id = c.attempt_id and a.state = 'queued'
     )
     ${HELD('claimed')}`,
    [creditorId, dealt.map(({ id }) => id), dealt.map(({ agent }) => agent), dealt.map(() => newId<string>())],
  )
