/** The belt over Redis as the pipe uses it: chunks of ids are put on it by schedulers and taken by workers. */
import { openBullBelt, type BullBelt, type RedisPlace } from '#queue'
import type { AttemptChunk } from '#store'
import { deliverChunk } from './deliver'
import type { BusinessClock, Pipe, PipeLog } from './pipe'

/** Chunks worked on at the same time, by one process. */
export const LANES = 4

export const tellFault = (log: PipeLog, fault: unknown): void =>
  log.error({ fault: String(fault) }, 'a fault on the belt; what it had not sent comes back')

export const openRedisBelt = (place: RedisPlace, log: PipeLog): Promise<BullBelt<AttemptChunk>> =>
  openBullBelt<AttemptChunk>(place, { isJob: isChunk, onFault: (fault) => tellFault(log, fault) })

/** From now on this process works on what lies on the belt. */
export function takeChunks(pipe: Pipe, belt: BullBelt<AttemptChunk>, clock: BusinessClock): void {
  belt.take((chunk) => deliverChunk(pipe, chunk, clock()), LANES)
}

function isChunk(data: unknown): data is AttemptChunk {
  if (typeof data !== 'object' || data === null || !('token' in data) || !('attempts' in data)) return false
  return typeof data.token === 'string' && Array.isArray(data.attempts) && data.attempts.every(namesAttempt)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const namesAttempt = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  ['creditorId', 'attemptId', 'debtorId'].every((key) => UUID.test(String(new Map(Object.entries(data)).get(key))))
