/** Pace: each message gets its own slot of its sender's pace on the database's clock, and leaves in its slot or gets another one. */
import { setTimeout as delay } from 'node:timers/promises'
import { databaseNow, grantPace, LATENESS_MS, type Database } from '#store'
import { DatabaseClock } from './database-clock'
import type { Pipe } from './pipe'
import type { WordedAttempt } from './word'

/** One queue per sender: a slow one holds up nobody else, and nothing of it is marked sending before its slot. */
export function queues(worded: readonly WordedAttempt[]): WordedAttempt[][] {
  const queued = new Map<string, WordedAttempt[]>()
  for (const attempt of worded) {
    const sender = `${attempt.sending.creditorId} ${attempt.sending.channel}`
    const queue = queued.get(sender) ?? []
    queue.push(attempt)
    queued.set(sender, queue)
  }
  return [...queued.values()]
}

/** What a slice encloses is in memory all at once. */
const MOST_ENCLOSED_BYTES = 20 * 1024 * 1024

/** Cuts a sender's queue, in order, into slices of half a second of work and of no more than can be in flight (rule 9). */
export function slices(queue: readonly WordedAttempt[], connections: number): WordedAttempt[][] {
  const size = Math.max(1, Math.min(connections, Math.floor((queue[0]?.facts.sender.pacePerSecond ?? 1) / 2)))
  const cut: WordedAttempt[][] = []
  let bytes = 0
  for (const one of queue) {
    const slice = cut.at(-1)
    const own = enclosedBytes(one)
    const fits = slice !== undefined && slice.length < size && bytes + own <= MOST_ENCLOSED_BYTES
    bytes = fits ? bytes + own : own
    if (fits) slice.push(one)
    else cut.push([one])
  }
  return cut
}

const enclosedBytes = ({ documents = [] }: WordedAttempt): number => documents.reduce((sum, { bytes }) => sum + bytes, 0)

/** What is left of the allowed lateness when the way to the carrier has had its share. */
const LATE_HERE_MS = LATENESS_MS * 0.6
/** A timer that is set for less than this comes later than doing it now. */
const TIMER_MS = 1

export interface Slots {
  /** Resolves when the first slot is so near that the slice must be marked now. */
  near(): Promise<void>
  /** Resolves in the slot of this message, true; false when it is over. */
  reached(index: number): Promise<boolean>
}

/** Slots for so many, by one guarded update; null while nobody should wait for this sender. The first leaves `leadMs` for what comes before it. */
export async function grantSlots(
  pipe: Pipe,
  { sending }: WordedAttempt,
  count: number,
  leadMs: number,
  waitMs?: number,
): Promise<Slots | null> {
  const clock = await clockOf(pipe.database)
  const asked = performance.now()
  const grant = await grantPace(pipe.database, sending, count, leadMs, waitMs)
  if (!grant) return null
  clock.note(asked, performance.now(), grant.nowAt)
  const until = async (at: number): Promise<void> => {
    // A timer may fire a little early, and an early message is one too many in somebody's second.
    for (let wait = clock.until(at); wait > 0; wait = clock.until(at)) await delay(Math.max(TIMER_MS, Math.ceil(wait)))
  }
  return {
    near: () => until(grant.firstAt - leadMs),
    async reached(index) {
      const at = grant.firstAt + index * grant.everyMs
      await until(at)
      return clock.past(at) <= LATE_HERE_MS
    },
  }
}

const clocks = new WeakMap<Database, DatabaseClock>()

/** Narrow enough that a message in its slot is not taken for a late one. */
const KNOWN_MS = 5
const LOOKS = 10

async function clockOf(database: Database): Promise<DatabaseClock> {
  const clock = clocks.get(database) ?? new DatabaseClock()
  clocks.set(database, clock)
  // One answer that came quickly is enough, and among several there is one also on a busy machine.
  for (let look = 0; look < LOOKS && clock.width > KNOWN_MS; look++) {
    const asked = performance.now()
    const nowAt = await databaseNow(database)
    clock.note(asked, performance.now(), nowAt)
  }
  return clock
}
