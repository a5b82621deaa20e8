/** Which part of a payment goes to costs and interest before the principal (art. 6:44 BW), exact in cents and undone when its reason goes. */
import { fc } from '../support/examples'
import { addDays, type ClaimState, type LocalDate, type SetOff, type StepTaken, type WaiverReason } from '#domain'
import { setOffPayments, statementOf, type ReceivedPayment } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const day = (text: string): LocalDate => text as LocalDate
const notice = (end: string, announcedCosts = 18_000): StepTaken => ({
  step: 'formal-notice',
  phase: 'formal-notice',
  round: 1,
  on: day('2026-01-05'),
  expectedDelivery: null,
  legalEnd: day(end),
  payBy: day(end),
  announcedCosts,
})
const claim = (reference: string, owed: number, parts: Partial<ClaimState> = {}): ClaimState => ({
  id: reference,
  reference,
  issuedOn: day('2025-12-01'),
  dueOn: day('2025-12-15'),
  original: owed,
  open: owed,
  steps: [notice('2026-01-31')],
  pastBefore: null,
  ...parts,
})
const payment = (id: string, on: string, amount: number, most: SetOff | null = null): ReceivedPayment => ({ id, on: day(on), amount, most })
const covered = (...accounts: Parameters<typeof setOffPayments>[0][number][]): readonly (readonly [number, number])[] =>
  [...setOffPayments(accounts, 'consumer', shippedRulebook('consumer', { interest: { charged: true } }))].map(
    ([, { costs, interest }]) => [costs, interest] as const,
  )

test('a payment in time lowers the principal; after the term it covers costs, then the interest of the days before it', () => {
  const payments = [
    payment('in-time', '2026-01-31', 20_000),
    payment('first', '2026-02-11', 10_000),
    payment('second', '2026-02-21', 10_000),
  ]
  // Costs over 1,000.00. From 1 February 4 % over 1,000.00: ten days 1.10 until the 11th; a hundred pays costs alone. Twenty days 2.19 until the 21st.
  expect(covered({ claim: claim('A', 120_000), payments })).toEqual([
    [0, 0],
    [10_000, 0],
    [5_000, 219],
  ])
})

test('of one amount of costs for two invoices is paid once, on whichever the money comes', () => {
  const first = { claim: claim('A', 50_000, { interestWaived: 'agreed' }), payments: [payment('a', '2026-02-10', 50_000)] }
  const second = { claim: claim('B', 30_000, { interestWaived: 'agreed' }), payments: [payment('b', '2026-02-12', 30_000)] }
  expect(covered(first, second)).toEqual([
    [12_000, 0],
    [0, 0],
  ])
  expect(covered(first, { ...second, claim: { ...second.claim, steps: [] } })).toEqual([
    [7_500, 0],
    [0, 0],
  ])
})

test('what was covered is given back when costs are let go of, when the term ended later, and when the money goes back', () => {
  const before = payment('a', '2026-02-10', 50_000, { costs: 7_500, interest: 0 })
  const waived = (costsWaived: WaiverReason | null, end: string): readonly (readonly [number, number])[] =>
    covered({ claim: claim('A', 50_000, { costsWaived, interestWaived: 'agreed', steps: [notice(end)] }), payments: [before] })
  expect(waived(null, '2026-01-31')).toEqual([[7_500, 0]])
  expect(waived('goodwill', '2026-01-31')).toEqual([[0, 0]])
  expect(waived(null, '2026-02-10')).toEqual([[0, 0]])
  const returned = [before, payment('b', '2026-02-12', -30_000), payment('c', '2026-02-13', -20_000)]
  expect(covered({ claim: claim('A', 50_000, { interestWaived: 'agreed' }), payments: returned })).toEqual([
    [7_500, 0],
    [0, 0],
    [-7_500, 0],
  ])
})

test('interest that was paid bears no interest after its year, and the statement adds up to the cent', () => {
  const rulebook = shippedRulebook('consumer', { interest: { charged: true }, collectionCosts: { charged: false } })
  const start = claim('A', 1_000_000, { steps: [notice('2024-12-31')] })
  const parts = setOffPayments([{ claim: start, payments: [payment('a', '2026-01-01', 50_000)] }], 'consumer', rulebook)
  // 6 % over 10,000.00 in 2025 is 600.00; 500.00 of it was paid on its day, and 100.00 bears interest at 4 % in 2026.
  expect(parts.get('a')).toEqual({ costs: 0, interest: 50_000 })
  const statement = statementOf(
    [{ claim: start, payments: [{ on: day('2026-01-01'), amount: 50_000, costs: 0, interest: 50_000 }] }],
    [start],
    'consumer',
    rulebook,
    day('2027-01-01'),
  )
  expect(statement.claims[0]?.interest?.periods.at(-1)).toMatchObject({ principal: 1_000_000, compounded: 10_000, days: 365 })
  expect(statement).toMatchObject({ interest: 60_000 + 40_400, covered: { interest: 50_000 }, total: 1_000_000 + 50_400 })
})

test('over any payments each is shared out whole, and paying what the statement asks ends the debt', () => {
  const rulebook = shippedRulebook('consumer', { interest: { charged: true } })
  const given = fc.array(fc.record({ days: fc.integer({ min: 0, max: 300 }), amount: fc.integer({ min: 1, max: 40_000 }) }), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(given, (rows) => {
      const payments = rows
        .map(({ days, amount }, index) => payment(`${index}`, addDays(day('2026-01-10'), days), amount))
        .sort((a, b) => (a.on < b.on ? -1 : 1))
      const start = claim('A', 120_000)
      const parts = setOffPayments([{ claim: start, payments }], 'consumer', rulebook)
      const booked = payments.map(({ id, on, amount }) => ({ on, amount, ...parts.get(id)! }))
      for (const { amount, costs, interest } of booked)
        expect([costs >= 0, interest >= 0, costs + interest <= amount]).toEqual([true, true, true])
      const open = 120_000 - booked.reduce((sum, { amount, costs, interest }) => sum + amount - costs - interest, 0)
      fc.pre(open > 0)
      const asOf = day('2026-12-01')
      const { total, costs, interest } = statementOf(
        [{ claim: { ...start, open }, payments: booked }],
        [{ ...start, open }],
        'consumer',
        rulebook,
        asOf,
      )
      expect(total).toBe(120_000 + costs.total + interest - booked.reduce((sum, { amount }) => sum + amount, 0))
      const last = setOffPayments([{ claim: start, payments: [...payments, payment('last', asOf, total)] }], 'consumer', rulebook).get(
        'last',
      )!
      expect(total - last.costs - last.interest).toBe(open)
    }),
  )
})
