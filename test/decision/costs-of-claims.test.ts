/** Collection costs as the law has them: the scale with its derivation, VAT, limits, letters that run together, terms of one contract. */
import { fc } from '../support/examples'
import type { ChargeSettings, ClaimState, ContactPolicy, LocalDate, StepTaken } from '#domain'
import { announcedCosts, collectionCosts, costsDue, deriveCosts } from '#decision'
import type { LapsedClaim } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const policyWith = (costs: ChargeSettings['costs'] = {}): ContactPolicy => shippedRulebook('consumer', { collectionCosts: costs }).policy
const policy = policyWith()
const day = (text: string): LocalDate => text as LocalDate
const over = (principal: number, settings = policy): ReturnType<typeof deriveCosts> =>
  deriveCosts([{ principal, chargedBefore: 0 }], settings)

const notice = (on: string, end: string, announced: number | null): StepTaken => ({
  step: 'formal-notice',
  phase: 'formal-notice',
  round: 1,
  on: day(on),
  expectedDelivery: null,
  legalEnd: day(end),
  payBy: day(end),
  announcedCosts: announced,
})
const claim = (reference: string, open: number, parts: Partial<ClaimState> = {}): ClaimState => ({
  id: reference,
  reference,
  issuedOn: day('2027-01-01'),
  dueOn: day('2027-01-15'),
  original: open,
  open,
  steps: [],
  pastBefore: null,
  ...parts,
})
const lapsed = (reference: string, unpaid: number, step: StepTaken, parts: Partial<ClaimState> = {}): LapsedClaim => ({
  claim: claim(reference, unpaid, { steps: [step], ...parts }),
  notice: step,
  unpaid,
})
const due = (claims: readonly LapsedClaim[], settings = policy): number =>
  costsDue(
    claims,
    claims.map((one) => one.claim),
    settings,
  ).total

test('an amount says from which slices it was made, and what bounded it', () => {
  expect(over(840_000).parts).toEqual([
    {
      principal: 840_000,
      slices: [
        { over: 250_000, percent: 15 },
        { over: 250_000, percent: 10 },
        { over: 340_000, percent: 5 },
      ],
      scale: 79_500,
      bound: null,
      chargedBefore: 0,
      amount: 79_500,
    },
  ])
  expect(over(10_000).parts[0]).toMatchObject({ scale: 4_000, bound: 'minimum' })
  expect(over(500_000_000).parts[0]).toMatchObject({ scale: 677_500, bound: 'maximum' })
})

test('VAT comes on top only for a creditor that says it adds it, rounded to the cent', () => {
  expect(over(73_554)).toMatchObject({ amount: 11_033, vat: 0, vatPercent: null, total: 11_033 })
  expect(over(73_554, policyWith({ vatAdded: true }))).toMatchObject({ amount: 11_033, vatPercent: 21, vat: 2_317, total: 13_350 })
})

test('what was announced with VAT bounds what is due with VAT, to the cent', () => {
  const withVat = policyWith({ vatAdded: true })
  // 48.40 is 40.00 and 21 %; of 48.39 no more than 39.99 fits, with 8.40.
  expect(deriveCosts([{ principal: 50_000, chargedBefore: 0 }], withVat, 4_840)).toMatchObject({
    limit: 4_000,
    amount: 4_000,
    vat: 840,
    total: 4_840,
  })
  expect(deriveCosts([{ principal: 50_000, chargedBefore: 0 }], withVat, 4_839)).toMatchObject({
    limit: 3_999,
    amount: 3_999,
    vat: 840,
    total: 4_839,
  })
  expect(deriveCosts([{ principal: 50_000, chargedBefore: 0 }], withVat, 0)).toMatchObject({
    amount: 0,
    vat: 0,
    vatPercent: null,
    total: 0,
  })
})

test('a limit of the creditor lies below the scale, and off is nothing at all', () => {
  expect(over(120_000, policyWith({ most: 7_500 }))).toMatchObject({ limit: 7_500, amount: 7_500 })
  expect(over(12_000, policyWith({ most: 7_500 }))).toMatchObject({ limit: null, amount: 4_000 })
  expect(over(120_000, policyWith({ charged: false }))).toMatchObject({ parts: [], total: 0 })
})

