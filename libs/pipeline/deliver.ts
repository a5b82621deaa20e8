/** Stage deliver: one chunk from the belt: gate, word, pace, mark sending, hand over, record. */
import { setTimeout as delay } from 'node:timers/promises'
import type { HandOverOutcome, Instant } from '#domain'
import { endUnsent, loadLeasedAttempts, markSending, releaseLeases, sendingStopped, type AttemptChunk } from '#store'
import { judge } from './judge'
import { grantSlots, queues, slices, type PacedAttempt } from './pace'
import type { Pipe } from './pipe'
import { putOff } from './put-off'
import { record, type HandedOver } from './record'
import { redirected } from './redirect'
import { word, type WordedAttempt } from './word'

/** Share of the lease: what is left of a chunk by then goes back, and is judged anew when its turn comes. */
const CHUNK_LASTS = 1 / 3

export async function deliverChunk(pipe: Pipe, chunk: AttemptChunk, now: Instant): Promise<void> {
  try {
    const queued = await loadLeasedAttempts(pipe.database, chunk)
    const judgement = await judge(pipe, queued, now)
    await endUnsent(pipe.database, judgement.unsent, now)
    const worded = await word(pipe, judgement.passed, now)
    await putOff(pipe, chunk, judgement, worded, now)
    await Promise.all(queues(worded).map((queue) => work(pipe, chunk, queue, now)))
  } finally {
    await releaseLeases(pipe.database, chunk, null)
  }
}

/** One sender's part of a chunk. What a fact or a stop overtook in the meantime is not cleared, and stays queued. */
async function work(pipe: Pipe, chunk: AttemptChunk, queue: readonly WordedAttempt[], now: Instant): Promise<void> {
  const lease = { token: chunk.token, seconds: pipe.leaseSeconds }
  const until = performance.now() + pipe.leaseSeconds * 1000 * CHUNK_LASTS
  for (const slice of slices(queue)) {
    if (performance.now() > until) return
    const paced = await grantSlots(pipe, slice)
    await delay(paced[0]?.slotMs)
    const cleared = await markSending(pipe.database, lease, paced.map(({ sending }) => sending), now)
    if (cleared.size === 0 && await sendingStopped(pipe.database)) return
    await record(pipe, await handOverAll(pipe, paced.filter(({ sending }) => cleared.has(sending.handOverId))), now)
  }
}

function handOverAll(pipe: Pipe, paced: readonly PacedAttempt[]): Promise<HandedOver[]> {
  const first = paced[0]?.slotMs ?? 0
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
