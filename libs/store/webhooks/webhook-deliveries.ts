/** Webhook deliveries: what each endpoint has still to be told, taken under a lease, and the log of every try. */
import type { ContactEventKind, CreditorId, DebtorId, Instant } from '#domain'
import { appendAudit } from '../access/audit'
import { MILLIS } from '../columns'
import type { Sql } from '../database'

export interface DueDelivery {
  readonly eventId: string
  readonly eventAt: Instant
  readonly number: number
  readonly firstTryAt: Instant
  readonly kind: ContactEventKind
  readonly debtorId: DebtorId
  readonly attemptId: string | null
  readonly claimId: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
}
export interface EndpointRound {
  readonly creditorId: CreditorId
  readonly endpointId: string
  readonly url: string
  /** Base64; the current one first. */
  readonly secrets: readonly string[]
  readonly failures: number
  readonly failingSince: Instant | null
  readonly deliveries: readonly DueDelivery[]
}

/** Longer than all tries of a round may take together. */
const LEASE_SECONDS = 60

/** The next deliveries of each endpoint that is not being talked to already: the oldest first, at most `each` of one endpoint. */
export const takeDueDeliveries = (sql: Sql, now: Instant, busy: readonly string[], each: number): Promise<EndpointRound[]> =>
  sql.query<EndpointRound>(TAKE, [new Date(now), busy, each])

const TAKE = `
  with due as materialized (
    select w.creditor_id, w.id, d.event_id from webhook_endpoint w cross join lateral (
      select event_id from webhook_delivery d where d.creditor_id = w.creditor_id and d.endpoint_id = w.id and d.state = 'due' and d.due_at <= $1
        and (d.lease_until is null or d.lease_until < clock_timestamp())
      order by d.due_at, d.event_at, d.event_id limit case when w.failures > 0 then 1 else $3::int end for update skip locked
    ) d
    where w.state = 'active' and w.id <> all ($2::uuid[]) and (w.rests_until is null or w.rests_until <= $1)
  ), taken as (
    update webhook_delivery d set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}),
      first_try_at = coalesce(d.first_try_at, $1), tries = d.tries + 1
    from due where d.creditor_id = due.creditor_id and d.endpoint_id = due.id and d.event_id = due.event_id
    returning d.*
  )
  select w.creditor_id as "creditorId", w.id as "endpointId", w.url, w.failures, w.failing_since as "failingSince",
    array_remove(array[encode(w.secret, 'base64'), case when w.previous_until > $1 then encode(w.previous_secret, 'base64') end], null) as secrets,
    json_agg(json_build_object('eventId', t.event_id, 'eventAt', ${MILLIS('t.event_at')}, 'number', t.tries,
      'firstTryAt', ${MILLIS('t.first_try_at')}, 'kind', e.kind, 'debtorId', e.debtor_id, 'attemptId', e.attempt_id,
      'claimId', e.claim_id, 'detail', e.detail) order by t.event_at, t.event_id) as deliveries
  from taken t join webhook_endpoint w on w.creditor_id = t.creditor_id and w.id = t.endpoint_id
  join contact_event e on e.creditor_id = t.creditor_id and e.id = t.event_id and e.at = t.event_at
  group by w.creditor_id, w.id`

export interface Tried {
  readonly eventId: string
  readonly number: number
  readonly status: number | null
  readonly code: string
  readonly latencyMs: number
  readonly then: { readonly state: 'delivered' | 'given-up' } | { readonly state: 'due'; readonly dueAt: Instant }
}

export interface EndpointHealth {
  readonly failures: number
  readonly failingSince: Instant | null
  readonly restsUntil: Instant | null
  readonly disabled: boolean
}

