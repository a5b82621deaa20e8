/** Stage deliver: one chunk from the belt: gate, word, and slice by slice pace, mark sending, hand over, record. */
import type { Instant } from '#domain'
import { endUnsent, loadLeasedAttempts, releaseLeases, type AttemptChunk } from '#store'
import { judge } from './judge'
import { queues, slices } from './pace'
import type { Pipe } from './pipe'
import { putOff } from './put-off'
import { driverOf, sendSlice } from './send-slice'
import { carrierOf, word, type WordedAttempt } from './word'

/** Share of the lease: what is left of a chunk by then goes back, and is judged anew when its turn comes. */
const CHUNK_LASTS = 1 / 3

export async function deliverChunk(pipe: Pipe, chunk: AttemptChunk, now: Instant): Promise<void> {
  try {
    const queued = await loadLeasedAttempts(pipe.database, chunk)
    const judgement = await judge(pipe, queued, now)
    await endUnsent(pipe.database, judgement.unsent, now)
    const worded = await word(pipe, judgement.passed, carrierOf(pipe), now)
    await putOff(pipe, chunk, judgement, worded, now)
    await Promise.all(queues(worded).map((queue) => work(pipe, chunk, queue, now)))
  } finally {
    await releaseLeases(pipe.database, chunk, null)
  }
}

/** One sender's part of a chunk. What a fact overtook in the meantime is not cleared and stays queued; so does all that is left when nothing may leave. */
async function work(pipe: Pipe, chunk: AttemptChunk, queue: readonly WordedAttempt[], now: Instant): Promise<void> {
  const lease = { token: chunk.token, seconds: pipe.leaseSeconds }
  const until = performance.now() + pipe.leaseSeconds * 1000 * CHUNK_LASTS
  const [first] = queue
  if (!first) return
  for (const slice of slices(queue, driverOf(pipe, first).connections)) {
    if (performance.now() > until || !(await sendSlice(pipe, lease, slice, now))) return
  }
}
