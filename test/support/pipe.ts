/** A real pipe for tests, played until it rests or until a moment comes, and called back; its bench, clock and creditors are taken from here too. */
import { createHmac } from 'node:crypto'
import type { Instant } from '#domain'
import { turn } from '#pipeline'
import { nextDueAt } from '#store'
import type { PipeBench } from './pipe-bench'

export { openBench, type PipeBench } from './pipe-bench'
export { after, at, DAY, HOUR, TUESDAY } from './pipe-clock'
export { addClaims, addCreditor, claimOf, HOME, pay } from './pipe-creditor'

/** Turns until nothing is due and nothing is on its way; throws when that never comes. */
export async function rest(bench: PipeBench, pipe = bench.pipe): Promise<number> {
  for (let turns = 1; turns <= 60; turns++) {
    await bench.carrier.setClock(new Date(bench.now).toISOString())
    if ((await turn(pipe, bench.now)) === 0) return turns
    await pipe.belt.idle()
  }
  throw new Error('the pipe does not come to rest')
}

/** Moves the clock, and takes everything that falls due on the way in its order. */
export async function playUntil(bench: PipeBench, until: Instant, pipe = bench.pipe): Promise<void> {
  await rest(bench, pipe)
  while (bench.now < until) {
    const called = await bench.carrier.setClock(new Date(bench.now).toISOString())
    const due = await nextDueAt(bench.database)
    const candidates = [due, called === null ? null : Date.parse(called), until]
      .filter((instant) => instant !== null)
      .map((instant) => Math.max(instant, bench.now + 1))
    bench.now = Math.min(...candidates) as Instant
    await rest(bench, pipe)
  }
}

/** A callback as the carrier would sign it; answers the status of the door. */
export async function callBack({ door, secret }: PipeBench, body: string | object, signature?: string): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(door, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'x-sandbox-signature': signature ?? createHmac('sha256', secret).update(text).digest('hex'),
    },
  })
  return answer.status
}
