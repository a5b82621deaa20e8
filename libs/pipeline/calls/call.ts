/** Calls: an agent claims a task, dials through the second gate, and the outcome becomes facts (rule 12). */
import { DESK_DEFAULTS, type Cents, type HandOverId, type Instant, type OutboundMessage } from '#domain'
import {
  endUnsent,
  interruptCall,
  loadLeasedAttempts,
  loadSnapshots,
  markSending,
  readCallTries,
  recordCallResult,
  recordPutOff,
  renewCall,
  talkingCall,
  withdrawCall,
  type CallKey,
  type ClaimedCall,
  type EndedCall,
  type Sql,
} from '#store'
import { judge } from '../judge'
import { BUDGET_WINDOW_DAYS, type Pipe } from '../pipe'
import { putOff, untilNextWindow } from '../put-off'
import { FIRST_LOOK_UP_SECONDS } from '../record'
import { ifItFits, Rulebooks } from '../configuration/rulebooks'
import { Templates } from '../configuration/templates'
import { word } from '../word'
import { anotherTry } from './call-prospect'
import { recordFacts, type CallFacts } from './outcome-facts'

/** What a call needs of the pipe: neither carriers nor a belt, so that whatever serves agents can dial. */
export type CallDesk = Pick<Pipe, 'database' | 'rulebooks' | 'templates' | 'redirectAllTo' | 'log'>

export const openCallDesk = (given: Pick<CallDesk, 'database' | 'redirectAllTo' | 'log'>): CallDesk => ({
  ...given,
  rulebooks: new Rulebooks(given.database),
  templates: new Templates(given.database),
})

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
  const talking = begun ?? (await talkingCall(desk.database, call))
  return talking && { ...call, ...talking, address: desk.redirectAllTo ?? talking.address }
}

async function passGate(desk: CallDesk, call: ClaimedCall, now: Instant): Promise<boolean> {
  if ((await renewCall(desk.database, call)) === null) return false
  const chunk = { token: call.token, attempts: [call] }
  const judgement = await judge(desk, await loadLeasedAttempts(desk.database, chunk), now)
  await endUnsent(desk.database, judgement.unsent, now)
  const worded = await word(desk, judgement.passed, () => 'agent', now)
  await putOff(desk, chunk, judgement, worded, now)
  const { cleared, overBudget } = await markSending(
    desk.database,
    { token: call.token, seconds: DESK_DEFAULTS.talkingSeconds },
    worded.map(({ sending }) => sending),
    now,
  )
  await untilNextWindow(desk, call, overBudget)
  // For as long as this creditor says, and for as long as the task.
  if (cleared.size > 0) await renewCall(desk.database, call)
  return cleared.size > 0
}

export const breakOff = (sql: Sql, call: CallKey, now: Instant): Promise<boolean> =>
  interruptCall(sql, call, (now + FIRST_LOOK_UP_SECONDS * 1000) as Instant, now)

/** The debtor asked to be called back: how long it may take. */
const CALL_BACK_MS = 4 * 3_600_000

/** The outcome and what it means, in one transaction: the call is over and its facts are there, or neither. */
export const endCall = (desk: CallDesk, call: EndedCall, result: CallFacts, now: Instant): Promise<boolean> =>
  desk.database.transaction((sql) => tellCall(desk, sql, call, result, now))

/** The same, within the transaction of whoever asks, and over its connection alone: who holds one and waits for another may wait for ever. False when the call is not being made, or was ended before. */
export async function tellCall(desk: CallDesk, sql: Sql, call: EndedCall, result: CallFacts, now: Instant): Promise<boolean> {
  if (result.callBackAt !== undefined)
    return recordPutOff(
      sql,
      call,
      result,
      { at: result.callBackAt, endsAt: (result.callBackAt + CALL_BACK_MS) as Instant, isPromised: true, weight: 1 },
      now,
    )
  // Of a call that broke off nobody knows: it is never made again by itself.
  const again = result.kind === 'no-answer' && call.token !== null ? await anotherTry(desk, sql, call, now) : null
  if (again && (await recordPutOff(sql, call, result, { at: again.at, endsAt: again.until, isPromised: false, weight: again.weight }, now)))
    return true
  const isWeighed = result.kind === 'no-answer' || ((await readCallTries(sql, call))?.unanswered.length ?? 0) > 0
  const recorded = await recordCallResult(sql, call, result, isWeighed ? await unansweredWeight(desk, sql, call, now) : 1, now)
  if (recorded) await recordFacts(desk, sql, call, result, now)
  return recorded
}

/** As the rules of the debtor's journey say (P13); where none fit, it counts in full. */
async function unansweredWeight({ rulebooks }: CallDesk, sql: Sql, call: EndedCall, now: Instant): Promise<number> {
  const [snapshot] = await loadSnapshots(sql, [call], now, BUDGET_WINDOW_DAYS)
  if (!snapshot?.journey) return 1
  return (await ifItFits(rulebooks.for(call.creditorId, snapshot.journey, sql)))?.policy.caps.unansweredCallWeight ?? 1
}
