/** Rows without the row they belong to, where no foreign key of the database watches over it. */
import type { Sql } from '#store'

const CHILDREN = [
  ['debtor_person', 'debtor'], ['contact_point', 'debtor'], ['journey', 'debtor'], ['claim', 'debtor'], ['ledger_entry', 'claim'], ['decision', 'debtor'],
  ['contact_attempt', 'debtor'], ['claim_step', 'claim'], ['state_snapshot', 'decision'], ['hand_over', 'attempt'], ['contact_event', 'debtor'],
] as const
const TABLES: Readonly<Partial<Record<string, string>>> = { attempt: 'contact_attempt' }

/** Sentences; empty when every row has its parent. */
export async function orphansIn(sql: Sql): Promise<string[]> {
  const counts = await sql.query<{ readonly child: string; readonly parent: string; readonly orphans: number }>(CHILDREN.map(([child, parent]) => `
    select '${child}' as child, '${parent}' as parent, count(*)::int as orphans from ${child} c
    where c.${parent}_id is not null and not exists (select from ${TABLES[parent] ?? parent} p where p.creditor_id = c.creditor_id and p.id = c.${parent}_id)`).join(' union all '))
  return counts.filter(({ orphans }) => orphans > 0).map(({ child, parent, orphans }) => `${orphans} rows of ${child} without their ${parent}`)
}

export async function refuseOrphans(sql: Sql): Promise<void> {
  const found = await orphansIn(sql)
  if (found.length > 0) throw new Error(found.join('; '))
}
