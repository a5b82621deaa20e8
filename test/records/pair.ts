/** Two debtors of one creditor who may be one person, and what is done with them. */
import type { ImportedDebtor } from '#domain'
import { mergeDebtors, openClaims, undoMerge, type DebtorKey, type MergeFault } from '#store'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'

type Creditor = Awaited<ReturnType<typeof addCreditor>>
export const email = (name: string): Partial<ImportedDebtor> => ({ email: `${name}@voorbeeld.example` })

export interface Pair {
  readonly creditor: Creditor
  readonly old: DebtorKey
  readonly main: DebtorKey
}

export async function pairOf(
  bench: PipeBench,
  old: Partial<ImportedDebtor> = email('oud'),
  main: Partial<ImportedDebtor> = email('nieuw'),
): Promise<Pair> {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('old', old), claimOf('main', main)])
  return { creditor, old: await debtorKey(bench, creditor, 'D-old'), main: await debtorKey(bench, creditor, 'D-main') }
}

export const merge = (
  { database, now }: PipeBench,
  { old, main }: Pick<Pair, 'old' | 'main'>,
): Promise<{ readonly id: string } | { readonly fault: MergeFault }> =>
  database.transaction((sql) =>
    mergeDebtors(sql, { creditorId: old.creditorId, mergedId: old.debtorId, survivorId: main.debtorId, by: 'agent' }, now),
  )

export async function merged(bench: PipeBench, of: Pick<Pair, 'old' | 'main'>): Promise<string> {
  const made = await merge(bench, of)
  if ('fault' in made) throw new Error(made.fault)
  return made.id
}

export const undo = ({ database, now }: PipeBench, { creditor }: Pair, id: string): Promise<MergeFault | null> =>
  database.transaction((sql) => undoMerge(sql, creditor.id, id, 'agent', now))

export const claimsOf = async ({ database }: PipeBench, debtor: DebtorKey): Promise<string[]> =>
  (await openClaims(database, debtor)).map(({ reference }) => reference)

export const count = async ({ database }: PipeBench, table: string, debtor: DebtorKey): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where debtor_id = $1`, [debtor.debtorId]))[0]?.n ?? 0
