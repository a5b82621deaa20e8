/** Call tasks: a call attempt that agents may claim with a lease; queued until dialled, sending while they talk (rule 12). */
import type { AttemptId, CallTaskId, CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from '../database'
import { deskNumber } from './desk-numbers'
import { newId } from '../ids'
import { CAMPAIGN_OF, RUNS, WAITING } from '../waiting'

/** Opens a task for each due call that has none; the amount at stake is its priority for now. */
export async function openCallTasks(sql: Sql, now: Instant, limit: number): Promise<number> {
  const due = await sql.query<{ creditorId: CreditorId; attemptId: AttemptId }>(
    `${WAITING}
     select a.creditor_id as "creditorId", a.id as "attemptId" from waiting w cross join lateral (
       select a.creditor_id, a.id, a.due_at from contact_attempt a
       where a.state = 'queued' and a.creditor_id = w.creditor_id and a.channel = w.channel and ${CAMPAIGN_OF('a')} = w.campaign_id and a.due_at <= $1
         and not exists (select from call_task k where k.creditor_id = a.creditor_id and k.debtor_id = a.debtor_id and k.state in ('queued', 'claimed'))
       order by a.creditor_id, a.channel, ${CAMPAIGN_OF('a')}, a.due_at, a.id limit $2
     ) a
     where w.channel = 'call' and w.due_at <= $1 and ${RUNS('w.creditor_id', 'w.campaign_id')} order by a.due_at, a.id limit $2`,
    [new Date(now), limit],
  )
  const opened = await sql.query(
    `insert into call_task (creditor_id, id, attempt_id, debtor_id, opens_at, expires_at, priority)
     select a.creditor_id, g.id, a.id, a.debtor_id, a.due_at, a.expires_at, a.amount_cents
     from jsonb_to_recordset($1::jsonb) as g ("creditorId" uuid, "attemptId" uuid, id uuid)
     join contact_attempt a on a.creditor_id = g."creditorId" and a.id = g."attemptId" and a.state = 'queued'
     on conflict do nothing returning id`,
    [JSON.stringify(due.map((call) => ({ ...call, id: newId() })))],
  )
  return opened.length
}

export interface ClaimedCall {
  readonly creditorId: CreditorId
  readonly taskId: CallTaskId
  readonly attemptId: AttemptId
  readonly debtorId: DebtorId
  readonly token: string
}

/** Until somebody dials: after it the call is another agent's. While they talk: after it the call counts as interrupted. */
export const RESERVED_SECONDS = deskNumber('reservedSeconds')
export const TALKING_SECONDS = deskNumber('talkingSeconds')

export type CallKey = Pick<ClaimedCall, 'creditorId' | 'taskId' | 'token'>

/** Heartbeat of whoever holds the call; null when nobody does under this token any more. */
export async function renewCall(sql: Sql, { creditorId, taskId, token }: CallKey): Promise<Instant | null> {
  const [row] = await sql.query<{ leaseUntil: Instant }>(
    `with beat as (
       update call_task k set lease_until = clock_timestamp() + make_interval(secs => case a.state when 'queued' then ${RESERVED_SECONDS} else ${TALKING_SECONDS} end)
       from contact_attempt a where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3
         and a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state in ('queued', 'sending')
       returning k.creditor_id, k.attempt_id, k.lease_until
     ), talking as (
       update contact_attempt a set lease_until = b.lease_until from beat b where a.creditor_id = b.creditor_id and a.id = b.attempt_id and a.state = 'sending'
     )
     select lease_until as "leaseUntil" from beat`,
    [creditorId, taskId, token],
  )
  return row?.leaseUntil ?? null
}

/** The token goes from the attempt too: whoever still holds it can dial no more. */
export const AGAIN_UNHELD = `
  , unheld as (
    update contact_attempt a set lease_token = null from given_up g where a.creditor_id = g.creditor_id and a.id = g.attempt_id and a.state = 'queued'
  )
  select id from given_up`
export const NOT_DIALLED = `exists (select from contact_attempt a where a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state = 'queued')`

/** Back to the queue before anybody dialled, to be offered again at `notBefore`. False when it is not held under this token, or was dialled. */
export async function giveCallBack(sql: Sql, { creditorId, taskId, token }: CallKey, notBefore: Instant): Promise<boolean> {
  const given = await sql.query(
    `with given_up as (
       update call_task k set state = 'queued', agent = null, lease_token = null, lease_until = null, opens_at = greatest(k.opens_at, $4)
       where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3 and ${NOT_DIALLED} returning k.*
     ) ${AGAIN_UNHELD}`,
    [creditorId, taskId, token, new Date(notBefore)],
  )
  return given.length > 0
}

/** A call that may not be made now, though it may be later: a fresh task is opened once its attempt is due and its campaign runs. */
export async function withdrawCall(sql: Sql, { creditorId, taskId, token }: CallKey): Promise<void> {
  await sql.query(
    `with given_up as (
       update call_task k set state = 'withdrawn', lease_until = null
         where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3 and ${NOT_DIALLED} returning k.*
     ) ${AGAIN_UNHELD}`,
    [creditorId, taskId, token],
  )
}

/** A claimed call whose agent went away before dialling goes back to the queue. One that came to its end another way, as by a person who told of it, is over. */
export async function releaseIdleCalls(sql: Sql, all: boolean): Promise<void> {
  await sql.query(
    `with given_up as (
       update call_task k set state = 'queued', agent = null, lease_token = null, lease_until = null
       where k.state = 'claimed' and ($1 or k.lease_until < clock_timestamp()) and ${NOT_DIALLED} returning k.*
     ) ${AGAIN_UNHELD}`,
    [all],
  )
  await sql.query(
    `update call_task k set state = 'done', lease_until = null
     where k.state = 'claimed' and ($1 or k.lease_until < clock_timestamp())
       and exists (select from contact_attempt a where a.creditor_id = k.creditor_id and a.id = k.attempt_id
         and a.state not in ('queued', 'sending', 'unknown'))`,
    [all],
  )
}

/** Before dialling, whatever they had taken: they go back to a call of before. */
export async function giveBackUndialled(sql: Sql, creditorId: CreditorId, agent: string, but: string): Promise<void> {
  await sql.query(
    `with given_up as (
       update call_task k set state = 'queued', agent = null, lease_token = null, lease_until = null
       where k.creditor_id = $1 and k.state = 'claimed' and k.agent = $2 and k.id <> $3 and ${NOT_DIALLED} returning k.*
     ) ${AGAIN_UNHELD}`,
    [creditorId, agent, but],
  )
}

export interface AnotherMoment {
  readonly at: Instant
  readonly endsAt: Instant
  /** They asked for it: for a while it is that agent's alone. */
  readonly isPromised: boolean
  /** In the budget, if it is never made again. */
  readonly weight: number
}

/** The same contact at another moment, for which it is planned from now on: counted from the first one it would be too late. */
export async function putOffCall(
  sql: Sql,
  { creditorId, taskId }: Pick<CallKey, 'creditorId' | 'taskId'>,
  { at, endsAt, isPromised, weight }: AnotherMoment,
): Promise<void> {
  await sql.query(
    `with back as (
       update call_task k set state = 'queued', wanted_agent = case when $5 then k.agent end,
         wanted_until = case when $5 then $3::timestamptz + make_interval(mins => ${deskNumber('ownCallBackMinutes')}) end, agent = null,
           lease_token = null, lease_until = null, opens_at = $3, expires_at = $4,
         identity = null, identity_by = null, identity_tries = 0
       where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' returning k.creditor_id, k.attempt_id
     )
     update contact_attempt a set planned_for = $3, expires_at = greatest(a.expires_at, $4), weight = $6 from back b
       where a.creditor_id = b.creditor_id and a.id = b.attempt_id`,
    [creditorId, taskId, new Date(at), new Date(endsAt), isPromised, weight],
  )
}

/** An agent gives a sign of life every few seconds; without one for so long they are not there. */
const SILENT = `interval '2 minutes'`

/** Whether a call that is being made has had no sign of life for some minutes: somebody else may say that it broke off. */
export async function isSilent(sql: Sql, { creditorId, taskId }: Pick<CallKey, 'creditorId' | 'taskId'>): Promise<boolean> {
  const [silent] = await sql.query(
    `select from call_task where creditor_id = $1 and id = $2 and state = 'claimed'
      and lease_until < clock_timestamp() + make_interval(secs => ${TALKING_SECONDS}) - ${SILENT}`,
    [creditorId, taskId],
  )
  return silent !== undefined
}
