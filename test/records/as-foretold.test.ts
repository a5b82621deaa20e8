/** Random cases: what a simulation foretells is what the real pipe does, to the day and the cent; `FC_SEED=N CASES=M` play others, and more. */
import type { Scenario } from '#simulation'
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'
import { casesFrom, smallerThan } from './random-cases'
import { foreseen, playTogether, type Told } from './through-the-pipe'

const CASES = Number(process.env['CASES'] ?? 12)
const seed = Number(process.env['FC_SEED'] ?? 20_261_122)

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

interface Difference {
  readonly scenario: Scenario
  readonly foretold: Told
  readonly told: Told
}

/** A case of which the two differ is made as small as it can be, and printed whole. */
test(`seed ${seed}`, async () => {
  let [found] = await differencesIn(casesFrom(seed, CASES))
  for (let smaller = found; smaller; [smaller] = await differencesIn(smallerThan(smaller.scenario))) found = smaller
  if (found) throw new Error(JSON.stringify(found, null, 1))
})

async function differencesIn(scenarios: readonly Scenario[]): Promise<Difference[]> {
  if (scenarios.length === 0) return []
  await bench.clear()
  const played = await playTogether(bench, scenarios)
  return scenarios.flatMap((scenario, index) => {
    const [foretold, { told }] = [foreseen(scenario), played[index]!]
    return JSON.stringify(foretold) === JSON.stringify(told) ? [] : [{ scenario, foretold, told }]
  })
}
