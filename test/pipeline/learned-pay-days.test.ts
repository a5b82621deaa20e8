/** Pay days that payments teach: kept when a person says so, and never over what the debtor states. */
import type { IncomeRule, LocalDate } from '#domain'
import { Rulebooks, suggestBillingDays, suggestPayDays, type PayDaySuggestion } from '#pipeline'
import { keepLearnedIncomes, recordPayments, setIncome } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('payments teach a pay day that is kept when a person says so, and never over what the debtor states', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    ['1', '2', '3'].map((reference) => claimOf(reference, { email: `${reference}@voorbeeld.example` })),
  )
  const payment = (claimReference: string, receivedOn: string) => ({
    key: `${claimReference} ${receivedOn}`,
    receivedOn: receivedOn as LocalDate,
    amount: 100,
    currency: 'EUR' as const,
    paymentReference: null,
    claimReference,
    invoiceNumber: null,
    description: null,
    payerIban: null,
    payerName: null,
  })
  const monthly = ['2026-09-25', '2026-10-23', '2026-11-25', '2026-12-24']
  await bench.database.transaction((sql) =>
    recordPayments(
      sql,
      creditor,
      null,
      [...monthly.map((day) => payment('1', day)), ...monthly.map((day) => payment('2', day)), payment('3', '2026-12-24')],
      bench.now,
    ),
  )
  const stated = { every: 'month', day: 10, roll: 'preceding' } as const
  await setIncome(bench.database, await debtorKey(bench, creditor, 'D-2'), stated, bench.now)
  const rulebooks = new Rulebooks(bench.database)
  const suggestions: PayDaySuggestion[] = []
  for await (const found of suggestPayDays(bench.database, rulebooks, creditor, bench.now)) suggestions.push(...found)
  expect(suggestions).toMatchObject([{ debtor: 'D-1', rule: { every: 'month', day: 25 }, evidence: { months: 4, fitting: 4 } }])
  const second = { ...suggestions[0]!, debtorId: (await debtorKey(bench, creditor, 'D-2')).debtorId }
  expect(await keepLearnedIncomes(bench.database, creditor.id, [...suggestions, second], bench.now)).toBe(1)
  expect(await keepLearnedIncomes(bench.database, creditor.id, suggestions, bench.now)).toBe(0)
  const kept = await bench.database.query(
    `select d.reference, i.source, i.rule ->> 'day' as day from income_profile i join debtor d on d.id = i.debtor_id where i.creditor_id = $1 order by 1`,
    [creditor.id],
  )
  expect(kept).toEqual([
    { reference: 'D-1', source: 'learned', day: '25' },
    { reference: 'D-2', source: 'stated', day: '10' },
  ])
  expect(await suggestBillingDays(bench.database, rulebooks, creditor, 14, 1, bench.now)).toEqual(
    expect.arrayContaining([
      {
        income: { every: 'month', day: 25, roll: 'preceding' },
        debtors: 1,
        days: [{ creditOn: '2027-02-25', dueOn: '2027-02-26', invoiceOn: '2027-02-12' }],
      },
    ]),
  )
})

test('a day that the debtor told is changed by no export; a learned one goes before the table of a calendar, and behind a day of their own', async () => {
  const creditor = await addCreditor(bench)
  const exported = (reference: string, income: IncomeRule) => claimOf(reference, { email: `${reference}@voorbeeld.example`, income })
  const day = (on: number): IncomeRule => ({ every: 'month', day: on, roll: 'preceding' })
  const known = async () =>
    (
      await bench.database.query<{ reference: string; source: string; day: string }>(
        `select d.reference, i.source, coalesce(i.rule ->> 'calendar', i.rule ->> 'day') as day from income_profile i join debtor d on d.id = i.debtor_id where i.creditor_id = $1 order by 1`,
        [creditor.id],
      )
    ).map(({ reference, source, day }) => [reference, source, day].join(' '))
  const learn = async (references: readonly string[], rule: IncomeRule) =>
    keepLearnedIncomes(
      bench.database,
      creditor.id,
      await Promise.all(
        references.map(async (reference) => ({ debtorId: (await debtorKey(bench, creditor, reference)).debtorId, rule, evidence: {} })),
      ),
      bench.now,
    )
  await addClaims(bench, creditor, [exported('1', day(25)), exported('2', { calendar: 'nl-uwv' }), exported('3', day(24))])
  await setIncome(bench.database, await debtorKey(bench, creditor, 'D-1'), day(8), bench.now)
  expect(await learn(['D-1', 'D-2', 'D-3'], day(15))).toBe(1)
  expect(await known()).toEqual(['D-1 stated 8', 'D-2 learned 15', 'D-3 imported 24'])
  await addClaims(bench, creditor, [exported('1', day(26)), exported('2', { calendar: 'nl-aow' }), exported('3', { calendar: 'nl-aow' })])
  expect(await known()).toEqual(['D-1 stated 8', 'D-2 learned 15', 'D-3 imported nl-aow'])
  await addClaims(bench, creditor, [exported('1', day(27)), exported('2', day(2)), exported('3', day(3))])
  expect(await known()).toEqual(['D-1 stated 8', 'D-2 imported 2', 'D-3 imported 3'])
})
