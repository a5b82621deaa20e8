/** Search of debtors: by one thing at a time, each with its own index and order. */
import type { CreditorId } from '#domain'
import {
  addressHash,
  addressKeyOf,
  searchDebtorsByAddress,
  searchDebtorsByIbanEnd,
  searchDebtorsByInvoice,
  searchDebtorsByName,
  searchDebtorsByReference,
  searchDebtorsBySurname,
  type DebtorRecord,
  type Sql,
} from '#store'
import { mustOpen } from '../http/identity-first'
import { readCursor, toPage, type Page } from '../http/page'
import { invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import { debtorView, type DebtorSearchBody, type DebtorView } from './debtor.dto'

export async function searchDebtors({ sql, creditorId, caller }: TenantRequest, body: DebtorSearchBody): Promise<Page<DebtorView>> {
  const { reference, name, surname, email, phone, invoice, ibanEnd, limit, cursor } = body
  const isVeiled = mustOpen(caller, creditorId)
  const view = (row: DebtorRecord): DebtorView => debtorView(row, isVeiled)
  if ([reference, name, surname, email, phone, invoice, ibanEnd].filter((given) => given !== undefined).length !== 1)
    throw invalidField('', 'must have one of reference, name, surname, email, phone, invoice and ibanEnd')
  if (reference !== undefined) return toPage(await searchDebtorsByReference(sql, creditorId, reference), limit, view, (row) => [row.id])
  const named = name ?? surname?.trim()
  if (named !== undefined) {
    const search = name === undefined ? searchDebtorsBySurname : searchDebtorsByName
    const after = readCursor(cursor, ['text', 'uuid']) as [string, string] | null
    return toPage(await search(sql, creditorId, named, after, limit + 1), limit, view, (row) => [row.nameKey, row.id])
  }
  const [after = null] = readCursor(cursor, ['uuid']) ?? []
  const rows = await searchByOne(sql, creditorId, body, after as string | null, limit + 1)
  return toPage(rows, limit, view, (row) => [row.id])
}

async function searchByOne(
  sql: Sql,
  creditorId: CreditorId,
  { email, phone, invoice, ibanEnd }: DebtorSearchBody,
  after: string | null,
  limit: number,
): Promise<DebtorRecord[]> {
  if (invoice !== undefined) return searchDebtorsByInvoice(sql, creditorId, invoice, after, limit)
  if (ibanEnd !== undefined) return searchDebtorsByIbanEnd(sql, creditorId, ibanEnd, after, limit)
  return searchDebtorsByAddress(sql, creditorId, addressHash(await addressKeyOf(sql, creditorId), email ?? phone ?? ''), after, limit)
}
