/** Direct debits, arrangements, disputes and pauses through the real pipe agree with the simulation, to the day and the cent. */
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'
import { foretold, playThrough } from './through-the-pipe'

let bench: PipeBench
beforeAll(async () => { bench = await openBench() })
beforeEach(() => bench.clear())
afterAll(async () => { await bench.close(); await endCarriers() })

test.each([
  'debit-comes-back-on-kings-day', 'debit-of-a-closed-account-goes-back-to-the-ladder', 'debit-on-the-day-the-debtor-chose', 'debit-waits-for-two-weeks-of-notice',
  'no-collection-from-who-has-died', 'arrangement-on-pay-days-over-easter', 'arrangement-broken-goes-back-to-the-ladder',
])('%s', async (name) => {
  const played = await playThrough(bench, name)
  expect(played.told).toEqual(foretold(name))
})
