/** Rows without the row they belong to, where no foreign key of the database watches over it. */
import type { Database, Sql } from '#store'

const KEPT_IN = [
  ['debtor_person', 'debtor_id', 'debtor'],
  ['contact_point', 'debtor_id', 'debtor'],
  ['journey', 'debtor_id', 'debtor'],
  ['claim', 'debtor_id', 'debtor'],
  ['ledger_entry', 'claim_id', 'claim'],
  ['decision', 'debtor_id', 'debtor'],
  ['contact_attempt', 'debtor_id', 'debtor'],
  ['claim_step', 'claim_id', 'claim'],
  ['hand_over', 'attempt_id', 'contact_attempt'],
  ['contact_event', 'debtor_id', 'debtor'],
] as const

/** Sentences; empty when every row has its parent. */
export async function orphansIn(sql: Sql): Promise<string[]> {
  const counts = await sql.query<{ readonly child: string; readonly parent: string; readonly orphans: number }>(
    KEPT_IN.map(
      ([child, column, parent]) => `
    select '${child}' as child, '${parent}' as parent, count(*)::int as orphans from ${child} c
    where c.${column} is not null and not exists (select from ${parent} p where p.creditor_id = c.creditor_id and p.id = c.${column})`,
    ).join(' union all '),
  )
  return counts
    .filter(({ orphans }) => orphans > 0)
    .map(({ child, parent, orphans }) => `${orphans} rows of ${child} without their ${parent}`)
}

export async function refuseOrphans(database: Database): Promise<void> {
  const found = await database.transaction(async (sql) => {
    // Of tables that nobody has counted the planner expects a few rows, and of thousands it would then read all for each.
    await sql.query('set local enable_nestloop = off')
    return orphansIn(sql)
  })
  if (found.length > 0) throw new Error(found.join('; '))
}
