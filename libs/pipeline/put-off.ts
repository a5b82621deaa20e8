/** Puts attempts off that passed no judgement or could not be worded, so that they neither spin nor block their neighbours. */
import type { Instant } from '#domain'
import { releaseLeases, type AttemptChunk } from '#store'
import type { Judgement } from './judge'
import type { Pipe } from './pipe'
import type { WordedAttempt } from './word'

/** Somebody has to mend a template or a version first; the lateness limit ends what nobody mends. */
const AGAIN_MS = 3_600_000

export async function putOff(pipe: Pipe, chunk: AttemptChunk, { passed, stuck }: Judgement, worded: readonly WordedAttempt[], now: Instant): Promise<void> {
  const hasWords = new Set(worded.map(({ sending }) => sending.attemptId))
  const attempts = [...stuck, ...passed.map(({ attempt }) => attempt).filter(({ attemptId }) => !hasWords.has(attemptId))]
  if (attempts.length > 0) await releaseLeases(pipe.database, { ...chunk, attempts }, (now + AGAIN_MS) as Instant)
}
