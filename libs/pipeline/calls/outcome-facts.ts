/** What the outcome of a call makes true: promises, disputes, holds, opt-outs, and tasks for a person; each a fact, and none acts by itself (rule 15). */
import { arrangementLimits, isBeyond, proposalEnd, type Cents, type Channel, type Instant, type LocalDate } from '#domain'
import {
  askApproval,
  confirmArrangement,
  creditorRules,
  deskSettings,
  openClaims,
  openTask,
  placeHold,
  proposeArrangement,
  recordDispute,
  recordOptOut,
  recordPromise,
  restDebtor,
  restsAlready,
  restUntilRead,
  spoilNumber,
  spoilNumbers,
  type CallResult,
  type EndedCall,
  type Sql,
} from '#store'
import { businessDays } from '../business-days'
import type { Pipe } from '../pipe'
import { askCopies } from '../settling/ask-copies'

type Desk = Pick<Pipe, 'rulebooks' | 'log'>

export interface CallFacts extends CallResult {
  readonly promise?: { readonly payBy: LocalDate; readonly amount: Cents }
  /** Left out: the oldest that is open. */
  readonly disputedClaim?: string
  /** The one that was not received; left out: those that the call was about. */
  readonly missedClaim?: string
  readonly arrangement?: {
    readonly claims: readonly string[]
    readonly instalments: readonly { readonly dueOn: LocalDate; readonly amount: Cents }[]
    readonly today: LocalDate
  }
  readonly callBackAt?: Instant
  /** Who cannot pay is left alone until we look again. */
  readonly restUntil?: Instant
}

/** A letter that the law asks for still goes. */
const ALL_BUT_LETTERS: readonly Channel[] = ['call', 'sms', 'whatsapp', 'email']

export async function recordFacts(desk: Desk, sql: Sql, call: EndedCall, result: CallFacts, now: Instant): Promise<void> {
  switch (result.kind) {
    case 'promise':
      if (result.promise) await recordPromise(sql, call, result.promise.payBy, result.promise.amount, now)
      return
    case 'arrangement':
      return agree(sql, call, result, now)
    case 'dispute':
      return disputeOne(sql, call, result, now)
    case 'wrong-number':
      return result.detail === 'all' ? spoilNumbers(sql, call) : spoilNumber(sql, call)
    case 'no-more-calls':
      for (const channel of result.detail === 'all-but-letters' ? ALL_BUT_LETTERS : ['call'])
        await recordOptOut(sql, call, channel, 'agent', now)
      return
    case 'deceased':
      await placeHold(sql, call, 'deceased', null, now)
      return openTask(sql, call, 'deceased', { attemptId: call.attemptId }, now)
    case 'paid':
      await restUntilMoneyIsRead(desk, sql, call, now)
      return forAPerson(sql, call, now)
    case 'cannot-pay':
      if (result.restUntil !== undefined)
        await restDebtor(sql, call, { kind: 'manual', claimId: null, until: result.restUntil, note: null }, now)
      return forAPerson(sql, call, now)
    case 'not-received':
      await askCopies(
        sql,
        call,
        { claimId: result.missedClaim ?? null, attemptId: call.attemptId, isAddressRight: result.detail !== 'address-wrong' },
        now,
      )
      return
    case 'will-not-pay':
      return forAPerson(sql, call, now)
    case 'no-answer':
    case 'call-back':
    case 'other':
      return
  }
}

const forAPerson = (sql: Sql, call: EndedCall, now: Instant): Promise<void> =>
  openTask(sql, call, 'reply', { attemptId: call.attemptId }, now)

async function disputeOne(sql: Sql, call: EndedCall, { disputedClaim, detail, reason }: CallFacts, now: Instant): Promise<void> {
  const claims = await openClaims(sql, call)
  const claim = disputedClaim === undefined ? claims[0] : claims.find(({ id }) => id === disputedClaim)
  if (claim) await recordDispute(sql, call, claim.id, detail ?? reason, now)
}

/** As long as money that is on its way may take. */
async function restUntilMoneyIsRead(desk: Desk, sql: Sql, call: EndedCall, now: Instant): Promise<void> {
  if (await restsAlready(sql, call, 'payment-said', null, now)) return
  const { moneyIn } = await businessDays(desk, await creditorRules(sql, call.creditorId), sql, now)
  const hold = await restDebtor(sql, call, { kind: 'payment-said', claimId: null, until: null, note: null }, now)
  if (hold !== null) await restUntilRead(sql, call, hold, moneyIn)
}

/** What was agreed and cannot stand any more, as after a payment in between, is for a person. */
async function agree(sql: Sql, call: EndedCall, { arrangement, agent }: CallFacts, now: Instant): Promise<void> {
  if (!arrangement) return
  const { today, ...agreed } = arrangement
  const made = await proposeArrangement(sql, call, { ...agreed, by: agent }, today, now)
  if ('fault' in made) return forAPerson(sql, call, now)
  const desk = await deskSettings(sql, call.creditorId)
  if (isBeyond(arrangement.instalments, arrangementLimits(desk), today)) return askApproval(sql, call, made.id, proposalEnd(desk, now), now)
  if (await confirmArrangement(sql, call, made.id, agent, today, now)) await forAPerson(sql, call, now)
}
