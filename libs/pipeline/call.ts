/** Calls: an agent claims a task, dials through the second gate, and the outcome becomes facts (rule 12). */
import type { Cents, CreditorId, HandOverId, Instant, LocalDate, OutboundMessage } from '#domain'
import {
  claimCall, endUnsent, loadLeasedAttempts, markSending, openClaims, openTask, placeHold, recordCallResult, recordDispute, recordOptOut, recordPromise, withdrawCall,
  type CallResult, type ClaimedCall, type Sql,
} from '#store'
import { judge } from './judge'
import type { Pipe } from './pipe'
import { untilNextWindow } from './put-off'
import { word } from './word'

export interface DialledCall extends ClaimedCall {
  readonly handOverId: HandOverId
  readonly address: string
  readonly script: OutboundMessage
  readonly amount: Cents
  readonly unansweredCallWeight: number
}

export const nextCall = (pipe: Pipe, creditorId: CreditorId, agent: string, now: Instant): Promise<ClaimedCall | null> =>
  claimCall(pipe.database, creditorId, agent, now)

/** The second gate runs as the agent dials; null when the call must not be made any more, which is then recorded with its reasons. */
export async function dial(pipe: Pipe, call: ClaimedCall, now: Instant): Promise<DialledCall | null> {
  const queued = await loadLeasedAttempts(pipe.database, { token: call.token, attempts: [call] })
  const { passed, unsent } = await judge(pipe, queued, now)
  await endUnsent(pipe.database, unsent, now)
  const [worded] = await word(pipe, passed, now)
  const [one] = passed
  if (!worded || !one) return null
  const { cleared, overBudget } = await markSending(pipe.database, { token: call.token, seconds: pipe.leaseSeconds }, [worded.sending], now)
  if (!cleared.has(worded.sending.handOverId)) {
    await untilNextWindow(pipe, { token: call.token }, overBudget)
    // A fresh task is opened once the attempt is due and its campaign runs.
    await withdrawCall(pipe.database, call)
    return null
  }
  return {
    ...call, handOverId: worded.sending.handOverId, address: pipe.redirectAllTo ?? (worded.sending.address as string), script: worded.sending.message,
    amount: one.attempt.contact.amount, unansweredCallWeight: one.rulebook.policy.caps.unansweredCallWeight,
  }
}

export interface CallFacts extends CallResult {
  readonly promise?: { readonly payBy: LocalDate; readonly amount: Cents }
  readonly disputedClaim?: string
}

/** The outcome and what it means, in one transaction: the call is over and its facts are there, or neither. */
export async function endCall(pipe: Pipe, call: DialledCall, result: CallFacts, now: Instant): Promise<void> {
  await pipe.database.transaction(async (sql) => {
    const recorded = await recordCallResult(sql, call, call.handOverId, result, call.unansweredCallWeight, now)
    if (recorded) await recordFacts(sql, call, result, now)
  })
}

async function recordFacts(sql: Sql, call: DialledCall, result: CallFacts, now: Instant): Promise<void> {
  switch (result.kind) {
    case 'promise':
      if (result.promise) await recordPromise(sql, call, result.promise.payBy, result.promise.amount, now)
      return
    case 'dispute': {
      const claims = await openClaims(sql, call)
      const claim = claims.find(({ reference }) => reference === result.disputedClaim) ?? claims[0]
      if (claim) await recordDispute(sql, call, claim.id, result.reason, now)
      return
    }
    case 'wrong-number':
      await sql.query(`update contact_point set usable = false, unusable_code = 'wrong-number' where creditor_id = $1 and debtor_id = $2 and channel = 'call'`,
        [call.creditorId, call.debtorId])
      return
    case 'no-more-calls':
      return recordOptOut(sql, call, 'call', 'agent', now)
    case 'deceased':
      await placeHold(sql, call, 'deceased', null, now)
      return
    case 'paid':
    case 'cannot-pay':
    case 'not-received':
    case 'will-not-pay':
      return openTask(sql, call, 'reply', { attemptId: call.attemptId }, now)
    case 'no-answer':
    case 'other':
      return
  }
}
