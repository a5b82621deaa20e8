/** The statement of a debt: principal, payments, costs and interest on a day, in cents that add up. */
import { fc } from '../support/examples'
import { addDays, type ClaimState, type DebtorKind, type LocalDate, type Rulebook, type Statement, type StepTaken } from '#domain'
import { statementOf, type ClaimAccount } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const day = (text: string): LocalDate => text as LocalDate
const withInterest = (interest = {}): Rulebook => shippedRulebook('consumer', { interest: { charged: true, ...interest } })
const noticed: StepTaken = {
  step: 'formal-notice',
  phase: 'formal-notice',
  round: 1,
  on: day('2026-01-05'),
  expectedDelivery: null,
  legalEnd: day('2026-01-31'),
  payBy: day('2026-01-31'),
  announcedCosts: 18_000,
}
const account = (parts: Partial<ClaimState> = {}, payments: ClaimAccount['payments'] = []): ClaimAccount => ({
  claim: {
    id: 'A',
    reference: 'A',
    issuedOn: day('2025-12-01'),
    dueOn: day('2025-12-15'),
    original: 120_000,
    open: 120_000,
    steps: [noticed],
    pastBefore: null,
    ...parts,
  },
  payments,
})
interface Asked {
  readonly kind?: DebtorKind
  readonly rulebook?: Rulebook
  readonly asOf?: string
}
const stated = (one: ClaimAccount, { kind = 'consumer', rulebook = withInterest(), asOf = '2026-03-01' }: Asked = {}): Statement =>
  statementOf([one], [one.claim], kind, rulebook, day(asOf))

test('costs are over what was not paid in time, though some of it was paid later', () => {
  const statement = stated(
    account({ open: 20_000 }, [
      { on: day('2026-01-20'), amount: 70_000 },
      { on: day('2026-02-10'), amount: 30_000 },
    ]),
  )
  expect(statement.claims[0]).toMatchObject({ unpaidAtTermEnd: 50_000, termEnd: '2026-01-31', settledOtherwise: 0 })
  expect(statement.costs.total).toBe(7_500)
  // 500.00 for 9 days and 200.00 for 19, at 4 %: 0.49 and 0.42, rounded once
  expect(statement.interest).toBe(91)
  expect(statement).toMatchObject({ principal: 20_000, total: 20_000 + 7_500 + 91, provisional: false })
})

test('what was credited was never owed: neither costs nor interest run over it', () => {
  const statement = stated(account({ open: 50_000 }, [{ on: day('2026-01-20'), amount: 10_000 }]))
  expect(statement.claims[0]).toMatchObject({ settledOtherwise: 60_000, unpaidAtTermEnd: 50_000 })
})

test('of two letters whose terms ran together the second asks what one amount of costs leaves', () => {
  const demanded: StepTaken = {
    ...noticed,
    step: 'final-demand',
    phase: 'final-demand',
    on: day('2026-02-02'),
    legalEnd: null,
    payBy: null,
    announcedCosts: null,
  }
  const second = account({
    reference: 'B',
    open: 10_000,
    original: 10_000,
    steps: [{ ...noticed, on: day('2026-01-20'), legalEnd: day('2026-02-07'), payBy: day('2026-02-07'), announcedCosts: 4_000 }],
  })
  const costs = (first: ClaimState): number =>
    statementOf([second], [first, second.claim], 'consumer', withInterest(), day('2026-02-08')).costs.total
  expect(costs(account({ steps: [noticed, demanded] }).claim)).toBe(1_500)
  // Nothing has been asked for the first one yet.
  expect(costs(account().claim)).toBe(4_000)
})

test('nothing is charged on the last day of the term, and costs come with the next', () => {
  expect(stated(account(), { asOf: '2026-01-31' })).toMatchObject({ total: 120_000 })
  expect(stated(account(), { asOf: '2026-02-01' })).toMatchObject({ costs: { total: 18_000 }, interest: 0 })
})

test('a notice of before that gave a consumer less than fourteen days costs nothing, whatever was added later; a firm is charged', () => {
  const given = (legalEnd: string | null, payBy = legalEnd): ClaimAccount =>
    account({ steps: [{ ...noticed, legalEnd: legalEnd as LocalDate | null, payBy: payBy as LocalDate | null }] })
  expect(stated(given('2026-01-19')).costs.total).toBe(18_000)
  expect(stated(given('2026-01-18')).costs.total).toBe(0)
  expect(stated(given('2026-01-18', '2026-01-25')).costs.total).toBe(0)
  expect(stated(given('2026-01-18'), { kind: 'business' }).costs.total).toBe(18_000)
  expect(stated(given(null, '2026-01-18'), { kind: 'business' }).costs.total).toBe(18_000)
})

test("a firm's interest runs from its due date at the rate for trade, a consumer's from the end of the term", () => {
  const firm = stated(account(), { kind: 'business' }).claims[0]?.interest
  expect(firm?.periods[0]).toMatchObject({ from: '2025-12-16', percent: 10.15 })
  expect(stated(account()).claims[0]?.interest?.periods[0]).toMatchObject({ from: '2026-02-01', percent: 4 })
  const early = withInterest({ from: { consumer: 'due-date', business: 'due-date' } })
  expect(stated(account(), { rulebook: early }).claims[0]?.interest?.periods[0]).toMatchObject({ from: '2025-12-16', percent: 6 })
})

test('interest is off, limited or waived, and provisional beyond the last known rate', () => {
  expect(stated(account(), { rulebook: shippedRulebook() })).toMatchObject({ interest: 0, claims: [{ interest: null }] })
  expect(stated(account(), { rulebook: withInterest({ most: 100 }) })).toMatchObject({ interest: 100, interestLimit: 100 })
  expect(stated(account({ interestWaived: 'goodwill' }))).toMatchObject({ interest: 0, claims: [{ waived: { interest: 'goodwill' } }] })
  expect(stated(account(), { asOf: '2027-02-01' }).provisional).toBe(true)
})

test('of days before the first known rate no interest is asked', () => {
  const old = stated(account({ dueOn: day('2015-02-01') }), { kind: 'business' }).claims[0]?.interest
  expect(old?.periods[0]).toMatchObject({ from: '2022-01-01', percent: 8 })
  expect(stated(account({ dueOn: day('2015-02-01') }), { kind: 'business', asOf: '2021-12-31' }).interest).toBe(0)
})

test('without a formal notice a consumer owes the principal alone', () => {
  expect(stated(account({ steps: [] }))).toMatchObject({
    principal: 120_000,
    total: 120_000,
    costs: { parts: [] },
    claims: [{ unpaidAtTermEnd: null, interest: null }],
  })
})

test('over any payments the parts add up, and paying earlier never costs more', () => {
  const payment = fc.record({
    on: fc.integer({ min: 0, max: 300 }).map((days) => addDays(day('2025-12-20'), days)),
    amount: fc.integer({ min: 1, max: 30_000 }),
  })
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 4 }), fc.integer({ min: 0, max: 60 }), (payments, sooner) => {
      const open = 120_000 - payments.reduce((sum, { amount }) => sum + amount, 0)
      const late = stated(account({ open }, payments), { asOf: '2026-12-01' })
      const early = stated(
        account(
          { open },
          payments.map(({ on, amount }) => ({ on: addDays(on, -sooner), amount })),
        ),
        { asOf: '2026-12-01' },
      )
      for (const { principal, costs, interest, total } of [late, early]) {
        expect(total).toBe(principal + costs.total + interest)
        expect(costs.total).toBe(costs.amount + costs.vat)
      }
      expect(early.total).toBeLessThanOrEqual(late.total)
    }),
  )
})
