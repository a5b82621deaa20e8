/** The message that a route is about: of this debtor, its row locked. */
import { lockMessage, type DebtorKey, type KeptMessage } from '#store'
import { notFound } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import { ofDebtor } from '../settling/of-debtor'

export async function messageOf(tenant: TenantRequest, debtor: string, id: string): Promise<{ key: DebtorKey; message: KeptMessage }> {
  const key = await ofDebtor(tenant, debtor)
  const message = await lockMessage(tenant.sql, key.creditorId, id)
  if (message?.debtorId !== key.debtorId) throw notFound('message')
  return { key, message }
}
