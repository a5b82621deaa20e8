/** What an agent tells of a call, checked against what was claimed: a promise needs its day and amount, a dispute its claim. */
import { localDateOf, parseCents, type LocalDate } from '#domain'
import { zoneOf, type CallFacts } from '#pipeline'
import { getCreditor, openClaims, type Database, type DebtorKey } from '#store'
import { invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import type { OutcomeBody } from './call.dto'

export async function callFacts(database: Database, tenant: TenantRequest, debtor: DebtorKey, body: OutcomeBody, madeBy: string | null): Promise<CallFacts> {
  const { kind, reason = null, note = null, promise, claim } = body
  const said = { kind, reason, note, agent: body.agent ?? madeBy ?? 'unknown' }
  if (promise && kind !== 'promise') throw invalidField('/promise', 'belongs to a promise')
  if (claim !== undefined && kind !== 'dispute') throw invalidField('/claim', 'belongs to a dispute')
  if (kind === 'promise') return { ...said, promise: await promised(database, tenant, promise) }
  if (kind === 'dispute') return { ...said, disputedClaim: await disputed(tenant, debtor, claim) }
  return said
}

async function promised(database: Database, { creditorId, now }: TenantRequest, promise: OutcomeBody['promise']): Promise<NonNullable<CallFacts['promise']>> {
  if (!promise) throw invalidField('/promise', 'says by when how much will be paid')
  const amount = parseCents(promise.amount) ?? 0
  if (amount < 1) throw invalidField('/promise/amount', 'must be more than nothing')
  if (promise.payBy < localDateOf(now, await zoneOf(database, await getCreditor(database, creditorId)))) throw invalidField('/promise/payBy', 'is in the past')
  return { payBy: promise.payBy as LocalDate, amount }
}

async function disputed({ sql }: TenantRequest, debtor: DebtorKey, claim: string | undefined): Promise<string> {
  if (claim === undefined) throw invalidField('/claim', 'says what is disputed')
  const open = (await openClaims(sql, debtor)).find(({ id }) => id === claim.toLowerCase())
  if (!open) throw invalidField('/claim', 'is no open claim of this debtor')
  return open.id
}
