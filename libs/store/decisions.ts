/** Decisions: takes the debtors whose review is due, and writes what decide answered, in one transaction with its events. */
import type { Decision, DebtorState, DecisionId, Instant, LocalDate, PlannedContact } from '#domain'
import type { Sql } from './database'
import { newId } from './ids'
import type { DebtorKey, DebtorSnapshot } from './snapshots'

/** Locks due debtors; other planners pass them by (SKIP LOCKED), facts wait for the few milliseconds until commit (rule 3). */
export async function lockDueReviews(sql: Sql, now: Instant, limit: number): Promise<DebtorKey[]> {
  return sql.query<DebtorKey>(
    `select creditor_id as "creditorId", id as "debtorId" from debtor
     where review_at <= $1 order by review_at, id limit $2 for update skip locked`,
    [new Date(now), limit],
  )
}

/** Those that get no decision now are looked at again then; null: when a fact asks for it. */
export async function putOffReviews(sql: Sql, debtors: readonly DebtorKey[], until: Instant | null): Promise<void> {
  if (debtors.length === 0) return
  await sql.query(
    `update debtor d set review_at = $3 from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) where d.creditor_id = k.creditor_id and d.id = k.id`,
    [debtors.map((debtor) => debtor.creditorId), debtors.map((debtor) => debtor.debtorId), until === null ? null : new Date(until)],
  )
}

export interface DecisionToWrite {
  readonly snapshot: DebtorSnapshot
  readonly decision: Decision
  readonly journeyId: string
  /** Local day in the policy's zone, and the instant after which the contact is too late (rule 13). */
  readonly today: LocalDate
  /** When the contact may leave: letters wait for the release of the day's batch. */
  readonly dueAt: Instant
  readonly expiresAt: Instant
  readonly versions: Readonly<Record<string, string | number>>
}

/** Writes decisions whose debtor still has the version they were made with; a miss stays due and is decided again. */
export async function writeDecisions(sql: Sql, decisions: readonly DecisionToWrite[], now: Instant): Promise<number> {
  const rows = decisions.map((write) => toRow(write, now))
  const [result] = await sql.query<{ written: number }>(WRITE, [JSON.stringify(rows)])
  return result?.written ?? 0
}

interface DecisionRow {
  readonly creditor_id: string
  readonly debtor_id: string
  readonly version: number
  readonly id: DecisionId
  readonly journey_id: string
  readonly campaign_id: string | null
  readonly at: string
  readonly kind: Decision['kind']
  readonly reasons: Decision['reasons']
  readonly review_at: string | null
  readonly versions: DecisionToWrite['versions']
  readonly state: DebtorState | null
  readonly contact: (Omit<PlannedContact, 'at'> & { readonly planned_for: string; readonly due_at: string; readonly attempt_id: string; readonly event_id: string }) | null
  readonly attempt_state: 'planned' | 'queued'
  readonly today: LocalDate
  readonly expires_at: string
  readonly task: { readonly id: string; readonly event_id: string; readonly kind: string; readonly claims: readonly string[]; readonly step: string | null } | null
  readonly broken_pay_by: LocalDate | null
}

function toRow({ snapshot, decision, today, dueAt, expiresAt, versions, journeyId }: DecisionToWrite, now: Instant): DecisionRow {
  const broken = decision.reasons.find((reason) => reason.code === 'promise-broken')
  return {
    creditor_id: snapshot.creditorId,
    debtor_id: snapshot.debtorId,
    version: snapshot.version,
    id: newId(),
    journey_id: journeyId,
    campaign_id: campaignOf(snapshot, decision),
    at: iso(now),
    kind: decision.kind,
    reasons: decision.reasons,
    review_at: decision.reviewAt === null ? null : iso(decision.reviewAt),
    versions,
    state: decision.kind === 'wait' ? null : snapshot.state,
    contact: decision.kind === 'contact' ? contactRow(decision.contact, dueAt) : null,
    attempt_state: snapshot.live ? 'queued' : 'planned',
    today,
    expires_at: iso(expiresAt),
    task: decision.kind === 'escalate' ? { id: newId(), event_id: newId(), kind: decision.task, claims: decision.claims, step: decision.step } : null,
    broken_pay_by: broken?.code === 'promise-broken' ? broken.payBy : null,
  }
}

function contactRow({ at, ...contact }: PlannedContact, dueAt: Instant): NonNullable<DecisionRow['contact']> {
  return { ...contact, planned_for: iso(at), due_at: iso(dueAt), attempt_id: contact.resumes ?? newId(), event_id: newId() }
}

/** The campaign whose contact this is: of the journey, or the one that asks. */
export function campaignOf({ journey, state }: DebtorSnapshot, decision: Decision): string | null {
  const asks = decision.kind === 'contact' && decision.contact.phase === 'preference'
  return (asks ? state.question : journey?.campaignId) ?? null
}

const iso = (instant: Instant): string => new Date(instant).toISOString()

