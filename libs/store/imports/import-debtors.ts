/** Import, whom a chunk is about: known debtors are taken for the transaction, new ones are made. */
import { hash } from 'node:crypto'
import type { DebtorId, ImportedClaim, ImportedDebtor, ImportedRepresentative, Instant } from '#domain'
import { insertRows } from './bulk'
import { textColumn } from '../columns'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { newId } from '../ids'

export interface DebtorSaid {
  readonly debtor: ImportedDebtor
  readonly representative: ImportedRepresentative | null
  readonly id: DebtorId
  /** Whose claims and addresses these are: since a merge, another debtor's. */
  readonly ownerId: DebtorId
  readonly fresh: boolean
  /** Known, and another thing is said than the last time; what is said of a merged debtor waits for an undo. */
  readonly changed: boolean
  /** Of all that is said of the debtor, keyed: an export that says the same again is passed by. */
  readonly digest: string
}

/** By reference; of several rows about one debtor the last counts. */
export type DebtorsSaid = ReadonlyMap<string, DebtorSaid>

/** Takes the known debtors in the order of their ids, as everybody does, and adds the new ones. */
export async function takeDebtors(sql: Sql, creditor: Creditor, claims: readonly ImportedClaim[], now: Instant): Promise<DebtorsSaid> {
  const last = new Map(claims.map((claim) => [claim.debtor.reference, claim]))
  const references = [...last.keys()].sort()
  const known = await takeKnown(sql, creditor, references)
  const made = await insertDebtors(
    sql,
    creditor,
    references.filter((reference) => !known.has(reference)).flatMap((reference) => last.get(reference)?.debtor ?? []),
    now,
  )
  // One that another import made meanwhile is there now, and is taken like the others.
  const late = references.filter((reference) => !known.has(reference) && !made.has(reference))
  if (late.length > 0) for (const [reference, debtor] of await takeKnown(sql, creditor, late)) known.set(reference, debtor)
  const key = creditor.addressKey.toString('hex')
  return new Map(
    references.map((reference) => {
      const there = known.get(reference)
      const id = there?.id ?? made.get(reference)
      const claim = last.get(reference)
      if (id === undefined || claim === undefined) throw new Error('a debtor was removed while it was being imported')
      const { debtor, representative } = claim
      const digest = digestOf(key, debtor, representative)
      return [
        reference,
        {
          debtor,
          representative,
          id,
          ownerId: there?.mergedInto ?? id,
          fresh: !there,
          changed: there !== undefined && there.mergedInto === null && there.digest !== digest,
          digest,
        },
      ]
    }),
  )
}

interface KnownDebtor {
  readonly id: DebtorId
  readonly reference: string
  readonly mergedInto: DebtorId | null
  readonly digest: string | null
}

async function takeKnown(sql: Sql, creditor: Creditor, references: readonly string[]): Promise<Map<string, KnownDebtor>> {
  const rows = await sql.query<KnownDebtor>(KNOWN, [creditor.id, textColumn(references)])
  const survivors = rows.flatMap(({ mergedInto }) => mergedInto ?? [])
  if (survivors.length > 0)
    await sql.query(`select from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by id for update`, [creditor.id, survivors])
  return new Map(rows.map((row) => [row.reference, row]))
}

/**
 * Asked for each by its key: while the tables have no statistics yet, a join or a list would be looked up by reading all debtors of the creditor.
 * A locking subquery stays one, so that they are taken in the order of their ids.
 */
const KNOWN = `
  with found as materialized (
    select (select d.id from debtor d where d.creditor_id = $1 and d.reference = g.reference) as id from unnest($2::text[]) as g (reference)
  )
  select t.*, encode((select p.imported_digest from debtor_person p where p.creditor_id = $1 and p.debtor_id = t.id), 'hex') as digest
  from (select id from found where id is not null order by id) f
    cross join lateral (select d.id, d.reference, d.merged_into as "mergedInto" from debtor d where d.creditor_id = $1 and d.id = f.id for update) t`

/** In the order of their references, so that two imports of the same new debtors wait for each other and do not lock up. */
async function insertDebtors(
  sql: Sql,
  creditor: Creditor,
  debtors: readonly ImportedDebtor[],
  now: Instant,
): Promise<Map<string, DebtorId>> {
  const at = new Date(now)
  const made = await insertRows<{ id: DebtorId; reference: string }>(
    sql,
    'debtor',
    { creditor_id: ['uuid', creditor.id], created_at: ['timestamptz', at], review_at: ['timestamptz', at], version: ['bigint', 1] },
    {
      id: ['uuid', debtors.map(() => newId())],
      reference: ['text', debtors.map(({ reference }) => reference)],
      kind: ['text', debtors.map(({ kind }) => kind)],
      language: ['text', debtors.map(({ language = 'nl' }) => language)],
      segment: ['text', debtors.map(({ segment = 'standard' }) => segment)],
      online: ['boolean', debtors.map(({ online = true }) => online)],
      preferred_channel: ['text', debtors.map(({ preferredChannel = null }) => preferredChannel)],
      mandate: ['jsonb', debtors.map(({ mandate }) => (mandate ? JSON.stringify(mandate) : null))],
      attributes: ['jsonb', debtors.map(({ attributes = {} }) => JSON.stringify(attributes))],
    },
    'on conflict (creditor_id, reference) do nothing returning id, reference',
  )
  return new Map(made.map(({ id, reference }) => [reference, id]))
}

const digestOf = (key: string, debtor: ImportedDebtor, representative: ImportedRepresentative | null): string =>
  hash('sha256', key + JSON.stringify([debtor, representative])).slice(0, 32)
