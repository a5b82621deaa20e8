/** The debtor that a route is about: there, and not seen under another name since. */
import type { DebtorId } from '#domain'
import { readSurvivor, type DebtorKey } from '#store'
import { conflict, notFound } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export async function ofDebtor({ sql, creditorId }: TenantRequest, id: string): Promise<DebtorKey> {
  const debtorId = id as DebtorId
  const found = await readSurvivor(sql, { creditorId, debtorId })
  if (!found) throw notFound('debtor')
  if (found.mergedInto !== null)
    throw conflict('merged', `This debtor was merged: it is seen under /v1/creditors/${creditorId}/debtors/${found.mergedInto}.`)
  return { creditorId, debtorId }
}

export const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
export const instant = (at: number): string => new Date(at).toISOString()
