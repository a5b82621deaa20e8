/** What lies ahead of a call: when it is made again if nobody answers now, when one may call back, and on which days money moves. */
import { bestCallHour, callBacksFrom, closedBankDays, dayOf, isCallHour, nextTry, type BestHour, type ClosedBankDay } from '#decision'
import type { Instant, Rulebook } from '#domain'
import { readCallTries, type CallTries, type DebtorKey, type DebtorSnapshot, type Sql, type TriedCall } from '#store'
import { ifItFits } from '../configuration/rulebooks'
import type { Pipe } from '../pipe'
import { rulebookOf } from '../replies/answer-by-hand'
import { snapshotsFor } from '../snapshots-for'

type Rules = Pick<Pipe, 'rulebooks'>

export interface AnotherTry {
  /** 2 is the first that follows. */
  readonly number: number
  readonly of: number
  readonly at: Instant
  readonly until: Instant
  /** What those before it weigh in the budget. */
  readonly weight: number
}

/** Null: it is not tried again, and the ladder goes on. */
export async function anotherTry(desk: Rules, sql: Sql, call: TriedCall, now: Instant): Promise<AnotherTry | null> {
  const tries = await readCallTries(sql, call)
  if (!tries || tries.unanswered.length + 1 >= tries.most) return null
  const known = await rulesOf(desk, sql, call, now)
  return known && tryAfter(known, tries, call, now)
}

function tryAfter({ snapshot, rulebook }: Known, tries: CallTries, { attemptId }: TriedCall, now: Instant): AnotherTry | null {
  const number = tries.unanswered.length + 2
  const next =
    snapshot.journey && number <= tries.most
      ? nextTry(snapshot.state, rulebook, { ...tries.contact, attemptId }, [...tries.unanswered, now], now)
      : null
  return next && { number, of: tries.most, weight: (number - 1) * rulebook.policy.caps.unansweredCallWeight, ...next }
}

interface Known {
  readonly snapshot: DebtorSnapshot
  readonly rulebook: Rulebook
}

/** Null: they were merged into somebody else, or no version of the rules fits. */
async function rulesOf({ rulebooks }: Rules, sql: Sql, debtor: DebtorKey, now: Instant): Promise<Known | null> {
  const [snapshot] = await snapshotsFor(rulebooks, sql, [debtor], now)
  const rulebook = snapshot && (await ifItFits(rulebookOf(rulebooks, sql, snapshot)))
  return snapshot && rulebook ? { snapshot, rulebook } : null
}

/** Whoever cannot be judged may be called back at any time: dialling asks again. */
export async function mayCallBackAt(desk: Rules, sql: Sql, debtor: DebtorKey, at: Instant, now: Instant): Promise<boolean> {
  const known = await rulesOf(desk, sql, debtor, now)
  return known === null || isCallHour(known.rulebook, at)
}

export interface CallProspect extends Known {
  readonly again: AnotherTry | null
  readonly callBacks: readonly Instant[]
  readonly closedBankDays: readonly ClosedBankDay[]
  readonly bestHour: BestHour | null
}

/** As far ahead as a promise is made. */
const BANK_DAYS = 120

export async function callProspect(desk: Rules, sql: Sql, call: TriedCall, now: Instant): Promise<CallProspect | null> {
  const known = await rulesOf(desk, sql, call, now)
  if (!known) return null
  const { snapshot, rulebook } = known
  const tries = await readCallTries(sql, call)
  return {
    ...known,
    again: tries && tryAfter(known, tries, call, now),
    callBacks: callBacksFrom(rulebook, now),
    closedBankDays: closedBankDays(rulebook, dayOf(now, rulebook), BANK_DAYS),
    bestHour: bestCallHour(rulebook, snapshot.state.responses, now),
  }
}