describe('what a notice announces', () => {
  it('adds the principals up to one amount, and leaves out what was waived', () => {
    const [a, b] = [claim('A', 20_000), claim('B', 20_000)]
    expect(announcedCosts([a, b], [a, b], policy, day('2027-02-01'))?.total).toBe(6_000)
    expect(announcedCosts([a, { ...b, costsWaived: 'goodwill' }], [a, b], policy, day('2027-02-01'))?.total).toBe(4_000)
    expect(announcedCosts([{ ...a, costsWaived: 'agreed' }], [a], policy, day('2027-02-01'))).toBeNull()
  })

  it('of the terms of one contract is the amount of the highest, and nothing more for six months', () => {
    const rent = (reference: string, open: number, steps: StepTaken[] = []): ClaimState =>
      claim(reference, open, { termOf: 'rent-1', steps })
    const [first, second] = [rent('JAN', 20_000), rent('FEB', 25_000)]
    expect(announcedCosts([first, second], [first, second], policy, day('2027-02-20'))?.total).toBe(4_000)
    const noticed = rent('JAN', 20_000, [notice('2027-01-20', '2027-02-05', 4_000)])
    expect(announcedCosts([second], [noticed, second], policy, day('2027-07-20'))).toBeNull()
    expect(announcedCosts([second], [noticed, second], policy, day('2027-07-21'))?.total).toBe(4_000)
    // 15 % of 500.00 is 75.00, of which 40.00 was charged for January
    expect(announcedCosts([rent('MAR', 50_000)], [noticed, rent('MAR', 50_000)], policy, day('2027-03-20'))?.total).toBe(3_500)
    const other = claim('X', 20_000, { termOf: 'telephone' })
    expect(announcedCosts([other], [noticed, other], policy, day('2027-03-20'))?.total).toBe(4_000)
  })
})

