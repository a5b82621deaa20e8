/** Pace: each message gets its own slot of its sender's pace; no more is marked sending than half a second of work (rule 9). */
import { grantPace } from '#store'
import type { Pipe } from './pipe'
import type { WordedAttempt } from './word'

/** One queue per sender: a slow one holds up nobody else, and nothing of it is marked sending before its slot. */
export function queues(worded: readonly WordedAttempt[]): WordedAttempt[][] {
  const queued = new Map<string, WordedAttempt[]>()
  for (const attempt of worded) {
    const sender = `${attempt.sending.creditorId} ${attempt.sending.channel}`
    queued.set(sender, [...(queued.get(sender) ?? []), attempt])
  }
  return [...queued.values()]
}

/** Cuts a sender's queue into slices of half a second of work, in order. */
export function slices(queue: readonly WordedAttempt[]): WordedAttempt[][] {
  const size = Math.max(1, Math.floor((queue[0]?.facts.pacePerSecond ?? 1) / 2))
  return Array.from({ length: Math.ceil(queue.length / size) }, (_, index) => queue.slice(index * size, (index + 1) * size))
}

export interface PacedAttempt extends WordedAttempt {
  /** Milliseconds from the grant until its slot. */
  readonly slotMs: number
}

/** One guarded update for the slice, on the database's clock. */
export async function grantSlots(pipe: Pipe, slice: readonly WordedAttempt[]): Promise<PacedAttempt[]> {
  const [first] = slice
  if (!first) return []
  const { waitMs, everyMs } = await grantPace(pipe.database, first.sending.creditorId, first.sending.channel, slice.length)
  return slice.map((attempt, index) => ({ ...attempt, slotMs: waitMs + index * everyMs }))
}
