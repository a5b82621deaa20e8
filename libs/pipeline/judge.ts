/** The second gate: the rules that decided are asked again just before hand-over, on a fresh snapshot (rule 2). */
import { gate } from '#decision'
import type { Instant, Rulebook } from '#domain'
import { loadSnapshots, type DebtorSnapshot, type QueuedAttempt, type UnsentAttempt } from '#store'
import { BUDGET_WINDOW_DAYS, type Pipe } from './pipe'

export interface PassedAttempt {
  readonly attempt: QueuedAttempt
  readonly snapshot: DebtorSnapshot
  readonly rulebook: Rulebook
}

export interface Judgement {
  readonly passed: readonly PassedAttempt[]
  readonly unsent: readonly UnsentAttempt[]
}

/** One attempt per debtor at a time, since each raises the version that the others were judged at; the rest stays queued. */
export async function judge(pipe: Pipe, queued: readonly QueuedAttempt[], now: Instant): Promise<Judgement> {
  const first = [...new Map(queued.toReversed().map((attempt) => [attempt.debtorId, attempt])).values()]
  const snapshots = new Map((await loadSnapshots(pipe.database, first, now, BUDGET_WINDOW_DAYS)).map((snapshot) => [snapshot.debtorId, snapshot]))
  const passed: PassedAttempt[] = []
  const unsent: UnsentAttempt[] = []
  for (const attempt of first) {
    const snapshot = snapshots.get(attempt.debtorId)
    if (!snapshot) continue
    if (!snapshot.journey) {
      unsent.push({ ...attempt, state: 'suppressed', reasons: [{ code: 'settled' }] })
      continue
    }
    const rulebook = await pipe.rulebooks.for(attempt.creditorId, snapshot.journey)
    const answer = attempt.expiresAt <= now
      ? { kind: 'suppress' as const, reasons: [{ code: 'too-late' as const, hours: rulebook.policy.latenessHours }] as const }
      : gate(snapshot.state, rulebook, { ...attempt.contact, attemptId: attempt.attemptId }, now)
    if (answer.kind === 'pass') passed.push({ attempt, snapshot, rulebook })
    else unsent.push({ ...attempt, state: answer.reasons[0].code === 'too-late' ? 'expired' : 'suppressed', reasons: answer.reasons })
  }
  return { passed, unsent }
}
