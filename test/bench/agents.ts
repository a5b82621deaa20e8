/** Agents: as many as given claim calls at the same time until none is left; tells the rate, the waits, and any call that came twice. */
import { percentile, timed, type Measured } from './side'

export const AGENTS = 64

export async function claimAll(calls: number, claim: (agent: number) => Promise<string | null>): Promise<Measured> {
  const seen = new Set<string>()
  const waits: number[] = []
  let doubles = 0
  const agent = async (number: number): Promise<void> => {
    for (;;) {
      const from = performance.now()
      const call = await claim(number)
      if (call === null) return
      waits.push(performance.now() - from)
      if (seen.has(call)) doubles++
      seen.add(call)
    }
  }
  const measured = await timed(async () => {
    await Promise.all(Array.from({ length: AGENTS }, (_, number) => agent(number)))
    return waits.length
  })
  return {
    ...measured,
    problems: [
      ...(doubles > 0 ? [`${doubles} calls claimed twice`] : []),
      ...(seen.size === calls ? [] : [`${seen.size} calls claimed of ${calls}`]),
    ],
    figures: { 'p50 ms': percentile(waits, 0.5), 'p99 ms': percentile(waits, 0.99) },
  }
}
