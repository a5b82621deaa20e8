/** Decisions: takes the debtors whose review is due, and writes what decide answered, in one transaction with its events. */
import type { Instant } from '#domain'
import type { Sql } from './database'
import { DECISIONS, listsOf } from './decision-columns'
import { endJourneys, openEscalations } from './decision-outcomes'
import { resumeContacts } from './resumed-contacts'
import { closeSettledTasks } from './settled-tasks'
import { keyArrays, type DebtorKey } from './snapshots'
import { isEscalation, toBeWritten, type DecisionToWrite, type WrittenDecision } from './written-decision'

/**
 * Locks due debtors; other planners pass them by (SKIP LOCKED), facts wait for the few milliseconds until commit (rule 3).
 * Those longest due first, but told in the order of their ids: neighbours in every table are then read and written one after the other.
 */
export async function lockDueReviews(sql: Sql, now: Instant, limit: number): Promise<DebtorKey[]> {
  return sql.query<DebtorKey>(
    `with due as materialized (
       select creditor_id, id from debtor where review_at <= $1 order by review_at, id limit $2 for update skip locked
     )
     select creditor_id as "creditorId", id as "debtorId" from due order by creditor_id, id`,
    [new Date(now), limit],
  )
}

/** Those that get no decision now are looked at again then; null: when a fact asks for it. */
export async function putOffReviews(sql: Sql, debtors: readonly DebtorKey[], until: Instant | null): Promise<void> {
  if (debtors.length === 0) return
  const { creditors, debtors: ids } = keyArrays(debtors)
  await sql.query(
    `update debtor d set review_at = $3 from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) where d.creditor_id = k.creditor_id and d.id = k.id`,
    [creditors, ids, until === null ? null : new Date(until)],
  )
}

/**
 * Writes decisions whose debtor still has the version they were made with; a miss stays due and is decided again.
 * Several statements that belong together: the caller holds the transaction.
 */
export async function writeDecisions(sql: Sql, decisions: readonly DecisionToWrite[], now: Instant): Promise<number> {
  const given = await withReleases(sql, decisions.map(toBeWritten))
  const [answer] = await sql.query<{ standing: readonly string[] | null }>(WRITE, [new Date(now), given.length, ...listsOf(given)])
  const standing = answer?.standing && new Set(answer.standing)
  const written = standing ? given.filter(({ id }) => standing.has(id)) : given
  await resumeContacts(sql, written)
  await closeSettledTasks(sql, written, now)
  await openEscalations(sql, written.filter(isEscalation), now)
  await endJourneys(
    sql,
    written.filter(({ decision }) => decision.kind === 'stop'),
    now,
  )
  return written.length
}

/**
 * Of a creditor that was in shadow when it was read and has been released meanwhile a contact is queued: planned, it would wait for a
 * release that was. One that is released after this waits for our commit, and then finds what we planned.
 */
async function withReleases(sql: Sql, given: readonly WrittenDecision[]): Promise<readonly WrittenDecision[]> {
  const shadows = [...new Set(given.flatMap(({ snapshot }) => (snapshot.live ? [] : [snapshot.creditorId])))]
  if (shadows.length === 0) return given
  const now = await sql.query<{ id: string; live: boolean }>(
    `select id, state = 'live' as live from creditor where id = any ($1::uuid[]) order by id for share`,
    [shadows],
  )
  const released = new Set(now.flatMap(({ id, live }) => (live ? [id] : [])))
  return given.map((one) => (released.has(one.snapshot.creditorId) ? { ...one, snapshot: { ...one.snapshot, live: true } } : one))
}

/**
 * All in one statement, which sends and reads each value once: the debtor's review and version, the decision with its reasons and the state
 * it saw (rule 19; of a Wait only the latest, and no state), the attempt, its event, and the step that its claims take. Unique per claim,
 * step and round (rule 4): a step that is taken already refuses the whole. Answers which decisions stand; null when all do.
 */
const WRITE = `
  with won as (
    update debtor d set review_at = g.review_at, version = d.version + case when g.kind = 'wait' then 0 else 1 end,
      asked_by_campaign = case when g.asks then null else d.asked_by_campaign end
    from ${DECISIONS(2)} where d.creditor_id = g.creditor_id and d.id = g.debtor_id and d.version = g.version returning g.*
  ), waited as (
    insert into decision (creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, debtor_version, versions)
    select creditor_id, id, debtor_id, journey_id, $1, kind, reasons::json, review_at, version, versions::json from won where kind = 'wait'
    on conflict (creditor_id, debtor_id) where kind = 'wait' do update set journey_id = excluded.journey_id, at = excluded.at,
      reasons = excluded.reasons, review_at = excluded.review_at, debtor_version = excluded.debtor_version, versions = excluded.versions
  ), decided as (
    insert into decision (creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, debtor_version, versions, state)
    select creditor_id, id, debtor_id, journey_id, $1, kind, reasons::json, review_at, version, versions::json, state from won where kind <> 'wait'
  ), planned as (
    insert into contact_attempt (creditor_id, id, debtor_id, campaign_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents,
      pay_by, expected_delivery, legal_end, announced_costs_cents, state, planned_for, due_at, expires_at, created_at)
    select creditor_id, attempt_id, debtor_id, campaign_id, id, channel, point_id, phase, step, claims::text[], amount,
      pay_by, expected_delivery, legal_end, costs, attempt_state, planned_for, due_at, expires_at, $1 from won where attempt_id is not null and not resumes
  ), stepped as (
    insert into claim_step (creditor_id, claim_id, round, attempt_id, step, phase, taken_on, expected_delivery, legal_end, pay_by, announced_costs_cents)
    select creditor_id, unnest(climbing::uuid[]), unnest(rounds::int[]), attempt_id, step, phase, today, expected_delivery, legal_end, pay_by, costs from won where climbing is not null
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
    select creditor_id, event_id, debtor_id, attempt_id, attempt_state, jsonb_build_object('decision', id, 'channel', channel, 'phase', phase), $1
    from won where event_id is not null
  )
  select case when count(*) < $2 then coalesce(array_agg(id), '{}') end as standing from won`
