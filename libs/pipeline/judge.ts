/** The second gate: the rules that decided are asked again just before hand-over, on a fresh snapshot (rule 2). */
import { gate, isByHand } from '#decision'
import type { Instant, Reasons, Rulebook } from '#domain'
import { isPassing, type DebtorSnapshot, type QueuedAttempt, type UnsentAttempt } from '#store'
import type { Pipe } from './pipe'
import { rulebookOf } from './replies/answer-by-hand'
import { snapshotsFor } from './snapshots-for'

type Judge = Pick<Pipe, 'database' | 'rulebooks' | 'log'>

export interface PassedAttempt {
  readonly attempt: QueuedAttempt
  readonly snapshot: DebtorSnapshot
  readonly rulebook: Rulebook
}

export interface Judgement {
  readonly passed: readonly PassedAttempt[]
  readonly unsent: readonly UnsentAttempt[]
  /** Their version of the rules does not fit: they wait, and so does nobody else (rule 18). */
  readonly stuck: readonly QueuedAttempt[]
}

/** One attempt per debtor at a time, since each raises the version that the others were judged at; the rest stays queued. */
export async function judge(pipe: Judge, queued: readonly QueuedAttempt[], now: Instant): Promise<Judgement> {
  const first = [...new Map(queued.toReversed().map((attempt) => [attempt.debtorId, attempt])).values()]
  const snapshots = new Map(
    (await snapshotsFor(pipe.rulebooks, pipe.database, first, now)).map((snapshot) => [snapshot.debtorId, snapshot]),
  )
  const passed: PassedAttempt[] = []
  const unsent: UnsentAttempt[] = []
  const stuck: QueuedAttempt[] = []
  for (const attempt of first) {
    const snapshot = snapshots.get(attempt.debtorId)
    if (!snapshot) continue
    try {
      const answer = await judgeOne(pipe, attempt, snapshot, now)
      if ('rulebook' in answer) passed.push(answer)
      else unsent.push(answer)
    } catch (fault) {
      if (isPassing(fault)) throw fault
      pipe.log.error({ creditor: attempt.creditorId, attempt: attempt.attemptId, fault: String(fault) }, 'cannot be judged')
      stuck.push(attempt)
    }
  }
  return { passed, unsent, stuck }
}

async function judgeOne(
  pipe: Judge,
  attempt: QueuedAttempt,
  snapshot: DebtorSnapshot,
  now: Instant,
): Promise<PassedAttempt | UnsentAttempt> {
  const unsent = (reasons: Reasons): UnsentAttempt => ({
    ...attempt,
    state: reasons[0].code === 'too-late' ? 'expired' : 'suppressed',
    reasons,
  })
  if (!snapshot.journey && !isByHand(attempt.contact)) return unsent([{ code: 'settled' }])
  const rulebook = await rulebookOf(pipe.rulebooks, pipe.database, snapshot)
  if (attempt.expiresAt <= now) return unsent([{ code: 'too-late', hours: rulebook.policy.latenessHours }])
  const answer = gate(snapshot.state, rulebook, { ...attempt.contact, attemptId: attempt.attemptId }, now)
  return answer.kind === 'pass' ? { attempt, snapshot, rulebook } : unsent(answer.reasons)
}
