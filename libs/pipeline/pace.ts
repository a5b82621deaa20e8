/** Pace: each message gets its own slot of its sender's pace; no more is marked sending than half a second of work (rule 9). */
import { grantPace } from '#store'
import type { Pipe } from './pipe'
import type { WordedAttempt } from './word'

const senderOf = ({ sending }: WordedAttempt): string => `${sending.creditorId} ${sending.channel}`

/** Cuts a chunk into slices of half a second of work per sender, in order. */
export function slices(worded: readonly WordedAttempt[]): WordedAttempt[][] {
  const cut: WordedAttempt[][] = []
  const taken = new Map<string, number>()
  for (const attempt of worded) {
    const perSlice = Math.max(1, Math.floor(attempt.facts.pacePerSecond / 2))
    const position = taken.get(senderOf(attempt)) ?? 0
    taken.set(senderOf(attempt), position + 1)
    const slice = Math.floor(position / perSlice)
    cut[slice] = [...(cut[slice] ?? []), attempt]
  }
  return cut
}

export interface PacedAttempt extends WordedAttempt {
  /** Milliseconds from the grant until its slot. */
  readonly slotMs: number
}

/** One guarded update per sender, on the database's clock. */
export async function grantSlots(pipe: Pipe, slice: readonly WordedAttempt[]): Promise<PacedAttempt[]> {
  const senders = new Map<string, WordedAttempt[]>()
  for (const attempt of slice) senders.set(senderOf(attempt), [...(senders.get(senderOf(attempt)) ?? []), attempt])
  const granted = await Promise.all([...senders.values()].map(async (attempts) => {
    const { creditorId, channel } = attempts[0]!.sending
    const { waitMs, everyMs } = await grantPace(pipe.database, creditorId, channel, attempts.length)
    return attempts.map((attempt, index) => ({ ...attempt, slotMs: waitMs + index * everyMs }))
  }))
  return granted.flat()
}
