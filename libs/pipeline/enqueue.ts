/** Stage enqueue: what is due goes onto the belt in chunks of ids; calls become tasks for agents. */
import type { Channel, Instant } from '#domain'
import { leaseFrom, newId, openCallTasks, releaseLeases, waitingQueues, type AttemptChunk, type WaitingQueue } from '#store'
import type { Pipe } from './pipe'

const CARRIED: readonly Channel[] = ['email', 'sms', 'whatsapp']
/** Ids per belt job (rule 8). */
const CHUNK = 100
const CALLS = 500
/** Looked at in one go: more than the belt has room for, since what waits in some may be held already. */
const QUEUES = 100
/** More on the belt than its workers can start soon would only outlive its leases. */
const MOST_JOBS = 8

/** Answers how many attempts went on their way; one more while others are due and wait for their sender. */
export async function enqueueDue(pipe: Pipe, now: Instant): Promise<number> {
  const carried = await refillBelt(pipe, now)
  return carried + (await openCallTasks(pipe.database, now, CALLS))
}

/** The part that is asked for most often: due attempts onto a belt that has room. */
export const refillBelt = async (pipe: Pipe, now: Instant): Promise<number> => relay(pipe, now, await places(pipe))

/** A belt that cannot be reached has no room: nothing is leased for it, and the rest of the turn goes on. */
const places = (pipe: Pipe): Promise<number> =>
  pipe.belt.depth().then(
    (depth) => Math.max(0, MOST_JOBS - depth),
    () => 0,
  )

/** A job from each queue in turn, until the belt is full or no queue gives any more: a million contacts of one do not keep a hundred of another waiting. */
async function relay(pipe: Pipe, now: Instant, jobs: number): Promise<number> {
  if (jobs === 0) return 0
  const waiting = await waitingQueues(pipe.database, now, CARRIED, QUEUES)
  let carried = 0
  let free = jobs
  for (let queues = waiting.filter(({ room }) => room); queues.length > 0 && free > 0;) {
    const giving: WaitingQueue[] = []
    for (const queue of queues.slice(0, free)) {
      const put = await putChunk(pipe, queue, now)
      carried += put
      if (put > 0) free--
      if (put === CHUNK) giving.push(queue)
    }
    queues = giving
  }
  return carried > 0 || waiting.every(({ room }) => room) ? carried : 1
}

async function putChunk(pipe: Pipe, queue: WaitingQueue, now: Instant): Promise<number> {
  const token = newId<string>()
  const attempts = await leaseFrom(pipe.database, queue, now, { token, seconds: pipe.leaseSeconds }, CHUNK)
  return attempts.length > 0 && (await putOrGiveBack(pipe, { token, attempts })) ? attempts.length : 0
}

/** What could not be put is due again at once; should the job be on the belt all the same, its token opens nothing any more. */
async function putOrGiveBack(pipe: Pipe, chunk: AttemptChunk): Promise<boolean> {
  try {
    await pipe.belt.put(chunk)
    return true
  } catch (fault) {
    pipe.log.error(
      { attempts: chunk.attempts.length, fault: String(fault) },
      'a chunk could not be put on the belt; its attempts are due again',
    )
    await releaseLeases(pipe.database, chunk, null)
    return false
  }
}
