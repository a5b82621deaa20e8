/** Contact attempts on their way out: leased for the belt, loaded for the gate, given back, or ended unsent. */
import type { AttemptId, CreditorId, DebtorId, Instant, PlannedContact, Reasons } from '#domain'
import { uuidList } from './binary-list'
import { NO_ANSWER } from './calls/call-tries'
import type { Sql } from './database'
import { newId } from './ids'

export interface LeasedAttempt {
  readonly creditorId: CreditorId
  readonly attemptId: AttemptId
  readonly debtorId: DebtorId
}

/** How rows are held: by whom, and for how long on the database's clock. A worker that dies gives them back after it. */
export interface Lease {
  readonly token: string
  readonly seconds: number
}

export interface QueuedAttempt extends LeasedAttempt {
  readonly contact: PlannedContact
  readonly expiresAt: Instant
  readonly tries: number
}

/** A belt job: transport only. Which of its attempts it may still touch is asked of the database (rule 8). */
export interface AttemptChunk {
  readonly token: string
  readonly attempts: readonly LeasedAttempt[]
}

const keysOf = (attempts: readonly LeasedAttempt[]): unknown[] => [
  uuidList(attempts.map((attempt) => attempt.creditorId)),
  uuidList(attempts.map((attempt) => attempt.attemptId)),
]

/** The attempts of a job that are still queued under its lease; whatever else happened to the others, this job lets them be. */
export async function loadLeasedAttempts(sql: Sql, chunk: AttemptChunk): Promise<QueuedAttempt[]> {
  const rows = await sql.query<QueuedRow>(QUEUED, [...keysOf(chunk.attempts), chunk.token])
  return rows.map(({ creditorId, attemptId, debtorId, tries, expiresAt, ...contact }) => ({
    creditorId,
    attemptId,
    debtorId,
    tries,
    expiresAt,
    contact: { ...contact, resumes: null },
  }))
}

type QueuedRow = Omit<QueuedAttempt, 'contact'> & Omit<PlannedContact, 'resumes'>

/** Plain columns: making JSON of each row and reading it again would cost more than finding it. */
const QUEUED = `
  select a.creditor_id as "creditorId", a.id as "attemptId", a.debtor_id as "debtorId", a.tries, a.expires_at as "expiresAt",
    a.planned_for as at, a.channel, a.contact_point_id as "contactPointId", a.phase, a.step, a.claims, a.amount_cents as amount, a.pay_by as "payBy",
    a.expected_delivery as "expectedDelivery", a.legal_end as "legalEnd", a.announced_costs_cents as "announcedCosts"
  from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.id
  where a.state = 'queued' and a.lease_token = $3 order by a.creditor_id, a.debtor_id, a.due_at, a.id`

/** Gives what is still leased back to the schedule, not to be tried before `dueAt` where one is given. */
export async function releaseLeases(sql: Sql, chunk: AttemptChunk, dueAt: Instant | null): Promise<void> {
  await sql.query(
    `update contact_attempt a set lease_token = null, lease_until = null, due_at = coalesce($4, a.due_at)
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
     where a.creditor_id = k.creditor_id and a.id = k.id and a.state = 'queued' and a.lease_token = $3`,
    [...keysOf(chunk.attempts), chunk.token, dueAt === null ? null : new Date(dueAt)],
  )
}

export interface UnsentAttempt extends LeasedAttempt {
  readonly state: 'suppressed' | 'expired'
  readonly reasons: Reasons
}

/**
 * Ends attempts that the second gate stopped; their steps are free again, a question is still to be put, and the debtor is decided anew (rule 2).
 * A call that nobody answered before was made: it stays in the budget with what it weighs, its step is taken, and its last try stands.
 * A step that is stopped for the second time within the hour waits for an hour: decide and gate may not agree.
 */
export async function endUnsent(sql: Sql, attempts: readonly UnsentAttempt[], now: Instant): Promise<void> {
  if (attempts.length === 0) return
  const rows = attempts.map((attempt) => ({ ...attempt, eventId: newId() }))
  await sql.query(END_UNSENT, [JSON.stringify(rows), new Date(now)])
}

/** A call `a` that was made and that nobody answered, put off to a moment at which nobody makes it any more. */
const RANG = `coalesce(a.channel = 'call' and (
  select h.code from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'later' order by h.number desc limit 1) = '${NO_ANSWER}', false)`

const END_UNSENT = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g ("creditorId" uuid, "attemptId" uuid, "debtorId" uuid, state text, reasons jsonb, "eventId" uuid)
  ), locked as (
    select d.creditor_id, d.id from debtor d join given g on d.creditor_id = g."creditorId" and d.id = g."debtorId"
    order by d.creditor_id, d.id for update of d
  ), ended as (
    update contact_attempt a set state = case when ${RANG} then 'handed-over' else g.state end, end_reasons = g.reasons, ended_at = $2, weight = case when ${RANG} then a.weight else 0 end, lease_token = null, lease_until = null
    from given g join locked l on l.creditor_id = g."creditorId" and l.id = g."debtorId"
    where a.creditor_id = g."creditorId" and a.id = g."attemptId" and a.state in ('planned', 'queued')
    returning g.*, a.state = 'handed-over' as made, case when a.phase = 'preference' then a.campaign_id end as question, exists (select from contact_attempt p where p.creditor_id = a.creditor_id and p.debtor_id = a.debtor_id and p.step = a.step
      and p.id <> a.id and p.state in ('suppressed', 'expired') and p.ended_at >= $2::timestamptz - interval '1 hour') as again
  ), freed as (
    update claim_step t set live = false from ended e where t.creditor_id = e."creditorId" and t.attempt_id = e."attemptId" and not e.made
  ), stands as (
    update hand_over h set state = 'accepted', failure = null from ended e
    where e.made and h.creditor_id = e."creditorId" and h.id = (
      select l.id from hand_over l where l.creditor_id = e."creditorId" and l.attempt_id = e."attemptId" order by l.number desc limit 1)
  ), closed as (
    update call_task k set state = case e.state when 'expired' then 'expired' else 'withdrawn' end
    from ended e where k.creditor_id = e."creditorId" and k.attempt_id = e."attemptId" and k.state in ('queued', 'claimed')
  ), asked as (
    update debtor d set version = d.version + 1, asked_by_campaign = coalesce(e.question, d.asked_by_campaign), review_at = least(d.review_at, case when e.again then $2::timestamptz + interval '1 hour' else $2::timestamptz end)
    from (select "creditorId", "debtorId", bool_or(again) as again, (array_agg(question) filter (where question is not null))[1] as question from ended group by 1, 2) e where d.creditor_id = e."creditorId" and d.id = e."debtorId"
  )
  insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
  select "creditorId", "eventId", "debtorId", "attemptId", state, jsonb_build_object('reasons', reasons), $2 from ended`

/** Attempts whose lateness limit has passed without leaving: planned ones of a creditor in shadow, calls nobody made. */
export function overdueAttempts(sql: Sql, now: Instant, limit: number): Promise<(LeasedAttempt & { hours: number })[]> {
  return sql.query(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId", round(extract(epoch from expires_at - created_at) / 3600)::int as hours
     from contact_attempt where state in ('planned', 'queued') and expires_at <= $1 order by expires_at, id limit $2`,
    [new Date(now), limit],
  )
}