/** A round is recorded whole: every try, what is next for its delivery, and how the endpoint is doing. */
export async function recordTries(
  sql: Sql,
  { creditorId, endpointId }: EndpointRound,
  tried: readonly Tried[],
  health: EndpointHealth,
  now: Instant,
): Promise<void> {
  const rows = tried.map(({ then, ...one }) => ({
    ...one,
    state: then.state,
    dueAt: then.state === 'due' ? new Date(then.dueAt).toISOString() : null,
  }))
  await sql.query(
    `with given as materialized (
       select * from jsonb_to_recordset($3::jsonb) as g ("eventId" uuid, number int, status int, code text, "latencyMs" int, state text, "dueAt" timestamptz)
     ), logged as (
       insert into webhook_try (creditor_id, endpoint_id, event_id, number, at, status, code, latency_ms)
       select $1, $2, "eventId", number, $4, status, code, "latencyMs" from given on conflict do nothing
     )
     update webhook_delivery d set state = g.state, due_at = coalesce(g."dueAt", d.due_at), lease_until = null from given g
     where d.creditor_id = $1 and d.endpoint_id = $2 and d.event_id = g."eventId" and d.tries = g.number`,
    [creditorId, endpointId, JSON.stringify(rows), new Date(now)],
  )
  const at = (instant: Instant | null): Date | null => (instant === null ? null : new Date(instant))
  const disabled = await sql.query(
    `update webhook_endpoint set failures = $3, failing_since = $4, rests_until = $5, state = case when $6 then 'disabled' else state end,
       version = version + case when $6 then 1 else 0 end
     where creditor_id = $1 and id = $2 and state = 'active' and (failures, failing_since, rests_until) is distinct from ($3, $4, $5)
       returning $6::boolean as now`,
    [creditorId, endpointId, health.failures, at(health.failingSince), at(health.restsUntil), health.disabled],
  )
  if (health.disabled && disabled.length > 0) {
    await appendAudit(sql, creditorId, {
      actor: 'tijdig',
      action: 'webhook-endpoint.disable',
      subject: endpointId,
      detail: { reason: 'failing' },
      at: now,
    })
  }
}

export interface StoredDelivery {
  readonly eventId: string
  readonly kind: ContactEventKind
  readonly eventAt: Instant
  readonly state: 'due' | 'delivered' | 'given-up'
  readonly tries: readonly {
    readonly number: number
    readonly at: Instant
    readonly status: number | null
    readonly code: string
    readonly latencyMs: number
  }[]
}

/** The latest first; `before` is the last one of the page before. */
export const listDeliveries = (
  sql: Sql,
  creditorId: CreditorId,
  endpointId: string,
  before: { readonly at: Instant; readonly id: string } | null,
  limit: number,
): Promise<StoredDelivery[]> =>
  sql.query<StoredDelivery>(
    `select d.event_id as "eventId", e.kind, d.event_at as "eventAt", d.state,
       coalesce((select json_agg(json_build_object('number', t.number, 'at', ${MILLIS('t.at')}, 'status', t.status, 'code', t.code, 'latencyMs', t.latency_ms)
         order by t.number) from webhook_try t where t.creditor_id = d.creditor_id and t.endpoint_id = d.endpoint_id
           and t.event_id = d.event_id), '[]') as tries
     from webhook_delivery d join contact_event e on e.creditor_id = d.creditor_id and e.id = d.event_id and e.at = d.event_at
     where d.creditor_id = $1 and d.endpoint_id = $2 and ($3::timestamptz is null or (d.event_at, d.event_id) < ($3, $4::uuid))
     order by d.event_at desc, d.event_id desc limit $5`,
    [creditorId, endpointId, before && new Date(before.at), before?.id ?? null, limit],
  )

/** Told again from the start, whatever became of it; false when there is no such delivery. A round that has it now counts as before. */
export async function resendDelivery(sql: Sql, creditorId: CreditorId, endpointId: string, eventId: string): Promise<boolean> {
  const rows = await sql.query(
    `update webhook_delivery set state = 'due', due_at = '-infinity', first_try_at = null
      where creditor_id = $1 and endpoint_id = $2 and event_id = $3 returning event_id`,
    [creditorId, endpointId, eventId],
  )
  return rows.length > 0
}

/** What was told, or never could be, before this instant is forgotten, a chunk at a time. */
export async function forgetDeliveries(sql: Sql, before: Instant, limit: number): Promise<number> {
  const rows = await sql.query(
    `delete from webhook_delivery d using (
       select creditor_id, endpoint_id, event_id from webhook_delivery where state <> 'due' and first_try_at < $1 limit $2
     ) old where d.creditor_id = old.creditor_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id returning d.event_id`,
    [new Date(before), limit],
  )
  return rows.length
}
