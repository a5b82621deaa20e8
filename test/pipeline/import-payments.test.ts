/** Payments beside the export of open items: late, twice, at once and contradicting it, money is counted once. */
import { endCarriers } from '../support/carrier'
import { addCreditor, after, DAY, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers } from '../support/pipe-records'
import { importingIn, row, type Row } from './importing'

let bench: PipeBench
const { claimsFile, load, loadPayments, claim, ledgerAddsUp } = importingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(() => ledgerAddsUp())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('a payment that was read before the export knows of it is not undone by the older export, nor counted twice by the newer', async () => {
  const creditor = await addCreditor(bench)
  const older = await claimsFile([row('1', '125,00')])
  await load(creditor, older)
  await pay(bench, creditor, '1', 2_500)
  await load(creditor, older)
  expect(await claim('1')).toEqual({ open: 10_000, state: 'open' })
  await load(creditor, await claimsFile([row('1', '100,00')]))
  expect(await claim('1')).toEqual({ open: 10_000, state: 'open' })
  await pay(bench, creditor, '1', 10_000)
  await load(creditor, older)
  expect((await claim('1'))?.open).toBeLessThanOrEqual(2_500)
})

test('a credit note lowers what is asked, and settles what it covers', async () => {
  const creditor = await addCreditor(bench)
  const note = (amount: string): Row =>
    row('note', amount, { kind: 'credit-note', original: amount, debtorReference: 'D-1', email: 'klant1@voorbeeld.example' })
  await load(creditor, await claimsFile([row('1', '125,00'), note('-25,00')]))
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', amount: 10_000 }])
  await load(creditor, await claimsFile([row('1', '125,00'), note('-125,00')]))
  await playUntil(bench, after(TUESDAY, 30 * DAY))
  expect(await handOvers(bench, creditor)).toHaveLength(1)
})

test('payments: the same line twice counts once, by reference or by invoice number with amount; the rest is listed', async () => {
  const creditor = await addCreditor(bench)
  await load(creditor, await claimsFile([row('1', '125,00'), row('2', '125,00')]))
  const lines = ['T1;12-01-2027;25,00;1;', 'T2;12-01-2027;125,00;;F-UNKNOWN', 'T3;12-01-2027;10,00;unknown;']
  expect(await loadPayments(creditor, lines)).toMatchObject({ loaded: 3, matched: 1 })
  const again = await loadPayments(creditor, [...lines, 'T4;12-01-2027;100,00;1;'])
  expect(again).toMatchObject({ loaded: 1, matched: 1 })
  expect(again.unmatched).toHaveLength(2)
  expect(await claim('1')).toEqual({ open: 0, state: 'settled' })
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ debtor }) => debtor)).toEqual(['D-2'])
})

test('a promise is kept by a payment that was matched by invoice number', async () => {
  const creditor = await addCreditor(bench)
  await load(creditor, await claimsFile([row('1', '125,00')]))
  await bench.database.query(`update claim set invoice_number = 'F-77' where reference = '1'`)
  await bench.database.query(
    `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents) select creditor_id, id, id, $1, '2027-01-14', 12500 from debtor`,
    [new Date(TUESDAY)],
  )
  await loadPayments(creditor, ['T9;12-01-2027;125,00;;F-77'])
  expect(await bench.database.query('select state from promise_to_pay')).toEqual([{ state: 'kept' }])
})

test('two imports of payments at the same time, with the same lines: each counts once', async () => {
  const creditor = await addCreditor(bench)
  await load(creditor, await claimsFile(Array.from({ length: 50 }, (_, index) => row(String(index), '125,00'))))
  const payAll = async (): Promise<void> => {
    for (let index = 0; index < 50; index++) await pay(bench, creditor, String(index), 12_500, `same-${index}`)
  }
  await Promise.all([payAll(), payAll(), rest(bench)])
  await rest(bench)
  expect(await bench.database.query(`select count(*)::int as n from payment where creditor_id = $1`, [creditor.id])).toEqual([{ n: 50 }])
  expect(
    await bench.database.query(`select count(*)::int as n from claim where creditor_id = $1 and state = 'settled' and open_cents = 0`, [
      creditor.id,
    ]),
  ).toEqual([{ n: 50 }])
})
