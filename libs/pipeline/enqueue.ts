/** Stage enqueue: what is due goes onto the belt in chunks of ids; calls become tasks for agents. */
import type { Channel, Instant } from '#domain'
import { leaseDueAttempts, newId, openCallTasks } from '#store'
import type { Pipe } from './pipe'

const CARRIED: readonly Channel[] = ['email', 'sms', 'whatsapp']
/** Ids per belt job (rule 8). */
const CHUNK = 100
const CALLS = 500
/** More on the belt than its workers can start soon would only outlive its leases. */
const MOST_JOBS = 8

/** Answers how many attempts went on their way. */
export async function enqueueDue(pipe: Pipe, now: Instant): Promise<number> {
  const token = newId<string>()
  const attempts = pipe.belt.depth() < MOST_JOBS ? await leaseDueAttempts(pipe.database, now, CARRIED, token, CHUNK) : []
  if (attempts.length > 0) await pipe.belt.put({ token, attempts })
  return attempts.length + (await openCallTasks(pipe.database, now, CALLS))
}
