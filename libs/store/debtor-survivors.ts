/** Under whom a merged debtor is seen now: an import asks before it writes claims. */
import type { CreditorId, DebtorId } from '#domain'
import type { Sql } from './database'

export interface Survivor {
  readonly mergedId: DebtorId
  readonly reference: string
}

/** By the references that are merged debtors' now; nearly always none. Locks the survivors for what follows. */
export async function survivorsOf(sql: Sql, creditorId: CreditorId, references: readonly string[]): Promise<ReadonlyMap<string, Survivor>> {
  const rows = await sql.query<Survivor & { merged: string }>(
    `select m.reference as merged, m.id as "mergedId", s.reference from debtor m join debtor s on s.creditor_id = m.creditor_id and s.id = m.merged_into
     where m.creditor_id = $1 and m.merged_into is not null and m.reference = any ($2) order by s.id for update of s`, [creditorId, references])
  return new Map(rows.map(({ merged, ...survivor }) => [merged, survivor]))
}
