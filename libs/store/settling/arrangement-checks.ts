/** Arrangements whose time has come: an instalment that lapses, or news of the debtor; found by their date, ended in groups. */
import { GRAVE_HOLDS } from '#domain'
import type { Cents, CreditorId, DebtorId, Instalment, Instant } from '#domain'
import { PAID } from './arrangement-sums'
import type { Sql } from '../database'
import { newId } from '../ids'
import type { DebtorKey, DebtorSnapshot } from '../snapshots'

export interface DueArrangement {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
  readonly id: string
  readonly policy: string
  readonly strategies: Readonly<Record<string, string>>
  /** That of the debtor, which keeps its versions; null: none runs. */
  readonly journey: DebtorSnapshot['journey']
  readonly instalments: readonly Instalment[]
  readonly paid: Cents
  /** After a death or a notice of debt help: nothing is found broken meanwhile. */
  readonly restsGravely: boolean
}

/** Locks their debtors, as every fact does, so that a payment either counts or waits and is news afterwards. */
export async function lockDueArrangements(sql: Sql, now: Instant, limit: number): Promise<DueArrangement[]> {
  const due = await sql.query<{ creditor_id: CreditorId; debtor_id: DebtorId; id: string }>(
    `select creditor_id, debtor_id, id from payment_arrangement where state = 'active' and next_check_at <= $1 order by next_check_at, id limit $2`,
    [new Date(now), limit],
  )
  if (due.length === 0) return []
  await sql.query(
    `select from debtor d join unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) on d.creditor_id = k.creditor_id and d.id = k.id
     order by d.creditor_id, d.id for update of d`,
    [due.map((one) => one.creditor_id), due.map((one) => one.debtor_id)],
  )
  return sql.query<DueArrangement>(
    `select a.creditor_id as "creditorId", a.debtor_id as "debtorId", a.id, r.policy, r.strategies, (${PAID}) as paid,
       exists (select from hold h where h.creditor_id = a.creditor_id and h.debtor_id = a.debtor_id and h.kind = any ($4)
         and h.lifted_at is null and (h.until_at is null or h.until_at > $3) and h.claim_id is null) as "restsGravely",
       (select jsonb_build_object('id', j.id, 'campaignId', j.campaign_id, 'policy', j.policy, 'policyVersion', j.policy_version,
         'strategy', j.strategy, 'strategyVersion', j.strategy_version)
         from journey j where j.creditor_id = a.creditor_id and j.debtor_id = a.debtor_id and j.state = 'running') as journey,
       (select json_agg(json_build_object('dueOn', i.due_on, 'amount', i.amount_cents) order by i.number)
         from instalment i where i.creditor_id = a.creditor_id and i.arrangement_id = a.id) as instalments
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
     join payment_arrangement a on a.creditor_id = k.creditor_id and a.id = k.id and a.state = 'active' and a.next_check_at <= $3
     join creditor r on r.id = a.creditor_id order by a.id`,
    [due.map((one) => one.creditor_id), due.map((one) => one.id), new Date(now), GRAVE_HOLDS],
  )
}

/** What a look at an arrangement came to. `instalment` is the number of the one that was not paid in time. */
export type CheckedArrangement = DebtorKey & { readonly id: string } & (
    | { readonly state: 'active'; readonly nextCheckAt: Instant }
    | { readonly state: 'kept' }
    | { readonly state: 'broken'; readonly instalment: number; readonly restsUntil: Instant; readonly toPerson: boolean }
  )

/** Kept or broken, the rest of its claims has an end, unless a person goes on, who ends it as any other rest by hand; a broken one is a person's task besides. */
export async function recordChecks(sql: Sql, checked: readonly CheckedArrangement[], now: Instant): Promise<void> {
  const rows = checked.map((one) => ({
    ...one,
    nextCheckAt: one.state === 'active' ? iso(one.nextCheckAt) : null,
    restsUntil: iso(one.state === 'broken' ? one.restsUntil : now),
    eventId: newId(),
    taskId: newId(),
    taskEventId: newId(),
  }))
  await sql.query(RECORD, [JSON.stringify(rows), new Date(now)])
}

const iso = (instant: Instant): string => new Date(instant).toISOString()

const RECORD = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g ("creditorId" uuid, "debtorId" uuid, id uuid, state text, "nextCheckAt" timestamptz,
      "restsUntil" timestamptz, instalment int, "toPerson" boolean,
      "eventId" uuid, "taskId" uuid, "taskEventId" uuid)
  ), looked as (
    update payment_arrangement a set state = g.state, next_check_at = g."nextCheckAt", ended_at = case when g.state <> 'active' then $2::timestamptz end
    from given g where a.creditor_id = g."creditorId" and a.id = g.id and a.state = 'active' returning g.*
  ), ended as (
    select * from looked where state <> 'active'
  ), freed as (
    update arrangement_claim c set live = false from ended e where c.creditor_id = e."creditorId" and c.arrangement_id = e.id
      returning c.creditor_id, c.hold_id, e."restsUntil", e."toPerson"
  ), lifted as (
    update hold h set kind = case when f."toPerson" then 'manual' else h.kind end,
      lifted_at = case when f."toPerson" then null else f."restsUntil" end from freed f where h.creditor_id = f.creditor_id and h.id = f.hold_id
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $2)
    from (select distinct "creditorId", "debtorId" from ended) e where d.creditor_id = e."creditorId" and d.id = e."debtorId"
  ), tasked as (
    insert into task (creditor_id, id, debtor_id, kind, claims, opened_at)
    select e."creditorId", e."taskId", e."debtorId", 'broken-promise',
      array(select k.reference from arrangement_claim c join claim k on k.creditor_id = c.creditor_id and k.id = c.claim_id
        where c.creditor_id = e."creditorId" and c.arrangement_id = e.id order by k.due_on, k.reference), $2
    from ended e where e.state = 'broken'
  )
  insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
  select "creditorId", "eventId", "debtorId", 'arrangement-' || state,
    jsonb_strip_nulls(jsonb_build_object('arrangement', id, 'instalment', instalment)), $2 from ended
  union all
  select "creditorId", "taskEventId", "debtorId", 'task-opened', jsonb_build_object('kind', 'broken-promise', 'arrangement', id), $2
    from ended where state = 'broken'`

/** Something happened to these debtors that may be money: their arrangements are looked at now. */
export async function wakeArrangements(sql: Sql, debtors: readonly DebtorKey[], now: Instant): Promise<void> {
  if (debtors.length === 0) return
  await sql.query(
    `update payment_arrangement a set next_check_at = $3 from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
     where a.creditor_id = k.creditor_id and a.debtor_id = k.id and a.state = 'active' and a.next_check_at > $3`,
    [debtors.map((debtor) => debtor.creditorId), debtors.map((debtor) => debtor.debtorId), new Date(now)],
  )
}
