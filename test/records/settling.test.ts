/** Direct debits, arrangements, disputes, pauses and how people paid before, through the real pipe agree with the simulation, to the day and the cent. */
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'
import { foretold, playThrough } from './through-the-pipe'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test.each([
  'debit-comes-back-on-kings-day',
  'debit-of-a-closed-account-goes-back-to-the-ladder',
  'no-collection-from-who-has-died',
  'arrangement-on-pay-days-over-easter',
  'arrangement-broken-goes-back-to-the-ladder',
  'promise-kept-before-a-later-invoice',
  'dispute-upheld-after-the-term',
  'payment-on-a-disputed-invoice-keeps-no-promise',
  'promise-kept-by-a-dispute-that-is-upheld',
  'two-arrangements-beside-each-other',
  'broken-arrangement-and-broken-promise-are-one-task',
  'two-disputes-are-one-task',
  'a-confirmation-counts-as-a-contact',
  'late-for-the-third-time-hears-sooner',
  'second-broken-promise-is-one-too-many',
])('%s', async (name) => {
  const played = await playThrough(bench, name)
  expect(played.told).toEqual(foretold(name))
})

test('a dispute is answered once, in writing, as soon as the hours allow', async () => {
  const { answers, told } = await playThrough(bench, 'one-of-two-invoices-is-disputed')
  expect(answers).toEqual(['2027-02-03 email reply INV-1 100.00'])
  expect(told.tasks).toEqual(foretold('one-of-two-invoices-is-disputed').tasks)
})
