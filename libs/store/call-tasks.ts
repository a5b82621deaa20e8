/** Call tasks: a call attempt that agents may claim with a lease; queued until dialled, sending while they talk (rule 12). */
import type { AttemptId, CallOutcomeKind, CallTaskId, CreditorId, DebtorId, HandOverId, Instant, ReasonForNonPayment } from '#domain'
import type { Sql } from './database'
import { askReview, appendEvent, closeTasks } from './facts'
import { newId } from './ids'
import { noteAnswer } from './responses'
import { CAMPAIGN_OF, RUNS, WAITING } from './waiting'

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

const CALL_LEASE_SECONDS = 90
const NOT_REACHED: readonly CallOutcomeKind[] = ['no-answer', 'wrong-number']

/** The next call for this agent: most at stake first, never one that another agent holds. Call and attempt are leased in one statement, one commit. */
export async function claimCall(sql: Sql, creditorId: CreditorId, agent: string, now: Instant): Promise<ClaimedCall | null> {
  const token = newId()
  const [row] = await sql.query<ClaimedCall>(
    `with next as (
       select creditor_id, id from call_task where creditor_id = $1 and state = 'queued' and opens_at <= $3 and expires_at > $3
         and not (select stopped from sending_switch)
       order by priority desc, id limit 1 for update skip locked
     ), claimed as (
       update call_task k set state = 'claimed', agent = $2, lease_token = $4, lease_until = clock_timestamp() + make_interval(secs => ${CALL_LEASE_SECONDS})
       from next where k.creditor_id = next.creditor_id and k.id = next.id
       returning k.creditor_id, k.id, k.attempt_id, k.debtor_id
     ), leased as (
       update contact_attempt a set lease_token = $4 from claimed c where a.creditor_id = c.creditor_id and a.id = c.attempt_id and a.state = 'queued'
     )
     select creditor_id as "creditorId", id as "taskId", attempt_id as "attemptId", debtor_id as "debtorId", $4::uuid as token from claimed`,
    [creditorId, agent, new Date(now), token],
  )
  return row ?? null
}

/** A call that may not be made now, though it may be later. */
export async function withdrawCall(sql: Sql, { creditorId, taskId, token }: ClaimedCall): Promise<void> {
  await sql.query(
    `update call_task k set state = 'withdrawn', lease_until = null where creditor_id = $1 and id = $2 and state = 'claimed' and lease_token = $3
       and exists (select from contact_attempt a where a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state = 'queued')`,
    [creditorId, taskId, token],
  )
}

/** A claimed call whose agent went away before dialling goes back to the queue. */
export async function releaseIdleCalls(sql: Sql, all: boolean): Promise<void> {
  await sql.query(
    `update call_task set state = 'queued', agent = null, lease_token = null, lease_until = null
     where state = 'claimed' and ($1 or lease_until < clock_timestamp())
       and exists (select from contact_attempt a where a.creditor_id = call_task.creditor_id and a.id = call_task.attempt_id and a.state = 'queued')`,
    [all],
  )
}

export interface CallResult {
  readonly kind: CallOutcomeKind
  readonly reason: ReasonForNonPayment | null
  readonly note: string | null
  readonly agent: string
}

/**
 * The call is over: handed over with its outcome. A call nobody answered weighs `unansweredWeight` in the budget (P13).
 * False when its outcome was recorded before.
 */
export async function recordCallResult(
  sql: Sql, call: ClaimedCall, handOverId: HandOverId, result: CallResult, unansweredWeight: number, now: Instant,
): Promise<boolean> {
  await askReview(sql, call, now)
  const at = new Date(now)
  const over = await sql.query(`update call_task set state = 'done', lease_until = null where creditor_id = $1 and id = $2 and state = 'claimed' returning id`,
    [call.creditorId, call.taskId])
  if (over.length === 0) return false
  await sql.query(`update hand_over set state = 'accepted', ended_at = $3, code = $4 where creditor_id = $1 and id = $2 and state in ('sending', 'unknown')`,
    [call.creditorId, handOverId, at, result.kind])
  await closeTasks(sql, call, 'outcome-unknown', 'call-outcome', now)
  await sql.query(
    `update contact_attempt set state = 'handed-over', lease_token = null, lease_until = null, weight = case when $3 = 'no-answer' then $4::numeric else 1 end
     where creditor_id = $1 and id = $2 and state in ('sending', 'unknown')`,
    [call.creditorId, call.attemptId, result.kind, unansweredWeight],
  )
  await sql.query(`insert into call_outcome (creditor_id, id, task_id, debtor_id, kind, reason, note, agent, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [call.creditorId, newId(), call.taskId, call.debtorId, result.kind, result.reason, result.note, result.agent, at])
  await appendEvent(sql, { ...call, kind: 'call-outcome', at: now, detail: { outcome: result.kind, reason: result.reason } })
  if (!NOT_REACHED.includes(result.kind)) await noteAnswer(sql, { ...call, channel: 'call', at: now }, 'call', now)
  return true
}

