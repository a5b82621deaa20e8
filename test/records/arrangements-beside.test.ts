/** Arrangements beside each other, on different claims of one debtor: each term is told in time, whatever becomes of the others. */
import { isoInZone } from '#domain'
import { explainContact, Rulebooks } from '#pipeline'
import { placeHold, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { at, openBench, pay, playUntil, type PipeBench } from '../support/pipe'
import { attempts, openTasks } from '../support/pipe-records'
import { arrangingIn, terms } from './arranging'

let bench: PipeBench
const { debtorOwing, arrange, stateOf } = arrangingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const told = async (creditor: Creditor): Promise<unknown[]> =>
  (await attempts(bench, creditor)).map(({ claims, amount, state, sentAt }) => [
    claims.join('+'),
    amount,
    sentAt === null ? state : isoInZone(sentAt, 'Europe/Amsterdam').slice(0, 10),
  ])

test('terms of one day are told in one message; what is paid of them before it leaves is not asked for', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000, 2_500)
  await arrange(debtor, claims.slice(0, 1), terms(['2027-01-20', 5_000], ['2027-02-17', 5_000]))
  await arrange(debtor, claims.slice(1), terms(['2027-01-20', 1_500], ['2027-02-17', 1_000]))
  await playUntil(bench, at('2027-01-20T12:00:00Z'))
  expect(await told(creditor)).toEqual([['0+1', 6_500, '2027-01-19']])
  await pay(bench, creditor, '0', 5_000)
  await pay(bench, creditor, '1', 2_500)
  await playUntil(bench, at('2027-02-17T12:00:00Z'))
  expect((await told(creditor)).slice(1)).toEqual([['0', 5_000, '2027-02-16']])
})

test('a term that cannot be told, since its claim is disputed, does not keep that of another back', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000, 2_500)
  await arrange(debtor, claims.slice(0, 1), terms(['2027-01-20', 10_000]))
  await arrange(debtor, claims.slice(1), terms(['2027-01-22', 2_500]))
  await bench.database.transaction((sql) => placeHold(sql, debtor, 'dispute', claims[0] ?? null, bench.now))
  await playUntil(bench, at('2027-01-22T12:00:00Z'))
  expect(await told(creditor)).toEqual([['1', 2_500, '2027-01-21']])
})

test('nor does one for which it is too late', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  await playUntil(bench, at('2027-01-12T21:00:00Z'))
  await arrange(debtor, claims, terms(['2027-01-13', 5_000], ['2027-01-15', 7_500]))
  await playUntil(bench, at('2027-01-14T12:00:00Z'))
  expect((await told(creditor)).slice(1)).toEqual([['0', 7_500, '2027-01-14']])
})

test('one that breaks leaves the other as it is, and its claims alone are reminded', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000, 2_500)
  const broken = await arrange(debtor, claims.slice(0, 1), terms(['2027-01-14', 10_000]))
  const kept = await arrange(debtor, claims.slice(1), terms(['2027-02-25', 2_500]))
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect([await stateOf(debtor, broken), await stateOf(debtor, kept)]).toEqual(['broken', 'active'])
  expect(await openTasks(bench, creditor)).toEqual(['broken-promise'])
  expect((await told(creditor)).map((one) => (one as string[])[0])).toEqual(['0', '0', '0', '0'])
})

test('a decision of when only the nearest one was known is decided the same again', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000)
  await arrange(debtor, claims, terms(['2027-01-20', 10_000]))
  await playUntil(bench, at('2027-01-19T12:00:00Z'))
  const replays = async (): Promise<unknown[]> =>
    Promise.all(
      (await attempts(bench, creditor)).map(
        async ({ id }) =>
          (
            await bench.tenant.tenantTransaction([creditor.id], (sql) =>
              explainContact(sql, new Rulebooks(bench.database), creditor.id, id),
            )
          )?.replay,
      ),
    )
  expect(await replays()).toEqual([{ kind: 'same' }])
  await bench.database.query(
    `update decision set state = ((state::jsonb - 'arrangements') || jsonb_build_object('arrangement', state::jsonb #> '{arrangements,0}'))
     where creditor_id = $1`,
    [creditor.id],
  )
  expect(await replays()).toEqual([{ kind: 'same' }])
})
