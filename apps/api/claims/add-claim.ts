/** Adds one claim, as an import of one row would: with its ledger, and with the debtor's journey when it has none. */
import { localDateOf, parseCents, type DebtorId, type ImportId, type LocalDate } from '#domain'
import { Rulebooks, zoneOf } from '#pipeline'
import { getCreditor, isClaimReferenceTaken, lockDebtor, newId, readDebtorRecord, upsertClaims, type Database } from '#store'
import { conflict, invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import type { NewClaimBody } from './claim.dto'

export async function addClaim(database: Database, { sql, creditorId, now }: TenantRequest, body: NewClaimBody): Promise<string> {
  const key = { creditorId, debtorId: body.debtorId as DebtorId }
  await lockDebtor(sql, key)
  const debtor = await readDebtorRecord(sql, key)
  if (!debtor) throw invalidField('/debtorId', 'is no debtor of this creditor')
  if (await isClaimReferenceTaken(sql, creditorId, body.reference))
    throw conflict('reference-taken', 'There is a claim of that reference already.')
  const creditor = await getCreditor(database, creditorId)
  const original = centsOf(body.original)
  const open = body.open === undefined ? original : centsOf(body.open)
  if (open > original) throw invalidField('/open', 'is more than the original amount')
  const journey = await new Rulebooks(database).startWith(creditorId, creditor.policy, { ...creditor.strategies })
  const { reference, invoiceNumber = null, issuedOn = null, dueOn, description = null, purchaseOrder = null, project = null } = body
  if (issuedOn !== null && dueOn < issuedOn) throw invalidField('/dueOn', 'lies before the date of the invoice')
  await upsertClaims(
    sql,
    { creditor, importId: newId<ImportId>(), journey, today: localDateOf(now, await zoneOf(database, creditor)) },
    [
      {
        reference,
        invoiceNumber,
        kind: 'claim',
        issuedOn: issuedOn as LocalDate | null,
        dueOn: dueOn as LocalDate,
        original,
        open,
        currency: 'EUR',
        description,
        purchaseOrder,
        project,
        invoiceDocument: null,
        flags: [],
        history: null,
        representative: null,
        debtor: { reference: debtor.reference, kind: debtor.kind, name: debtor.name ?? debtor.reference },
      },
    ],
    now,
  )
  const [made] = await sql.query<{ id: string }>('select id from claim where creditor_id = $1 and reference = $2', [creditorId, reference])
  if (!made) throw new Error('the claim that was just written is not there')
  return made.id
}

export function centsOf(amount: string): number {
  const cents = parseCents(amount)
  if (cents === undefined) throw invalidField('/amount', 'must be an amount such as 62.50')
  return cents
}
