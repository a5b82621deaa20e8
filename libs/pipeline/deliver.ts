/** Stage deliver: one chunk from the belt: gate, word, enclose, and slice by slice pace, mark sending, hand over, record. */
import type { Instant } from '#domain'
import { endUnsent, loadLeasedAttempts, releaseLeases, type AttemptChunk } from '#store'
import { chooseDrivers, restWith, type DriverChoice } from './choose-driver'
import { enclose } from './enclose'
import { judge } from './judge'
import { queues, slices } from './pace'
import type { Pipe } from './pipe'
import { putOff } from './put-off'
import { sendSlice } from './send-slice'
import { word, type WordedAttempt } from './word'

/** Share of the lease: what is left of a chunk by then goes back, and is judged anew when its turn comes. */
const CHUNK_LASTS = 1 / 3

export async function deliverChunk(pipe: Pipe, chunk: AttemptChunk, now: Instant): Promise<void> {
  try {
    const queued = await loadLeasedAttempts(pipe.database, chunk)
    const judgement = await judge(pipe, queued, now)
    await endUnsent(pipe.database, judgement.unsent, now)
    const driverOf = await chooseDrivers(pipe, queued)
    const worded = await enclose(
      pipe.documentsFolder,
      await word(pipe, judgement.passed, (creditorId, channel) => driverOf(creditorId, channel).carrier, now),
      now,
    )
    await putOff(pipe, chunk, judgement, worded, now)
    await Promise.all(queues(worded).map((queue) => work(pipe, chunk, queue, driverOf, now)))
  } finally {
    await releaseLeases(pipe.database, chunk, null)
  }
}

/** One sender's part of a chunk. What a fact overtook in the meantime is not cleared and stays queued; so does all that is left when nothing may leave. */
async function work(pipe: Pipe, chunk: AttemptChunk, queue: readonly WordedAttempt[], driverOf: DriverChoice, now: Instant): Promise<void> {
  const lease = { token: chunk.token, seconds: pipe.leaseSeconds }
  const until = performance.now() + pipe.leaseSeconds * 1000 * CHUNK_LASTS
  const [first] = queue
  if (!first) return
  const driver = driverOf(first.sending.creditorId, first.sending.channel)
  for (const slice of slices(queue, driver.connections)) {
    if (driver.isResting?.() === true) return restWith(pipe, first.sending)
    if (performance.now() > until || !(await sendSlice(pipe, lease, slice, driver, now))) return
  }
}
