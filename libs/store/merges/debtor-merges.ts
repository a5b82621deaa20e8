/** Two debtors that are one person (R107): seen, counted and contacted as one from here on, until the merge is undone. */
import type { CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from '../database'
import { clearTheWay, extendOptOuts } from './debtor-merge-changes'
import { moveRows } from './debtor-merge-rows'
import { appendEvent } from '../facts'
import { newId } from '../ids'

export interface DebtorsToMerge {
  readonly creditorId: CreditorId
  readonly mergedId: DebtorId
  readonly survivorId: DebtorId
  readonly by: string
}

export type MergeFault =
  | 'unknown-debtor'
  | 'same-debtor'
  | 'already-merged'
  | 'is-survivor'
  | 'other-kind'
  | 'contact-under-way'
  /** Of an undo. */
  | 'not-standing'
  | 'later-merge'
  | 'arrangement-over-both'

/**
 * One transaction, serialised with every fact of both (rule 3). A debtor that others were merged into is not merged itself:
 * there are no chains, and each merge can be undone by itself.
 */
export async function mergeDebtors(
  sql: Sql,
  { creditorId, mergedId, survivorId, by }: DebtorsToMerge,
  now: Instant,
): Promise<{ readonly id: string } | { readonly fault: MergeFault }> {
  if (mergedId === survivorId) return { fault: 'same-debtor' }
  const fault = await faultOfMerge(sql, creditorId, mergedId, survivorId)
  if (fault) return { fault }
  const move = { creditorId, mergeId: newId<string>(), mergedId, survivorId }
  await sql.query(
    `insert into debtor_merge (creditor_id, id, merged_id, survivor_id, merged_by, merged_at) values ($1, $2, $3, $4, $5, $6)`,
    [creditorId, move.mergeId, mergedId, survivorId, by, new Date(now)],
  )
  const changes = await clearTheWay(sql, move, now)
  await moveRows(sql, move)
  const optOuts = await extendOptOuts(sql, move, now)
  await sql.query(`update debtor_merge set changes = $3 where creditor_id = $1 and id = $2`, [
    creditorId,
    move.mergeId,
    JSON.stringify({ ...changes, optOuts }),
  ])
  await sql.query(
    `update debtor set version = version + 1, merged_into = case id when $2 then $3::uuid end, review_at = case id when $3 then least(review_at, $4) end
     where creditor_id = $1 and id in ($2, $3)`,
    [creditorId, mergedId, survivorId, new Date(now)],
  )
  await appendEvent(sql, { creditorId, debtorId: survivorId, kind: 'merged', at: now, detail: { merge: move.mergeId, debtor: mergedId } })
  return { id: move.mergeId }
}

/** Locks both in the order that every stage takes them in. */
export async function lockBoth(
  sql: Sql,
  creditorId: CreditorId,
  debtors: readonly DebtorId[],
): Promise<{ id: DebtorId; kind: string; mergedInto: DebtorId | null }[]> {
  return sql.query(
    `select id, kind, merged_into as "mergedInto" from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by id for update`,
    [creditorId, debtors],
  )
}

async function faultOfMerge(sql: Sql, creditorId: CreditorId, mergedId: DebtorId, survivorId: DebtorId): Promise<MergeFault | null> {
  const [one, other] = await lockBoth(sql, creditorId, [mergedId, survivorId])
  if (!one || !other) return 'unknown-debtor'
  if (one.mergedInto !== null || other.mergedInto !== null) return 'already-merged'
  // A firm and a person are protected by different rules; somebody corrects the kind first.
  if (one.kind !== other.kind) return 'other-kind'
  const [held] = await sql.query(`select from debtor where creditor_id = $1 and merged_into = $2 limit 1`, [creditorId, mergedId])
  if (held) return 'is-survivor'
  return (await contactUnderWay(sql, creditorId, [mergedId, survivorId])) ? 'contact-under-way' : null
}

/** What is with a carrier or an agent right now reports to the debtor it left for. */
export async function contactUnderWay(sql: Sql, creditorId: CreditorId, debtors: readonly DebtorId[]): Promise<boolean> {
  const [found] = await sql.query<{ busy: boolean }>(
    `select exists (select from contact_attempt where creditor_id = $1 and debtor_id = any ($2::uuid[]) and state in ('sending', 'unknown'))
       or exists (select from call_task where creditor_id = $1 and debtor_id = any ($2::uuid[]) and state = 'claimed') as busy`,
    [creditorId, debtors],
  )
  return found?.busy ?? false
}

export interface StoredMerge {
  readonly id: string
  readonly mergedId: DebtorId
  readonly survivorId: DebtorId
  readonly mergedBy: string
  readonly mergedAt: Instant
  readonly undoneBy: string | null
  readonly undoneAt: Instant | null
}

const MERGES = `
  select id, merged_id as "mergedId", survivor_id as "survivorId", merged_by as "mergedBy", merged_at as "mergedAt",
    undone_by as "undoneBy", undone_at as "undoneAt"
  from debtor_merge where creditor_id = $1`

export async function readMerge(sql: Sql, creditorId: CreditorId, id: string): Promise<StoredMerge | null> {
  const [row] = await sql.query<StoredMerge>(`${MERGES} and id = $2`, [creditorId, id])
  return row ?? null
}

/** Every merge in the order they were made, after the one named. */
export const listMerges = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<StoredMerge[]> =>
  sql.query<StoredMerge>(`${MERGES} and ($2::uuid is null or id > $2) order by id limit $3`, [creditorId, after, limit])
