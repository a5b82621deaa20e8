/** Decisions: takes the debtors whose review is due, and writes what decide answered, in one transaction with its events. */
import type { Instant } from '#domain'
import { instantColumn, jsonColumn, jsonOf, plainColumn } from './columns'
import type { Sql } from './database'
import { newId } from './ids'
import { endJourneys, openEscalations } from './decision-outcomes'
import { planContacts } from './planned-contacts'
import { keyArrays, type DebtorKey } from './snapshots'
import { asks, isContact, isEscalation, type DecisionToWrite, type WrittenDecision } from './written-decision'

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
  const won = await raiseVersions(sql, decisions)
  const written = decisions.filter(({ snapshot }) => won.has(snapshot.debtorId)).map((write): WrittenDecision => ({ ...write, id: newId() }))
  await keepWaits(sql, written.filter(({ decision }) => decision.kind === 'wait'), now)
  await keepDecisions(sql, written.filter(({ decision }) => decision.kind !== 'wait'), now)
  await planContacts(sql, written.filter(isContact), now)
  await openEscalations(sql, written.filter(isEscalation), now)
  await endJourneys(sql, written.filter(({ decision }) => decision.kind === 'stop'), now)
  return written.length
}

async function raiseVersions(sql: Sql, decisions: readonly DecisionToWrite[]): Promise<ReadonlySet<string>> {
  const { creditors, debtors } = keyArrays(decisions.map(({ snapshot }) => snapshot))
  const won = await sql.query<{ id: string }>(
    `update debtor d set review_at = g.review_at, version = d.version + g.raise,
       asked_by_campaign = case when g.asks then null else d.asked_by_campaign end
     from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::int[], $6::boolean[])
       g (creditor_id, id, version, review_at, raise, asks)
     where d.creditor_id = g.creditor_id and d.id = g.id and d.version = g.version returning d.id`,
    [creditors, debtors, plainColumn(decisions.map(({ snapshot }) => snapshot.version)), instantColumn(decisions.map(({ decision }) => decision.reviewAt)),
      plainColumn(decisions.map(({ decision }) => (decision.kind === 'wait' ? 0 : 1))), plainColumn(decisions.map(({ decision }) => String(asks(decision))))],
  )
  return new Set(won.map(({ id }) => id))
}

const COLUMNS = 'creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, debtor_version, versions'
const GIVEN = `
  select creditor_id, id, debtor_id, journey_id, $1, kind, reasons::jsonb, review_at, version, versions::jsonb
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], ${jsonOf('$7')}, $8::timestamptz[], $9::bigint[], ${jsonOf('$10')})
    g (creditor_id, id, debtor_id, journey_id, kind, reasons, review_at, version, versions)`

function columnsOf(written: readonly WrittenDecision[], now: Instant): unknown[] {
  const { creditors, debtors } = keyArrays(written.map(({ snapshot }) => snapshot))
  return [
    new Date(now), creditors, plainColumn(written.map(({ id }) => id)), debtors, plainColumn(written.map(({ journeyId }) => journeyId)),
    plainColumn(written.map(({ decision }) => decision.kind)), jsonColumn(written.map(({ decision }) => decision.reasons)),
    instantColumn(written.map(({ decision }) => decision.reviewAt)), plainColumn(written.map(({ snapshot }) => snapshot.version)),
    jsonColumn(written.map(({ versions }) => versions)),
  ]
}

/** Of a Wait only the latest is kept, and no state (rule 19). */
async function keepWaits(sql: Sql, waits: readonly WrittenDecision[], now: Instant): Promise<void> {
  if (waits.length === 0) return
  await sql.query(
    `insert into decision (${COLUMNS}) ${GIVEN}
     on conflict (creditor_id, debtor_id) where kind = 'wait' do update set journey_id = excluded.journey_id, at = excluded.at,
       reasons = excluded.reasons, review_at = excluded.review_at, debtor_version = excluded.debtor_version, versions = excluded.versions`,
    columnsOf(waits, now),
  )
}

/** With the state that they saw, so that they can be replayed (rule 19). */
async function keepDecisions(sql: Sql, written: readonly WrittenDecision[], now: Instant): Promise<void> {
  if (written.length === 0) return
  await sql.query(`insert into decision (${COLUMNS}) ${GIVEN}`, columnsOf(written, now))
  const { creditors, debtors } = keyArrays(written.map(({ snapshot }) => snapshot))
  await sql.query(
    `insert into state_snapshot (creditor_id, decision_id, debtor_id, state)
     select creditor_id, id, debtor_id, state from unnest($1::uuid[], $2::uuid[], $3::uuid[], ${jsonOf('$4')}) g (creditor_id, id, debtor_id, state)`,
    [creditors, plainColumn(written.map(({ id }) => id)), debtors, jsonColumn(written.map(({ snapshot }) => snapshot.state))],
  )
}
