/** What matters to few debtors: direct debits that were made, running arrangements, and earlier claims of who is new; asked only where a row read before says so. */
import {
  localDateOf,
  termsLeft,
  type Cents,
  type Collection,
  type Hold,
  type Instalment,
  type Instant,
  type PastContact,
  type RunningArrangement,
} from '#domain'
import { PAID } from './settling/arrangement-sums'
import type { Sql } from './database'
import { KEYS, toldOfReturns, type ClaimRow, type KeyArrays, type OfDebtor } from './snapshot-rows'

type Of<Fact> = Fact & OfDebtor

export interface SettlingRows {
  readonly collections: readonly Of<Collection>[]
  readonly arrangements: readonly Of<RunningArrangement>[]
  /** Messages about returns that the window of contacts is too short for. */
  readonly told: readonly Of<PastContact>[]
}

export async function settlingRows(
  sql: Sql,
  keys: KeyArrays,
  claims: readonly ClaimRow[],
  holds: readonly Hold[],
  since: Date,
): Promise<SettlingRows> {
  const collections = claims.some(({ debited }) => debited) ? await collectionRows(sql, keys) : []
  const told = collections.some(({ returnedOn }) => returnedOn !== null) ? await toldOfReturns(sql, keys, since) : []
  const arrangements = holds.some(({ kind, until }) => kind === 'arrangement' && until === null) ? await arrangementRows(sql, keys) : []
  return { collections, told, arrangements }
}

const collectionRows = (sql: Sql, { creditors, debtors }: KeyArrays): Promise<Of<Collection>[]> =>
  sql.query(
    `select k.n, c.reference as claim, t.collect_on as "on", t.amount_cents as amount, t.returned_on as "returnedOn", t.return_code as code
     from ${KEYS} join claim c on c.creditor_id = k.creditor_id and c.debtor_id = k.debtor_id and c.state = 'open' and c.debited
     join direct_debit t on t.creditor_id = c.creditor_id and t.claim_id = c.id order by t.collect_on, t.id`,
    [creditors, debtors],
  )

async function arrangementRows(sql: Sql, { creditors, debtors }: KeyArrays): Promise<Of<RunningArrangement>[]> {
  const rows = await sql.query<{
    n: number
    reference: string
    claims: readonly string[]
    instalments: readonly Instalment[]
    paid: Cents
  }>(
    `select k.n, a.id as reference, (${PAID}) as paid,
       (select json_agg(m.reference order by m.due_on, m.reference) from arrangement_claim c join claim m on m.creditor_id = c.creditor_id and m.id = c.claim_id
         where c.creditor_id = a.creditor_id and c.arrangement_id = a.id) as claims,
       (select json_agg(json_build_object('dueOn', i.due_on, 'amount', i.amount_cents) order by i.number)
         from instalment i where i.creditor_id = a.creditor_id and i.arrangement_id = a.id) as instalments
     from ${KEYS} join payment_arrangement a on a.creditor_id = k.creditor_id and a.debtor_id = k.debtor_id and a.state = 'active' order by a.id`,
    [creditors, debtors],
  )
  return rows.map(({ instalments, paid, ...row }) => ({ ...row, instalments: termsLeft(instalments, paid) }))
}

/** Of those who might be welcomed, since nothing is late or was written yet: the places of who had claims that are closed by now (R50). */
export async function withClosedClaims(
  sql: Sql,
  { creditors, debtors }: KeyArrays,
  claims: readonly ClaimRow[],
  now: Instant,
): Promise<ReadonlySet<number>> {
  // The earliest day that it is anywhere: one debtor too many is looked up, never one too few.
  const today = localDateOf(now, 'Etc/GMT+12')
  const unmarked = new Map<number, boolean>()
  const credited = new Set<number>()
  for (const { n, step, dueOn, credit } of claims) {
    // Who has a credit note had an invoice.
    if (credit) credited.add(n)
    unmarked.set(n, !credit && step === null && dueOn >= today && unmarked.get(n) !== false)
  }
  const places = [...unmarked].flatMap(([n, isUnmarked]) => (isUnmarked ? [n] : []))
  if (places.length === 0) return credited
  const rows = await sql.query<OfDebtor>(
    `select k.n from ${KEYS} where k.n = any($3)
       and exists (select from claim c where c.creditor_id = k.creditor_id and c.debtor_id = k.debtor_id and c.state <> 'open')`,
    [creditors, debtors, places],
  )
  return new Set([...credited, ...rows.map(({ n }) => n)])
}
