/** What counts towards a promise: what came in since it was made, by the creditor's own calendar, and was not known then. */
import type { LocalDate } from '#domain'
import { tellTimeline } from '#pipeline'
import { promisesOf, readTimeline, recordPromise, type Creditor, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, at, claimOf, openBench, playUntil, type PipeBench } from '../support/pipe'
import { EMAIL, owingIn } from './owing'

let bench: PipeBench
let creditor: Creditor
let debtor: DebtorKey
const { owing, paid } = owingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  ;({ creditor, debtor } = await owing())
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const state = async (): Promise<string | undefined> => (await promisesOf(bench.database, debtor))[0]?.state
const promise = (amount: number, payBy = '2027-01-22'): Promise<void> =>
  bench.database.transaction((sql) => recordPromise(sql, debtor, payBy as LocalDate, amount, bench.now))

test('money of the day before a promise made after midnight is no part of it, whatever day it still is in Greenwich', async () => {
  bench.now = at('2027-01-14T00:30:00+01:00')
  await promise(6_000)
  bench.now = at('2027-01-14T08:00:00+01:00')
  await paid(creditor, '2027-01-13', 6_500)
  expect(await state()).toBe('open')
  await paid(creditor, '2027-01-14', 6_000)
  expect(await state()).toBe('kept')
})

test('what had come in that day before it was promised is no part of it either', async () => {
  bench.now = at('2027-01-14T09:00:00+01:00')
  await paid(creditor, '2027-01-14', 6_000)
  bench.now = at('2027-01-14T15:00:00+01:00')
  await promise(6_500)
  bench.now = at('2027-01-15T09:00:00+01:00')
  await paid(creditor, '2027-01-15', 1_000)
  expect(await state()).toBe('open')
})

test('a promise that was broken stays broken when another is made, while one that still stood gives way', async () => {
  bench.now = at('2027-01-14T09:00:00+01:00')
  await promise(6_000)
  await playUntil(bench, at('2027-01-27T12:00:00+01:00'))
  await promise(6_000, '2027-02-05')
  await promise(6_000, '2027-02-06')
  expect((await promisesOf(bench.database, debtor)).map((one) => one.state)).toEqual(['open', 'withdrawn', 'broken'])
})

const told = async (language: 'nl' | 'en' = 'en'): Promise<string[]> => {
  const timeline = await readTimeline(bench.database, creditor.id, 'D-1')
  return timeline ? tellTimeline(timeline, language, 'Europe/Amsterdam').map(({ what }) => what) : []
}

test('a promise that is kept says so in the timeline, once, after the payment that kept it', async () => {
  bench.now = at('2027-01-14T09:00:00Z')
  await promise(6_000)
  bench.now = at('2027-01-15T09:00:00Z')
  await paid(creditor, '2027-01-15', 6_000)
  bench.now = at('2027-01-16T09:00:00Z')
  await paid(creditor, '2027-01-16', 1_000)
  expect((await told()).slice(-4)).toEqual([
    'promise to pay (22 January 2027)',
    'payment (1, €60.00)',
    'promise kept (22 January 2027)',
    'payment (1, €10.00)',
  ])
  expect(await told('nl')).toContain('belofte nagekomen (22 januari 2027)')
})

test('money of which only the next export of open items knows keeps a promise too', async () => {
  bench.now = at('2027-01-12T09:00:00Z')
  await promise(6_000)
  bench.now = at('2027-01-12T15:00:00Z')
  await addClaims(bench, creditor, [claimOf('1', { email: EMAIL }, { original: 40_000, open: 34_000 })])
  expect(await state()).toBe('kept')
  expect(await told()).toContain('promise kept (22 January 2027)')
})
