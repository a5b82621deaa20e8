/** Lists of debtors by what holds of them, window by window, so that no statement scans a portfolio; and what is done to several at once. */
import {
  LADDER_PHASES,
  ladderRank,
  type CreditorId,
  type DebtorId,
  type HoldKind,
  type Instant,
  type LadderPhase,
  type Segment,
} from '#domain'
import { composed, type Sql } from './database'
import { DEBTOR, type DebtorRecord } from './debtor-records'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

export interface DebtorFilter {
  readonly segment: Segment | null
  /** The furthest step of any open claim. */
  readonly phase: LadderPhase | null
  /** One that stands now. */
  readonly hold: HoldKind | null
}

export interface DebtorWindow {
  readonly debtors: readonly DebtorRecord[]
  /** Where the next look begins; null: everybody was looked at. */
  readonly after: DebtorId | null
}

const LOOK = 1000
const LOOKS = 5

/** In the order they came to us; fewer than `limit` when five thousand were looked at before so many were found. */
export async function filterDebtors(
  sql: Sql,
  creditorId: CreditorId,
  filter: DebtorFilter,
  from: DebtorId | null,
  limit: number,
  now: Instant,
): Promise<DebtorWindow> {
  const found: DebtorId[] = []
  let after = from
  for (let look = 0; look < LOOKS && found.length < limit; look++) {
    const [seen] = await sql.query<{ lookedAt: number; last: DebtorId | null; ids: DebtorId[] }>(LOOKED, [
      creditorId,
      after,
      LOOK,
      filter.segment,
      filter.phase && LADDER_PHASES.indexOf(filter.phase) + 1,
      filter.hold,
      new Date(now),
    ])
    found.push(...(seen?.ids ?? []))
    after = seen && seen.lookedAt === LOOK ? seen.last : null
    if (after === null) break
  }
  const shown = found.slice(0, limit)
  const debtors =
    shown.length === 0
      ? []
      : await sql.query<DebtorRecord>(composed(`${DEBTOR} where d.creditor_id = $1 and d.id = any ($2::uuid[]) order by d.id`), [
          creditorId,
          shown,
        ])
  return { debtors, after: found.length > limit ? (shown.at(-1) ?? null) : after }
}

const LOOKED = `
  with looked as materialized (
    select id, segment from debtor where creditor_id = $1 and ($2::uuid is null or id > $2) order by id limit $3
  )
  select (select count(*)::int from looked) as "lookedAt", (select id from looked order by id desc limit 1) as last, coalesce((
    select array_agg(d.id order by d.id) from looked d
    where ($4::text is null or d.segment = $4)
      and ($5::int is null or $5 = (select max(array_position('{${LADDER_PHASES.join(',')}}'::text[], t.phase))
        from claim c join claim_step t on t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live
        where c.creditor_id = $1 and c.debtor_id = d.id and c.state = 'open' and c.kind = 'claim'))
      and ($6::text is null or exists (select from hold h where h.creditor_id = $1 and h.debtor_id = d.id and h.kind = $6 and h.lifted_at is null and (h.until_at is null or h.until_at > $7)))
  ), '{}') as ids`

/** Of any open claim; null before the first step. */
export async function furthestPhase(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<LadderPhase | null> {
  const phases = await sql.query<{ phase: LadderPhase }>(
    `select distinct t.phase from claim c join claim_step t on t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live
     where c.creditor_id = $1 and c.debtor_id = $2 and c.state = 'open' and c.kind = 'claim'`,
    [creditorId, debtorId],
  )
  return phases.map(({ phase }) => phase).sort((a, b) => ladderRank(b) - ladderRank(a))[0] ?? null
}

/** Of the creditor, in the order they came to us; who is not there is left out. */
export const debtorsOf = (sql: Sql, creditorId: CreditorId, ids: readonly string[]): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(composed(`${DEBTOR} where d.creditor_id = $1 and d.id = any ($2::uuid[]) order by d.id`), [creditorId, ids])

const COUNTED = 1000

/** Counted to a thousand; beyond it PostgreSQL's own estimate, as it knows its values. */
export async function countDebtors(sql: Sql, creditorId: CreditorId): Promise<{ readonly value: number; readonly exact: boolean }> {
  const [row] = await sql.query<{ n: number }>(
    `select count(*)::int as n from (select from debtor where creditor_id = $1 limit ${COUNTED + 1}) d`,
    [creditorId],
  )
  const value = row?.n ?? 0
  if (value <= COUNTED) return { value, exact: true }
  const [plan] = await sql.query<{ 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[] }>(
    'explain (format json) select from debtor where creditor_id = $1',
    [creditorId],
  )
  return { value: Math.max(COUNTED + 1, plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0), exact: false }
}

export interface PlacedRest {
  readonly debtor: DebtorId
  readonly hold: string
}

/** All contact with each rests; held in the order of their ids. Who is not there, or was merged, is left out. */
export const restDebtors = (
  sql: Sql,
  creditorId: CreditorId,
  debtors: readonly string[],
  { until, note }: { readonly until: Instant; readonly note: string },
  now: Instant,
): Promise<PlacedRest[]> =>
  sql.query<PlacedRest>(REST, [
    creditorId,
    debtors,
    debtors.map(() => newId()),
    debtors.map(() => newId()),
    new Date(until),
    note,
    new Date(now),
  ])

const REST = `
  with taken as materialized (
    select id from debtor where creditor_id = $1 and id = any ($2::uuid[]) and merged_into is null order by id for update
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $7) from taken t where d.creditor_id = $1 and d.id = t.id
  ), given as (
    select g.debtor, g.hold, g.event from unnest($2::uuid[], $3::uuid[], $4::uuid[]) g (debtor, hold, event) join taken t on t.id = g.debtor
  ), placed as (
    insert into hold (creditor_id, id, debtor_id, kind, from_at, until_at, note) select $1, hold, debtor, 'manual', $7, $5, $6 from given returning id, debtor_id
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, kind, detail, at) select $1, event, debtor, 'hold', jsonb_build_object('hold', hold, 'kind', 'manual'), $7 from given
  )
  select debtor_id as debtor, id as hold from placed order by debtor_id`

/** Those that stand, and that a person placed; answers how many. */
export async function liftRests(sql: Sql, creditorId: CreditorId, holds: readonly string[], now: Instant): Promise<number> {
  return (await sql.query(LIFT, [creditorId, holds, holds.map(() => newId()), new Date(now)])).length
}

const LIFT = `
  with taken as materialized (
    select d.id from debtor d where d.creditor_id = $1 and d.id in (select debtor_id from hold where creditor_id = $1 and id = any ($2::uuid[])) order by d.id for update
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $4) from taken t where d.creditor_id = $1 and d.id = t.id
  ), lifted as (
    update hold h set lifted_at = $4 from unnest($2::uuid[], $3::uuid[]) g (hold, event), taken t
    where h.creditor_id = $1 and h.id = g.hold and h.debtor_id = t.id and h.kind = 'manual' and h.lifted_at is null returning h.id, h.debtor_id, g.event
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, kind, detail, at) select $1, event, debtor_id, 'hold-lifted', jsonb_build_object('hold', id, 'kind', 'manual'), $4 from lifted
  )
  select id from lifted`
