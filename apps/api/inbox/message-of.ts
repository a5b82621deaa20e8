/** The message that a route is about: of this debtor, and locked where the route writes. */
import { findMessage, lockMessage, type DebtorKey, type KeptMessage } from '#store'
import { notFound } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import { ofDebtor } from '../settling/of-debtor'

interface Found {
  readonly key: DebtorKey
  readonly message: KeptMessage
}

export const messageOf = (tenant: TenantRequest, debtor: string, id: string): Promise<Found> => look(tenant, debtor, id, findMessage)
export const lockedMessageOf = (tenant: TenantRequest, debtor: string, id: string): Promise<Found> => look(tenant, debtor, id, lockMessage)

async function look(tenant: TenantRequest, debtor: string, id: string, read: typeof findMessage): Promise<Found> {
  const key = await ofDebtor(tenant, debtor)
  const message = await read(tenant.sql, key.creditorId, id)
  if (message?.debtorId !== key.debtorId) throw notFound('message')
  return { key, message }
}
