/** Calls: an agent claims a task, dials through the second gate, and the outcome becomes facts (rule 12). */
import type { Cents, HandOverId, Instant, LocalDate, OutboundMessage } from '#domain'
import {
  confirmArrangement, endUnsent, interruptCall, isPassing, loadLeasedAttempts, loadSnapshots, markSending, openClaims, openTask, placeHold, proposeArrangement, recordCallBack, recordCallResult, recordDispute, recordOptOut,
  recordPromise, renewCall, spoilNumber, TALKING_SECONDS, talkingCall, withdrawCall, type CallKey, type CallResult, type ClaimedCall, type EndedCall, type Sql,
} from '#store'
import { judge } from '../judge'
import { BUDGET_WINDOW_DAYS, type Pipe } from '../pipe'
import { putOff, untilNextWindow } from '../put-off'
import { FIRST_LOOK_UP_SECONDS } from '../record'
import { Rulebooks } from '../configuration/rulebooks'
import { Templates } from '../configuration/templates'
import { word } from '../word'

/** What a call needs of the pipe: neither carriers nor a belt, so that whatever serves agents can dial. */
export type CallDesk = Pick<Pipe, 'database' | 'rulebooks' | 'templates' | 'redirectAllTo' | 'log'>

export const openCallDesk = (given: Pick<CallDesk, 'database' | 'redirectAllTo' | 'log'>): CallDesk =>
  ({ ...given, rulebooks: new Rulebooks(given.database), templates: new Templates(given.database) })

export interface DialledCall extends ClaimedCall {
  readonly handOverId: HandOverId
  readonly address: string
  readonly script: OutboundMessage
  readonly amount: Cents
}

/**
 * The second gate runs as the agent dials; null when the call must not be made any more, which is then recorded with its reasons, or may not be made now.
 * A call that is being made under this token already is that call.
 */
export async function dial(desk: CallDesk, call: ClaimedCall, now: Instant): Promise<DialledCall | null> {
  const begun = await talkingCall(desk.database, call)
  if (!begun && !(await passGate(desk, call, now))) await withdrawCall(desk.database, call)
  const talking = begun ?? await talkingCall(desk.database, call)
  return talking && { ...call, ...talking, address: desk.redirectAllTo ?? talking.address }
}

async function passGate(desk: CallDesk, call: ClaimedCall, now: Instant): Promise<boolean> {
  if ((await renewCall(desk.database, call)) === null) return false
  const chunk = { token: call.token, attempts: [call] }
  const judgement = await judge(desk, await loadLeasedAttempts(desk.database, chunk), now)
  await endUnsent(desk.database, judgement.unsent, now)
  const worded = await word(desk, judgement.passed, () => 'agent', now)
  await putOff(desk, chunk, judgement, worded, now)
  const { cleared, overBudget } = await markSending(desk.database, { token: call.token, seconds: TALKING_SECONDS }, worded.map(({ sending }) => sending), now)
  await untilNextWindow(desk, call, overBudget)
  if (cleared.size > 0) await renewCall(desk.database, call)
  return cleared.size > 0
}

export const breakOff = (sql: Sql, call: CallKey, now: Instant): Promise<boolean> =>
  interruptCall(sql, call, (now + FIRST_LOOK_UP_SECONDS * 1000) as Instant, now)

export interface CallFacts extends CallResult {
  readonly promise?: { readonly payBy: LocalDate; readonly amount: Cents }
  /** Left out: the oldest that is open. */
  readonly disputedClaim?: string
  readonly arrangement?: { readonly claims: readonly string[]; readonly instalments: readonly { readonly dueOn: LocalDate; readonly amount: Cents }[]; readonly today: LocalDate }
  readonly callBackAt?: Instant
}

/** The outcome and what it means, in one transaction: the call is over and its facts are there, or neither. */
export const endCall = (desk: CallDesk, call: EndedCall, result: CallFacts, now: Instant): Promise<boolean> =>
  desk.database.transaction((sql) => tellCall(desk, sql, call, result, now))

/** The same, within the transaction of whoever asks. False when the call is not being made, or was ended before. */
export async function tellCall(desk: CallDesk, sql: Sql, call: EndedCall, result: CallFacts, now: Instant): Promise<boolean> {
  if (result.callBackAt !== undefined) return recordCallBack(sql, call, result, result.callBackAt, now)
  const weight = result.kind === 'no-answer' ? await unansweredWeight(desk, call, now) : 1
  const recorded = await recordCallResult(sql, call, result, weight, now)
  if (recorded) await recordFacts(sql, call, result, now)
  return recorded
}

/** As the rules of the debtor's journey say (P13); where none fit, it counts in full. */
async function unansweredWeight({ database, rulebooks }: CallDesk, call: EndedCall, now: Instant): Promise<number> {
  const [snapshot] = await loadSnapshots(database, [call], now, BUDGET_WINDOW_DAYS)
  if (!snapshot?.journey) return 1
  return rulebooks.for(call.creditorId, snapshot.journey).then(({ policy }) => policy.caps.unansweredCallWeight, (fault: unknown) => {
    if (isPassing(fault)) throw fault
    return 1
  })
}

async function recordFacts(sql: Sql, call: EndedCall, result: CallFacts, now: Instant): Promise<void> {
  switch (result.kind) {
    case 'promise':
      if (result.promise) await recordPromise(sql, call, result.promise.payBy, result.promise.amount, now)
      return
    case 'arrangement':
      return agree(sql, call, result, now)
    case 'dispute': {
      const claims = await openClaims(sql, call)
      const claim = result.disputedClaim === undefined ? claims[0] : claims.find(({ id }) => id === result.disputedClaim)
      if (claim) await recordDispute(sql, call, claim.id, result.reason, now)
      return
    }
    case 'wrong-number':
      return spoilNumber(sql, call)
    case 'no-more-calls':
      return recordOptOut(sql, call, 'call', 'agent', now)
    case 'deceased':
      await placeHold(sql, call, 'deceased', null, now)
      return openTask(sql, call, 'deceased', { attemptId: call.attemptId }, now)
    case 'paid':
    case 'cannot-pay':
    case 'not-received':
    case 'will-not-pay':
      return openTask(sql, call, 'reply', { attemptId: call.attemptId }, now)
    case 'no-answer':
    case 'call-back':
    case 'other':
      return
  }
}

/** What was agreed and cannot stand any more, as after a payment in between, is for a person. */
async function agree(sql: Sql, call: EndedCall, { arrangement, agent }: CallFacts, now: Instant): Promise<void> {
  if (!arrangement) return
  const { today, ...agreed } = arrangement
  const made = await proposeArrangement(sql, call, { ...agreed, by: agent }, today, now)
  const fault = 'fault' in made ? made.fault : await confirmArrangement(sql, call, made.id, agent, today, now)
  if (fault) await openTask(sql, call, 'reply', { attemptId: call.attemptId }, now)
}
