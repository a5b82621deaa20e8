/** Undoes a merge: both are as they were, and what happened since is with whom it concerns. */
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '../database'
import { takeBack, type MergeChanges } from './debtor-merge-changes'
import { moveRowsBack, noteImportedClaims, type Move } from './debtor-merge-rows'
import { contactUnderWay, lockBoth, readMerge, type MergeFault } from './debtor-merges'
import { appendEvent } from '../facts'

/**
 * Goes back: what the merge moved, claims imported under the merged debtor's reference since, and what concerns those claims alone
 * (holds, disputes, arrangements, contacts, calls, tasks, events). All else that happened since stays with the survivor: it was
 * said by, or sent to, the person whom the survivor names. Null when all is well.
 */
export async function undoMerge(sql: Sql, creditorId: CreditorId, id: string, by: string, now: Instant): Promise<MergeFault | null> {
  const known = await readMerge(sql, creditorId, id)
  if (!known) return 'not-standing'
  const both = [known.mergedId, known.survivorId]
  await lockBoth(sql, creditorId, both)
  const merge = await readMerge(sql, creditorId, id)
  if (!merge || merge.undoneAt !== null) return 'not-standing'
  const move: Move = { creditorId, mergeId: id, mergedId: merge.mergedId, survivorId: merge.survivorId }
  if (await contactUnderWay(sql, creditorId, both)) return 'contact-under-way'
  await noteImportedClaims(sql, move)
  const fault = await faultOfUndo(sql, move)
  if (fault) return fault
  await moveRowsBack(sql, move)
  const [kept] = await sql.query<{ changes: MergeChanges }>(
    `update debtor_merge set undone_by = $3, undone_at = $4 where creditor_id = $1 and id = $2 returning changes`,
    [creditorId, id, by, new Date(now)],
  )
  if (kept) await takeBack(sql, move, kept.changes, merge.mergedAt, now)
  await sql.query(
    `update debtor set version = version + 1, merged_into = null, review_at = $3 where creditor_id = $1 and id = any ($2::uuid[])`,
    [creditorId, both, new Date(now)],
  )
  for (const debtorId of both) await appendEvent(sql, { creditorId, debtorId, kind: 'merge-undone', at: now, detail: { merge: id } })
  return null
}

/** Last in, first out: what a later merge found was already mixed. An arrangement with claims of both is ended by a person first. */
async function faultOfUndo(sql: Sql, { creditorId, mergeId, survivorId }: Move): Promise<MergeFault | null> {
  const [found] = await sql.query<{ later: boolean; mixed: boolean }>(
    `select exists (select from debtor_merge l where l.creditor_id = $1 and l.survivor_id = $3 and l.undone_at is null and l.id > $2) as later,
       exists (
         select from payment_arrangement a join arrangement_claim c on c.creditor_id = a.creditor_id and c.arrangement_id = a.id
         left join debtor_merge_row r on r.creditor_id = c.creditor_id and r.merge_id = $2 and r.table_name = 'claim' and r.row_id = c.claim_id
         where a.creditor_id = $1 and a.debtor_id = $3 and a.state in ('proposed', 'active')
         group by a.id having count(r.row_id) > 0 and count(r.row_id) < count(*)
       ) as mixed`,
    [creditorId, mergeId, survivorId],
  )
  if (found?.later) return 'later-merge'
  return found?.mixed ? 'arrangement-over-both' : null
}
