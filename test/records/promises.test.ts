/** What counts towards a promise: what came in since it was made, by the creditor's own calendar, and was not known then. */
import type { LocalDate } from '#domain'
import { promisesOf, recordPromise, type Creditor, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { at, openBench, playUntil, type PipeBench } from '../support/pipe'
import { owingIn } from './owing'

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
