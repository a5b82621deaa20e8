/** Statutory interest against the shipped rates: worked by hand, and properties over any claim. */
import { fc } from '../support/examples'
import { addDays } from '#domain'
import type { InterestTable, LocalDate } from '#domain'
import { statutoryInterest } from '#decision'
import type { InterestClaim } from '#decision'
import { shipped } from '../scenarios/shipped-configuration'

const [table] = shipped.interestTables as [InterestTable]
const day = (text: string): LocalDate => text as LocalDate
const claim = (parts: Partial<InterestClaim>): InterestClaim => ({
  kind: 'consumer',
  principal: 100_000,
  defaultFrom: day('2026-01-01'),
  until: day('2027-01-01'),
  payments: [],
  ...parts,
})

test.each([
  // 1,000.00 x 4 % over 365 days
  ['a full year at one rate', claim({}), 40_00],
  // 1,000.00 x 7 % x 366 / 365: actual days, a leap year counts one more
  ['a leap year has a day more', claim({ defaultFrom: day('2024-01-01'), until: day('2025-01-01') }), 70_19],
  // 70.19 of 2024, then (1,000.00 + 70.19) x 6 % over 2025
  ['interest of a full year bears interest', claim({ defaultFrom: day('2024-01-01'), until: day('2026-01-01') }), 70_19 + 64_21],
  // 184 days at 6 % and 181 at 4 %
  ['a new rate applies from its day', claim({ defaultFrom: day('2025-07-01'), until: day('2026-07-01') }), 50_08],
  // 500.00 x 4 % x 31 / 365 and 500.00 less 300.00 for 28 days more
  [
    'a payment stops its part on its day',
    claim({ principal: 50_000, until: day('2026-03-01'), payments: [{ on: day('2026-02-01'), amount: 30_000 }] }),
    2_31,
  ],
  // 1,000.00 x (181 x 10.15 % + 184 x 10.4 %) / 365
  ['trade has its own table', claim({ kind: 'trade' }), 102_76],
  ['not one day late, nothing owed', claim({ until: day('2026-01-01') }), 0],
  ['paid on the first day, nothing owed', claim({ payments: [{ on: day('2026-01-01'), amount: 100_000 }] }), 0],
])('%s', (_, given, expected) => {
  expect(statutoryInterest(given, table).amount).toBe(expected)
})

test('each period says its days, rate and what bore interest', () => {
  const { periods, provisional } = statutoryInterest(claim({ defaultFrom: day('2025-07-01'), until: day('2026-08-01') }), table)
  expect(provisional).toBe(false)
  expect(periods).toEqual([
    { from: '2025-07-01', until: '2026-01-01', days: 184, percent: 6, principal: 100_000, compounded: 0 },
    { from: '2026-01-01', until: '2026-07-01', days: 181, percent: 4, principal: 100_000, compounded: 0 },
    { from: '2026-07-01', until: '2026-08-01', days: 31, percent: 4, principal: 100_000, compounded: 5_008 },
  ])
})

test('beyond the last known rate an amount is provisional, up to it it is not', () => {
  expect(statutoryInterest(claim({ until: day('2027-01-01') }), table).provisional).toBe(false)
  expect(statutoryInterest(claim({ until: day('2027-01-02') }), table).provisional).toBe(true)
})

test('before the table begins nothing is guessed', () => {
  expect(() => statutoryInterest(claim({ defaultFrom: day('2021-12-31') }), table)).toThrow('no consumer rate for 2021-12-31')
})

const anyClaim = fc
  .record({
    kind: fc.constantFrom('consumer' as const, 'trade' as const),
    principal: fc.integer({ min: 1, max: 500_000_000 }),
    start: fc.integer({ min: 0, max: 1800 }),
    days: fc.integer({ min: 0, max: 1500 }),
    payments: fc.array(fc.record({ after: fc.integer({ min: -30, max: 1600 }), amount: fc.integer({ min: 1, max: 100_000_000 }) }), {
      maxLength: 5,
    }),
  })
  .map(({ kind, principal, start, days, payments }): InterestClaim => {
    const defaultFrom = addDays(day('2022-01-01'), start)
    return {
      kind,
      principal,
      defaultFrom,
      until: addDays(defaultFrom, days),
      payments: payments.map(({ after, amount }) => ({ on: addDays(defaultFrom, after), amount })),
    }
  })

test('a day more never makes less, a payment never makes more, and the days add up', () => {
  fc.assert(
    fc.property(anyClaim, (given) => {
      const { amount, periods } = statutoryInterest(given, table)
      expect(statutoryInterest({ ...given, until: addDays(given.until, 1) }, table).amount).toBeGreaterThanOrEqual(amount)
      expect(statutoryInterest({ ...given, payments: [] }, table).amount).toBeGreaterThanOrEqual(amount)
      for (const period of periods) expect(addDays(period.from, period.days)).toBe(period.until)
      expect(periods.every(({ from }, index) => index === 0 || from >= (periods[index - 1]?.until ?? from))).toBe(true)
    }),
  )
})
