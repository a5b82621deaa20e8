/** Stage enqueue: what is due goes onto the belt in chunks of ids; calls become tasks for agents. */
import type { Channel, Instant } from '#domain'
import { leaseDueAttempts, newId, openCallTasks, releaseLeases, type AttemptChunk } from '#store'
import type { Pipe } from './pipe'

const CARRIED: readonly Channel[] = ['email', 'sms', 'whatsapp']
/** Ids per belt job (rule 8). */
const CHUNK = 100
const CALLS = 500
/** More on the belt than its workers can start soon would only outlive its leases. */
const MOST_JOBS = 8

/** Answers how many attempts went on their way. */
export async function enqueueDue(pipe: Pipe, now: Instant): Promise<number> {
  const carried = await hasRoom(pipe) ? await relay(pipe, now) : 0
  return carried + (await openCallTasks(pipe.database, now, CALLS))
}

/** A belt that cannot be reached has no room: nothing is leased for it, and the rest of the turn goes on. */
const hasRoom = (pipe: Pipe): Promise<boolean> => pipe.belt.depth().then((depth) => depth < MOST_JOBS, () => false)

async function relay(pipe: Pipe, now: Instant): Promise<number> {
  const token = newId<string>()
  const attempts = await leaseDueAttempts(pipe.database, now, CARRIED, { token, seconds: pipe.leaseSeconds }, CHUNK)
  if (attempts.length === 0) return 0
  return (await putOrGiveBack(pipe, { token, attempts })) ? attempts.length : 0
}

/** What could not be put is due again at once; should the job be on the belt all the same, its token opens nothing any more. */
async function putOrGiveBack(pipe: Pipe, chunk: AttemptChunk): Promise<boolean> {
  try {
    await pipe.belt.put(chunk)
    return true
  } catch (fault) {
    pipe.log.error({ attempts: chunk.attempts.length, fault: String(fault) }, 'a chunk could not be put on the belt; its attempts are due again')
    await releaseLeases(pipe.database, chunk, null)
    return false
  }
}
