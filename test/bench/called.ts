/** A side of the webhook bench: has its door called, and holds what was answered against what is kept. */
import type { CallsMade } from './caller'
import { FORGED_IN, TWICE_IN } from './caller'
import type { Measured } from './side'
import type { Run } from './work'

/** Answers what is wrong by its own database with so many calls taken. */
type Kept = (taken: number) => Promise<readonly string[]>

export async function calledAt(port: number, { n, told }: Run, kept: Kept): Promise<Measured> {
  const answer = await fetch(String(told.caller), { method: 'POST', body: JSON.stringify({ port, n }) })
  const { count, ms, taken, refused, p99 } = (await answer.json()) as CallsMade
  const [genuine, forged] = [n + Math.floor(n / TWICE_IN), Math.floor(n / FORGED_IN)]
  const asMeant = taken === genuine && refused === forged
  return {
    count,
    ms,
    figures: { 'p99 ms': p99 },
    problems: [...(asMeant ? [] : [`${taken} calls taken of ${genuine}, ${refused} refused of ${forged}`]), ...(await kept(taken))],
  }
}
