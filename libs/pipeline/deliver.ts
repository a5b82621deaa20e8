/** Stage deliver: one chunk from the belt: gate, word, pace, mark sending, hand over, record. */
import { setTimeout as delay } from 'node:timers/promises'
import type { HandOverOutcome, Instant } from '#domain'
import { endUnsent, loadLeasedAttempts, markSending, releaseLeases, type AttemptChunk, type QueuedAttempt } from '#store'
import { judge } from './judge'
import { grantSlots, slices, type PacedAttempt } from './pace'
import type { Pipe } from './pipe'
import { record, type HandedOver } from './record'
import { redirected } from './redirect'
import { word, type WordedAttempt } from './word'

/** What cannot be worded is tried again after this long: somebody has to mend a template first. */
const UNWORDED_AGAIN_MS = 3_600_000

export async function deliverChunk(pipe: Pipe, chunk: AttemptChunk, now: Instant): Promise<void> {
  const queued = await loadLeasedAttempts(pipe.database, chunk)
  const { passed, unsent } = await judge(pipe, queued, now)
  await endUnsent(pipe.database, unsent, now)
  const worded = await word(pipe, passed, pipe.carrier, now)
  await putOff(pipe, chunk, passed.map(({ attempt }) => attempt), worded, now)
  for (const slice of slices(worded)) {
    const paced = await grantSlots(pipe, slice)
    await delay(Math.min(...paced.map(({ slotMs }) => slotMs)))
    const cleared = await markSending(pipe.database, chunk.token, paced.map(({ sending }) => sending), now)
    await record(pipe, await handOverAll(pipe, paced.filter(({ sending }) => cleared.has(sending.handOverId))), now)
  }
  await releaseLeases(pipe.database, chunk, null)
}

/** Attempts that passed the gate and could not be worded wait; everything else that is left goes back at once. */
async function putOff(pipe: Pipe, chunk: AttemptChunk, passed: readonly QueuedAttempt[], worded: readonly WordedAttempt[], now: Instant): Promise<void> {
  const hasWords = new Set(worded.map(({ sending }) => sending.attemptId))
  const unworded = passed.filter(({ attemptId }) => !hasWords.has(attemptId))
  if (unworded.length > 0) await releaseLeases(pipe.database, { ...chunk, attempts: unworded }, (now + UNWORDED_AGAIN_MS) as Instant)
}

function handOverAll(pipe: Pipe, paced: readonly PacedAttempt[]): Promise<HandedOver[]> {
  const first = Math.min(...paced.map(({ slotMs }) => slotMs))
  return Promise.all(paced.map(async ({ sending, slotMs }) => {
    if (slotMs > first) await delay(slotMs - first)
    return { handOverId: sending.handOverId, outcome: await handOver(pipe, sending), tries: sending.number }
  }))
}

function handOver(pipe: Pipe, { handOverId, channel, message, address, sender }: WordedAttempt['sending']): Promise<HandOverOutcome> {
  if (pipe.redirectAllTo !== null) return pipe.drivers.email.deliver({ handOverId, to: pipe.redirectAllTo, from: sender, message: redirected(message) })
  switch (channel) {
    case 'email':
    case 'sms':
    case 'whatsapp':
      return pipe.drivers[channel].deliver({ handOverId, to: address as string, from: sender, message })
    case 'letter':
    case 'call':
      throw new Error(`a ${channel} does not travel on the belt`)
  }
}
