/** Under whom a debtor is seen: itself, or the one it was merged into. */
import type { DebtorId } from '#domain'
import type { Sql } from '../database'
import type { DebtorKey } from '../snapshots'

/** Null when there is no such debtor; `mergedInto` is null for one that is seen under its own name. */
export async function readSurvivor(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
): Promise<{ readonly mergedInto: DebtorId | null } | null> {
  const [row] = await sql.query<{ mergedInto: DebtorId | null }>(
    `select merged_into as "mergedInto" from debtor where creditor_id = $1 and id = $2`,
    [creditorId, debtorId],
  )
  return row ?? null
}
