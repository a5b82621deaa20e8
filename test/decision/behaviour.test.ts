/** Who paid late before, or broke promises: which ladder that makes theirs, when it does not, and what they are told of it (R14, R75). */
import type { BehaviourCondition, DebtorState, PaidBefore, PromiseToPay, Reason, Rulebook, SegmentRow, Step } from '#domain'
import { asksPaidBefore, decide, segmentOf } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, firm, ladder, shipped, step, stepOf } from './debtor'

const relation = (...rows: SegmentRow[]): Rulebook => shippedRulebook('relation', { postDays: 2, segmentByBehaviour: rows })
const paid = (late: number, onTime = 0): { paidBefore: PaidBefore } => ({ paidBefore: { late, onTime } })
const broken = (count: number): { promises: PromiseToPay[] } => ({
  promises: Array.from({ length: count }, (_, index) => ({
    reference: `P${index}`,
    madeAt: at('2026-12-01'),
    payBy: '2026-12-02' as PromiseToPay['payBy'],
    state: 'broken',
  })),
})
const told = (state: DebtorState, rulebook: Rulebook, on: string): Reason | undefined =>
  decide(state, rulebook, at(on)).reasons.find(({ code }) => code === 'behaved-before')

describe('the segment that behaviour makes somebody of', () => {
  const late: SegmentRow = { segment: 'notorious', paidLate: { from: 3 } }
  const promises: SegmentRow = { segment: 'notorious', kinds: ['business'], brokenPromises: { from: 1 } }
  const prompt: SegmentRow = { segment: 'loyal', paidOnTime: { from: 5 }, paidLate: { below: 2 } }
  const { policy } = relation(late, promises, prompt)

  test.each<[string, Partial<DebtorState>, string]>([
    ['nothing is known of', {}, 'standard'],
    ['was late twice', paid(2), 'standard'],
    ['was late three times', paid(3), 'notorious'],
    ['was late three times among many', paid(3, 90), 'notorious'],
    ['was late once in years', paid(1, 30), 'loyal'],
    ['was late twice in years', paid(2, 30), 'standard'],
    ['broke a promise as a consumer', broken(1), 'standard'],
    ['broke a promise as a firm', { kind: 'business', ...broken(1) }, 'notorious'],
    ['is loyal by what we were told, and often late', { segment: 'loyal', ...paid(9) }, 'loyal'],
    ['is often late by what we were told, and always in time', { segment: 'notorious', ...paid(0, 30) }, 'notorious'],
  ])('who %s', (_name, state, segment) => expect(segmentOf(debtor([], state), policy)).toBe(segment))

  test("is nobody's where the policy does not ask for it", () => expect(segmentOf(debtor([], paid(9)), shipped.policy)).toBe('standard'))

  test('moves the steps, the channels and the wait for their money with it', () => {
    const rulebook = relation(late)
    const income = { every: 'month', day: 5, roll: 'preceding' } as const
    const next = (state: Partial<DebtorState>): unknown => decide(debtor([], { income, ...state }), rulebook, at('2027-02-06'))
    // Late: four days after the due date, yesterday. Else five after the money of the 5th can be collected, on Monday the 8th.
    expect(next(paid(3))).toMatchObject({ contact: { step: 'early-reminder' } })
    expect(next(paid(2))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-13') })
    const matrix = {
      ...rulebook,
      policy: { ...rulebook.policy, channelMatrix: [{ segments: ['notorious'], channels: ['letter'] }] },
    } as const
    expect(decide(debtor([], paid(3)), matrix, at('2027-02-05'))).toMatchObject({ contact: { channel: 'letter' } })
  })

  test('is told of a step that is there for it, not of one that everybody gets', () => {
    const rulebook = relation(late)
    expect(told(debtor([], paid(3)), rulebook, '2027-01-29')).toBeUndefined()
    expect(told(debtor([], paid(3)), rulebook, '2027-02-05')).toEqual({ code: 'behaved-before', paidLate: 3 })
    expect(told(debtor([], paid(2)), rulebook, '2027-02-06')).toBeUndefined()
    expect(told(debtor([], { segment: 'notorious', ...paid(3) }), rulebook, '2027-02-05')).toBeUndefined()
  })
})

describe('a step for who behaved so', () => {
  const when = (name: string, days: number, condition: BehaviourCondition): Step => ({ ...step(name, 'reminder', days), when: condition })
  const rules = ladder(
    when('friendly', 5, { paidLate: { below: 2 }, brokenPromises: { below: 1 } }),
    when('firm', 3, { paidLate: { from: 2 } }),
    when('after-promises', 2, { paidLate: { below: 2 }, brokenPromises: { from: 1 } }),
  )

  test('with a bound that was left empty has none', () =>
    expect(
      stepOf(decide(debtor([], firm), ladder({ ...step('a', 'reminder', 5), when: { below: null } as never }), at('2027-02-10'))),
    ).toBe('a'))

  test.each<[string, Partial<DebtorState>, string, Reason]>([
    ['who has no past', {}, 'friendly', { code: 'behaved-before', paidLate: 0, brokenPromises: 0 }],
    ['who was late once', paid(1), 'friendly', { code: 'behaved-before', paidLate: 1, brokenPromises: 0 }],
    ['who was late twice', paid(2), 'firm', { code: 'behaved-before', paidLate: 2 }],
    ['who broke a promise', broken(1), 'after-promises', { code: 'behaved-before', paidLate: 0, brokenPromises: 1 }],
  ])('is for %s', (_name, state, name, reason) => {
    const decision = decide(debtor([], { ...firm, ...state }), rules, at('2027-02-10'))
    expect(stepOf(decision)).toBe(name)
    expect(decision.reasons).toContainEqual(reason)
  })

  test('and only rules that count payments have them looked up', () => {
    expect(asksPaidBefore(rules)).toBe(true)
    expect(asksPaidBefore(ladder(when('promises', 5, { brokenPromises: { from: 1 } })))).toBe(false)
    expect(asksPaidBefore(relation({ segment: 'notorious', brokenPromises: { from: 1 } }))).toBe(false)
    expect(asksPaidBefore(relation({ segment: 'loyal', paidOnTime: { from: 1 } }))).toBe(true)
    expect(asksPaidBefore(shipped)).toBe(false)
  })
})
