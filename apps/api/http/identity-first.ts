/** Identity first: what a debtor owes is told to nobody who has somebody on the line and does not know who; agents say why they look before anything shows it. */
import { isUUID } from 'class-validator'
import { mayDo, type Caller } from '#access'
import type { CreditorId, DebtorId } from '#domain'
import { debtorBehind, maySeeOwed, NAMES_DEBTOR } from '#store'
import { settingsOf, type ApiRequest, type RouteScope } from './api-request'
import { refuse } from './problem'
import type { TenantRequest } from './tenant-request'

const ABOUT_DEBTORS: readonly (RouteScope | undefined)[] = ['debtors:read', 'debtors:write', 'messages:read']

/** Whoever reads the figures sees what is owed anyhow; a key is a system, and keeps its own gate. */
export const mustOpen = (caller: Caller, creditorId: CreditorId): boolean =>
  caller.kind === 'user' && !mayDo(caller, 'figures:read', creditorId)

export const seesOwed = ({ sql, caller, creditorId }: TenantRequest, debtor: string): Promise<boolean> =>
  caller.kind === 'user'
    ? maySeeOwed(sql, { creditorId, debtorId: debtor as DebtorId }, caller.id, mustOpen(caller, creditorId))
    : Promise.resolve(true)

/** Closed unless a route says that it tells nothing of what is owed: a new one that forgets is closed. */
export async function requireKnown(tenant: TenantRequest, request: ApiRequest): Promise<void> {
  const { scope, beforeIdentity = false } = settingsOf(request)
  if (beforeIdentity || tenant.caller.kind !== 'user' || !ABOUT_DEBTORS.includes(scope)) return
  const debtor = await debtorOf(tenant, request)
  // What cannot be an id is not found, like every other that is not there.
  if (debtor !== null && !isUUID(debtor)) return
  const isOpen = debtor === null ? !mustOpen(tenant.caller, tenant.creditorId) : await seesOwed(tenant, debtor)
  if (!isOpen)
    throw refuse(
      403,
      'identity-first',
      'Who is on the line was not confirmed: confirm it in the call, or, with nobody on the line, open the debtor and say why.',
    )
}

async function debtorOf({ sql, creditorId }: TenantRequest, { params, body }: ApiRequest): Promise<string | null> {
  const { debtor, ...named } = params as Readonly<Record<string, string | undefined>>
  if (debtor !== undefined) return debtor
  for (const what of NAMES_DEBTOR) {
    const id = named[what]
    if (id !== undefined) return isUUID(id) ? debtorBehind(sql, creditorId, what, id) : id
  }
  const told = (body as { readonly debtor?: unknown } | null | undefined)?.debtor
  return typeof told === 'string' ? told : null
}
