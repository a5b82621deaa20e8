/** Segments: named filters in versions that never change; who is in one is asked window by window, so that no statement scans a portfolio. */
import type { CreditorId, DebtorId, Instant, LocalDate, SegmentFilter, SegmentId } from '#domain'
import { composed, type Sql } from '../database'
import { newId } from '../ids'
import { segmentSql } from './segment-condition'

export interface StoredSegment {
  readonly id: SegmentId
  readonly name: string
  readonly version: number
  readonly filter: SegmentFilter
  readonly createdBy: string
  readonly createdAt: Instant
}

const COLUMNS = `id, name, version, filter, created_by as "createdBy", created_at as "createdAt"`

/** A changed filter is the next version of its name; the same filter again is the version that is there. */
export async function saveSegment(
  sql: Sql,
  creditorId: CreditorId,
  name: string,
  filter: SegmentFilter,
  by: string,
  now: Instant,
): Promise<StoredSegment> {
  await sql.query(`select pg_advisory_xact_lock(hashtextextended('tijdig.segment ' || $1 || $2, 0))`, [creditorId, name])
  const [row] = await sql.query<StoredSegment>(
    `with latest as (
       select * from segment where creditor_id = $1 and name = $3 order by version desc limit 1
     ), added as (
       insert into segment (creditor_id, id, name, version, filter, created_by, created_at)
       select $1, $2, $3, coalesce((select version from latest), 0) + 1, $4, $5, $6 where not exists (select from latest where filter = $4::jsonb)
       returning *
     )
     select ${COLUMNS} from added union all select ${COLUMNS} from latest where not exists (select from added)`,
    [creditorId, newId(), name, JSON.stringify(filter), by, new Date(now)],
  )
  if (!row) throw new Error('a segment was neither found nor added')
  return row
}

export async function getSegment(sql: Sql, creditorId: CreditorId, id: SegmentId): Promise<StoredSegment | null> {
  const [row] = await sql.query<StoredSegment>(`select ${COLUMNS} from segment where creditor_id = $1 and id = $2`, [creditorId, id])
  return row ?? null
}

/** The latest version of that name. */
export async function findSegment(sql: Sql, creditorId: CreditorId, name: string): Promise<StoredSegment | null> {
  const [row] = await sql.query<StoredSegment>(
    `select ${COLUMNS} from segment where creditor_id = $1 and name = $2 order by version desc limit 1`,
    [creditorId, name],
  )
  return row ?? null
}

/** All versions, the newest first, page by page. */
export const listSegments = (sql: Sql, creditorId: CreditorId, before: SegmentId | null, limit: number): Promise<StoredSegment[]> =>
  sql.query<StoredSegment>(
    `select ${COLUMNS} from segment where creditor_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [creditorId, before, limit],
  )

export interface SegmentWindow {
  readonly debtors: readonly DebtorId[]
  readonly lookedAt: number
  /** Where the next window begins; null after the last. */
  readonly after: DebtorId | null
}

/** The members among the next `size` debtors of the creditor, in the order of their ids. */
export async function segmentWindow(
  sql: Sql,
  creditorId: CreditorId,
  filter: SegmentFilter,
  today: LocalDate,
  after: DebtorId | null,
  size: number,
): Promise<SegmentWindow> {
  const values: unknown[] = [creditorId, after, size, today]
  const { joins, condition } = segmentSql(filter, values, 4)
  const [row] = await sql.query<{ debtors: DebtorId[]; lookedAt: number; last: DebtorId | null }>(
    composed(
      `with looked as materialized (
       select * from debtor where creditor_id = $1 and ($2::uuid is null or id > $2) order by id limit $3
     )
     select (select count(*)::int from looked) as "lookedAt", (select id from looked order by id desc limit 1) as last,
       coalesce((select array_agg(d.id order by d.id) from looked d\n${joins}\nwhere $4::date is not null and ${condition}), '{}') as debtors`,
    ),
    values,
  )
  const { debtors, lookedAt, last } = row ?? { debtors: [], lookedAt: 0, last: null }
  return { debtors, lookedAt, after: lookedAt < size ? null : last }
}