const WRITE = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g (creditor_id uuid, debtor_id uuid, version bigint, id uuid, journey_id uuid, campaign_id uuid, at timestamptz,
      kind text, reasons jsonb, review_at timestamptz, versions jsonb, state jsonb, contact jsonb, attempt_state text, today date,
      expires_at timestamptz, task jsonb, broken_pay_by date)
  ), won as (
    update debtor d set review_at = g.review_at, version = d.version + case when g.kind = 'wait' then 0 else 1 end,
      asked_by_campaign = case when g.contact ->> 'phase' = 'preference' then null else d.asked_by_campaign end
    from given g where d.creditor_id = g.creditor_id and d.id = g.debtor_id and d.version = g.version
    returning g.*
  ), decided as (
    insert into decision (creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, debtor_version, versions)
    select creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, version, versions from won
    on conflict (creditor_id, debtor_id) where kind = 'wait' do update set journey_id = excluded.journey_id, at = excluded.at,
      reasons = excluded.reasons, review_at = excluded.review_at, debtor_version = excluded.debtor_version, versions = excluded.versions
  ), kept as (
    insert into state_snapshot (creditor_id, decision_id, debtor_id, state)
    select creditor_id, id, debtor_id, state from won where kind <> 'wait'
  ), contact as (
    select w.creditor_id, w.debtor_id, w.campaign_id, w.id as decision_id, w.at, w.today, w.attempt_state, w.expires_at, c.*
    from won w, jsonb_to_record(w.contact) as c (attempt_id uuid, event_id uuid, resumes uuid, planned_for timestamptz, due_at timestamptz, channel text, "contactPointId" uuid,
      phase text, step text, claims text[], amount bigint, "payBy" date, "expectedDelivery" date, "legalEnd" date, "announcedCosts" bigint)
    where w.kind = 'contact'
  ), fresh as (
    insert into contact_attempt (creditor_id, id, debtor_id, campaign_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents,
      pay_by, expected_delivery, legal_end, announced_costs_cents, state, planned_for, due_at, expires_at, created_at)
    select creditor_id, attempt_id, debtor_id, campaign_id, decision_id, channel, "contactPointId", phase, step, claims, amount,
      "payBy", "expectedDelivery", "legalEnd", "announcedCosts", attempt_state, planned_for, due_at, expires_at, at
    from contact where resumes is null
  ), resumed as (
    update contact_attempt a set state = c.attempt_state, campaign_id = c.campaign_id, decision_id = c.decision_id, channel = c.channel, contact_point_id = c."contactPointId",
      claims = c.claims, amount_cents = c.amount, pay_by = c."payBy", expected_delivery = c."expectedDelivery", legal_end = c."legalEnd",
      announced_costs_cents = c."announcedCosts", planned_for = c.planned_for, due_at = c.due_at, expires_at = c.expires_at, weight = 1, sent_at = null, ended_at = null,
      end_reasons = null, lease_token = null, lease_until = null
    from contact c where a.creditor_id = c.creditor_id and a.id = c.resumes and a.state = 'failed'
  ), left_out as (
    update claim_step t set live = false from contact c
    where c.resumes is not null and t.creditor_id = c.creditor_id and t.attempt_id = c.resumes
      and not exists (select from claim k where k.creditor_id = t.creditor_id and k.id = t.claim_id and k.reference = any (c.claims))
  ), moved as (
    update claim_step t set taken_on = c.today, expected_delivery = c."expectedDelivery", legal_end = c."legalEnd", pay_by = c."payBy"
    from contact c where c.resumes is not null and t.creditor_id = c.creditor_id and t.attempt_id = c.resumes
      and exists (select from claim k where k.creditor_id = t.creditor_id and k.id = t.claim_id and k.reference = any (c.claims))
  ), stepped as (
    insert into claim_step (creditor_id, claim_id, attempt_id, step, phase, taken_on, expected_delivery, legal_end, pay_by, announced_costs_cents)
    select c.creditor_id, k.id, c.attempt_id, c.step, c.phase, c.today, c."expectedDelivery", c."legalEnd", c."payBy", c."announcedCosts"
    from contact c join claim k on k.creditor_id = c.creditor_id and k.reference = any (c.claims)
    where c.resumes is null
  ), tasked as (
    insert into task (creditor_id, id, debtor_id, kind, claims, reasons, opened_at)
    select w.creditor_id, t.id, w.debtor_id, t.kind, t.claims, w.reasons, w.at
    from won w, jsonb_to_record(w.task) as t (id uuid, kind text, claims text[]) where w.kind = 'escalate'
  ), escalated as (
    insert into claim_step (creditor_id, claim_id, step, phase, taken_on)
    select w.creditor_id, k.id, t.step, 'escalation', w.today
    from won w, jsonb_to_record(w.task) as t (claims text[], step text)
    join claim k on k.reference = any (t.claims)
    where w.kind = 'escalate' and t.step is not null and k.creditor_id = w.creditor_id
    on conflict do nothing
  ), broken as (
    update promise_to_pay m set state = 'broken', ended_at = w.at from won w
    where w.broken_pay_by is not null and m.creditor_id = w.creditor_id and m.debtor_id = w.debtor_id and m.state = 'open' and m.pay_by = w.broken_pay_by
  ), ended as (
    update journey j set state = 'ended', ended_at = w.at from won w
    where w.kind = 'stop' and j.creditor_id = w.creditor_id and j.id = w.journey_id
      and not exists (select from claim k where k.creditor_id = w.creditor_id and k.debtor_id = w.debtor_id and k.state = 'open')
    returning j.creditor_id, j.debtor_id, w.at
  ), left_campaigns as (
    update campaign_enrolment e set state = 'left', reason = 'settled', left_at = j.at from ended j
    where e.creditor_id = j.creditor_id and e.debtor_id = j.debtor_id and e.state = 'enrolled'
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
    select creditor_id, event_id, debtor_id, attempt_id, attempt_state, jsonb_build_object('decision', decision_id, 'channel', channel, 'phase', phase), at from contact
    union all
    select creditor_id, (task ->> 'event_id')::uuid, debtor_id, null, 'task-opened', jsonb_build_object('kind', task ->> 'kind', 'decision', id), at from won where kind = 'escalate'
  )
  select count(*)::int as written from won`
