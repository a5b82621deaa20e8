/** The audit of requests: every change, and every look at a debtor, by whom and when, but no heartbeat; in the transaction of what it tells of. */
import { isUUID } from 'class-validator'
import { actorOf } from '#access'
import { appendOperation } from '#store'
import { settingsOf, type ApiRequest, type RouteScope } from './api-request'
import type { TenantRequest } from './tenant-request'

/** What these let somebody read is about debtors. */
const ABOUT_DEBTORS: readonly (RouteScope | undefined)[] = ['debtors:read', 'messages:read', 'calls:write']

/** `action` is the operation's name in the document. */
export async function tellAudit(tenant: TenantRequest, request: ApiRequest, action: string, answer: unknown): Promise<void> {
  const { scope, asks = false, audited = false, takenAway = false } = settingsOf(request)
  const reads = request.method === 'GET' || asks
  const params = request.params as Readonly<Record<string, string>>
  if (audited || tenant.untold || params.creditor === undefined || (reads && !takenAway && !ABOUT_DEBTORS.includes(scope))) return
  const { sql, creditorId, caller, now } = tenant
  const told = { ...params, ...tenant.tells }
  await appendOperation(sql, creditorId, {
    actor: actorOf(caller),
    action,
    subject: subjectOf(told, answer),
    detail: detailOf(told, answer),
    at: now,
  })
}

/** The debtor, where it is about one; else what the address names, or what was made. */
function subjectOf(params: Readonly<Record<string, string>>, answer: unknown): string | null {
  const { creditor, ...named } = params
  const told = isObject(answer) ? [answer.debtorId, answer.debtor] : []
  const made = isObject(answer) ? answer.id : null
  const subject = [params.debtor, ...told, ...Object.values(named).reverse(), made].find((id) => typeof id === 'string' && isUUID(id))
  return typeof subject === 'string' ? subject.toLowerCase() : null
}

/** Ids and counts: which of several, and how many were shown. */
function detailOf(
  { creditor, debtor, ...named }: Readonly<Record<string, string>>,
  answer: unknown,
): Readonly<Record<string, unknown>> | null {
  const shown = Array.isArray(answer) ? answer.length : isObject(answer) && Array.isArray(answer.items) ? answer.items.length : null
  const detail = { ...named, ...(shown !== null && { shown }) }
  return Object.keys(detail).length === 0 ? null : detail
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