describe('what is due after the term', () => {
  it('is counted over what was not paid in time', () => {
    expect(due([lapsed('A', 50_000, notice('2026-12-24', '2027-01-13', 18_000))])).toBe(7_500)
  })

  it('is one amount for letters whose terms ran together, and two for letters that did not', () => {
    const first = lapsed('A', 10_000, notice('2027-01-01', '2027-01-20', 4_000))
    expect(due([first, lapsed('B', 10_000, notice('2027-01-20', '2027-02-08', 4_000))])).toBe(4_000)
    expect(due([first, lapsed('B', 10_000, notice('2027-01-21', '2027-02-08', 4_000))])).toBe(8_000)
  })

  it('is what one amount leaves, where another letter of the same time has asked its part', () => {
    const first = lapsed('A', 120_000, notice('2026-12-24', '2027-01-13', 18_000))
    const second = lapsed('B', 10_000, notice('2027-01-04', '2027-01-20', 4_000))
    expect(costsDue([second], [], policy, [first])).toMatchObject({
      total: 1_500,
      parts: [{ principal: 130_000, scale: 19_500, chargedBefore: 18_000 }],
    })
    expect(costsDue([first], [], policy, [second]).total).toBe(15_500)
    expect(costsDue([second], [], policy, [lapsed('A', 120_000, notice('2026-12-01', '2026-12-20', 18_000))]).total).toBe(4_000)
    expect(costsDue([second], [], policy, [{ ...first, claim: { ...first.claim, costsWaived: 'goodwill' } }]).total).toBe(4_000)
    expect(costsDue([], [], policy, [first]).total).toBe(0)
  })

  it('does not depend on the order of the letters, and a long term joins all that fall in it', () => {
    const apart = [
      lapsed('B', 10_000, notice('2027-01-21', '2027-02-08', 4_000)),
      lapsed('A', 10_000, notice('2027-01-01', '2027-01-20', 4_000)),
    ]
    expect([due(apart), due([...apart].reverse())]).toEqual([8_000, 8_000])
    const long = [
      lapsed('A', 10_000, notice('2027-01-01', '2027-03-01', 4_000)),
      lapsed('B', 10_000, notice('2027-01-05', '2027-01-20', 4_000)),
      lapsed('C', 10_000, notice('2027-02-10', '2027-02-26', 4_000)),
    ]
    expect(due(long)).toBe(4_500)
  })

  it('of two contracts is the highest term of each, less what a letter of before charged for another term', () => {
    const step = notice('2027-02-20', '2027-03-08', 20_000)
    const terms = [
      lapsed('JAN', 10_000, step, { termOf: 'rent' }),
      lapsed('FEB', 40_000, step, { termOf: 'rent' }),
      lapsed('TEL', 30_000, step, { termOf: 'telephone' }),
    ]
    expect(due(terms)).toBe(6_000 + 4_500)
    const december = (on: string, announced: number | null): ClaimState =>
      claim('DEC', 20_000, {
        termOf: 'rent',
        steps: [{ ...notice('2027-01-25', '2027-02-10', null), phase: 'reminder', step: 'reminder' }, notice(on, '2027-02-15', announced)],
      })
    const withDecember = (one: ClaimState): number => costsDue(terms, [...terms.map((term) => term.claim), one], policy).total
    expect(withDecember(december('2027-01-30', 4_000))).toBe(2_000 + 4_500)
    expect(withDecember(december('2027-01-30', null))).toBe(10_500)
    expect(withDecember(december('2027-02-20', 4_000))).toBe(10_500)
  })

  it('leaves out the claim of a letter that announced nothing', () => {
    const paidInPart = lapsed('A', 10_000, notice('2027-01-01', '2027-01-20', 18_000))
    expect(due([paidInPart, lapsed('B', 100_000, notice('2027-01-05', '2027-01-24', 0))])).toBe(4_000)
  })

  it('is nothing where nothing was announced, or where it was waived', () => {
    expect(due([lapsed('A', 50_000, notice('2027-01-01', '2027-01-20', null))])).toBe(0)
    expect(due([lapsed('A', 50_000, notice('2027-01-01', '2027-01-20', 7_500), { costsWaived: 'our-mistake' })])).toBe(0)
  })

  it('is never more than the letters announced, VAT included', () => {
    // A payment that went back made the debt higher than the letter knew.
    expect(due([lapsed('A', 100_000, notice('2027-01-01', '2027-01-20', 7_500))])).toBe(7_500)
    const vat = costsDue([lapsed('A', 100_000, notice('2027-01-01', '2027-01-20', 9_075))], [], policyWith({ vatAdded: true }))
    expect(vat).toMatchObject({ amount: 7_500, vat: 1_575, total: 9_075 })
  })
})

describe('over any amounts', () => {
  const cents = fc.integer({ min: 1, max: 2_000_000_00 })

  it('lies between the minimum and the maximum, and a higher principal never costs less', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(collectionCosts(low, policy)).toBeLessThanOrEqual(collectionCosts(high, policy))
        expect(collectionCosts(low, policy)).toBeGreaterThanOrEqual(4_000)
        expect(collectionCosts(high, policy)).toBeLessThanOrEqual(677_500)
      }),
    )
  })

  it('together costs no more than apart, and the derivation adds up', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(collectionCosts(a + b, policy)).toBeLessThanOrEqual(collectionCosts(a, policy) + collectionCosts(b, policy))
        const {
          parts: [part],
          amount,
          vat,
          total,
        } = over(a, policyWith({ vatAdded: true }))
        expect(part?.slices.reduce((sum, slice) => sum + slice.over, 0)).toBe(a)
        expect(total).toBe(amount + vat)
        if (part?.bound === null)
          expect(Math.abs(part.slices.reduce((sum, slice) => sum + (slice.over * slice.percent) / 100, 0) - amount)).toBeLessThanOrEqual(
            0.5,
          )
      }),
    )
  })

  it('paying a part in time never raises the costs, and what is due never passes what was announced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cents, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (owed, vatAdded) => {
          const settings = policyWith({ vatAdded })
          const open = owed.map(([amount], index) => claim(`C${index}`, amount))
          const announced = announcedCosts(open, open, settings, day('2027-01-01'))?.total ?? 0
          const step = notice('2027-01-01', '2027-01-20', announced)
          const left = owed.map(([amount, share], index) => lapsed(`C${index}`, Math.floor(amount * share), step))
          expect(due(left, settings)).toBeLessThanOrEqual(announced)
        },
      ),
    )
  })
})
