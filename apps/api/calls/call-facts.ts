/** What an agent tells of a call, checked against what was claimed: a promise needs its day and amount, a dispute its claim. */
import { parseCents, type CallOutcomeKind, type Instant, type LocalDate } from '#domain'
import { mayCallBackAt, type CallDesk, type CallFacts } from '#pipeline'
import { deskSettings, openClaims, type CallCard, type Database, type DebtorKey } from '#store'
import { businessDay } from '../creditors/business-day'
import { conflict, invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import type { OutcomeBody } from './call.dto'
import { callDetails } from './call-details'

/** What only the debtor can tell: told by somebody else it would be an agreement with nobody. */
const BY_THE_DEBTOR: readonly CallOutcomeKind[] = [
  'promise',
  'arrangement',
  'dispute',
  'cannot-pay',
  'paid',
  'will-not-pay',
  'not-received',
]
/** Who calls us is there, and we dialled no number. */
const OF_CALLS_WE_MAKE: readonly CallOutcomeKind[] = ['no-answer', 'wrong-number', 'call-back']

export async function callFacts(
  desk: CallDesk,
  tenant: TenantRequest,
  card: CallCard,
  body: OutcomeBody,
  agent: string,
): Promise<CallFacts> {
  const { database } = desk
  const { kind, reason = null, note = null, promise, claim, arrangement, callBackAt } = body
  const debtor = { creditorId: tenant.creditorId, debtorId: card.debtorId }
  if (BY_THE_DEBTOR.includes(kind) && card.identity !== 'confirmed')
    throw conflict('identity-first', 'Who is on the line was not confirmed: this is for the debtor alone to tell.')
  if (card.calledIn && OF_CALLS_WE_MAKE.includes(kind)) throw invalidField('/kind', 'is of a call that we make: this debtor called us')
  for (const [field, of, given] of [
    ['promise', 'promise', promise],
    ['arrangement', 'arrangement', arrangement],
    ['callBackAt', 'call-back', callBackAt],
  ] as const) {
    if (given !== undefined && kind !== of) throw invalidField(`/${field}`, `belongs to the outcome ${of}`)
  }
  if (claim !== undefined && kind !== 'dispute' && kind !== 'not-received')
    throw invalidField('/claim', 'belongs to the outcomes dispute and not-received')
  const facts = {
    ...(kind === 'promise' && { promise: await promised(database, tenant, promise) }),
    ...(kind === 'dispute' && { disputedClaim: await openClaim(tenant, debtor, claim) }),
    ...(kind === 'not-received' && claim !== undefined && { missedClaim: await openClaim(tenant, debtor, claim) }),
    ...(kind === 'arrangement' && { arrangement: await agreed(database, tenant, arrangement) }),
    ...(kind === 'call-back' && { callBackAt: await callBack(desk, tenant, debtor, callBackAt) }),
  }
  return { kind, reason, note, agent, ...(await callDetails(database, tenant, body)), ...facts }
}

async function promised(
  database: Database,
  tenant: TenantRequest,
  promise: OutcomeBody['promise'],
): Promise<NonNullable<CallFacts['promise']>> {
  if (!promise) throw invalidField('/promise', 'says by when how much will be paid')
  const amount = parseCents(promise.amount) ?? 0
  if (amount < 1) throw invalidField('/promise/amount', 'must be more than nothing')
  if (promise.payBy < (await businessDay(database, tenant))) throw invalidField('/promise/payBy', 'is in the past')
  return { payBy: promise.payBy as LocalDate, amount }
}

async function openClaim({ sql }: TenantRequest, debtor: DebtorKey, claim: string | undefined): Promise<string> {
  if (claim === undefined) throw invalidField('/claim', 'says what is disputed')
  const open = (await openClaims(sql, debtor)).find(({ id }) => id === claim.toLowerCase())
  if (!open) throw invalidField('/claim', 'is no open claim of this debtor')
  return open.id
}

async function agreed(
  database: Database,
  tenant: TenantRequest,
  arrangement: OutcomeBody['arrangement'],
): Promise<NonNullable<CallFacts['arrangement']>> {
  if (!arrangement) throw invalidField('/arrangement', 'says which claims are paid in which instalments')
  return {
    claims: arrangement.claims.map((id) => id.toLowerCase()),
    today: await businessDay(database, tenant),
    instalments: arrangement.instalments.map(({ dueOn, amount }) => ({ dueOn: dueOn as LocalDate, amount: parseCents(amount) ?? 0 })),
  }
}

async function callBack(
  desk: CallDesk,
  { sql, creditorId, now }: TenantRequest,
  debtor: DebtorKey,
  at: string | undefined,
): Promise<Instant> {
  const { callBackDays: days } = await deskSettings(desk.database, creditorId)
  if (at === undefined) throw invalidField('/callBackAt', 'says when')
  const moment = Date.parse(at) as Instant
  if (moment <= now) throw invalidField('/callBackAt', 'is in the past')
  if (moment > now + days * 86_400_000) throw invalidField('/callBackAt', `is more than ${days} days ahead`)
  if (!(await mayCallBackAt(desk, sql, debtor, moment, now)))
    throw invalidField('/callBackAt', 'lies outside the hours in which they may be called')
  return moment
}
