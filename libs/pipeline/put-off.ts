/** Puts attempts off that passed no judgement or could not be worded, so that they neither spin nor block their neighbours. */
import type { Instant } from '#domain'
import { releaseLeases, type AttemptChunk, type Lease, type SendingAttempt } from '#store'
import { nextWindow } from './budget-windows'
import type { Judgement } from './judge'
import type { Pipe } from './pipe'
import type { WordedAttempt } from './word'

/** Somebody has to mend a template or a version first; the lateness limit ends what nobody mends. */
const AGAIN_MS = 3_600_000

export async function putOff(
  pipe: Pick<Pipe, 'database'>,
  chunk: AttemptChunk,
  { passed, stuck }: Judgement,
  worded: readonly WordedAttempt[],
  now: Instant,
): Promise<void> {
  const hasWords = new Set(worded.map(({ sending }) => sending.attemptId))
  const attempts = [...stuck, ...passed.map(({ attempt }) => attempt).filter(({ attemptId }) => !hasWords.has(attemptId))]
  if (attempts.length > 0) await releaseLeases(pipe.database, { ...chunk, attempts }, (now + AGAIN_MS) as Instant)
}

/** Contacts over their budget wait for the next day or hour. */
export async function untilNextWindow(
  pipe: Pick<Pipe, 'database'>,
  { token }: Pick<Lease, 'token'>,
  overBudget: readonly SendingAttempt[],
): Promise<void> {
  const windows = new Map<Instant, SendingAttempt[]>()
  for (const attempt of overBudget) {
    const until = nextWindow(attempt.budgets)
    windows.set(until, [...(windows.get(until) ?? []), attempt])
  }
  for (const [until, attempts] of windows) await releaseLeases(pipe.database, { token, attempts }, until)
}
