/** The ladder where a golden scenario does not go: a strategy that changed on the way, steps that failed, and days that count from one another. */
import type { DebtorKind, LocalDate, Segment, Step, StepTaken } from '#domain'
import { decide } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, failed, firm, ladder, shipped, step, stepOf, taken } from './debtor'

describe('a strategy that changed while a claim was on its way', () => {
  const changed = ladder(
    step('first', 'reminder', 3),
    step('second', 'reminder', 6),
    step('third', 'reminder', 9),
    step('notice', 'formal-notice', 12),
    step('demand', 'final-demand', 30),
  )

  test.each<[string, StepTaken[], string]>([
    ['a step of its own goes on with the next of that phase', [taken('first', 'reminder', '2027-02-04')], 'second'],
    ['a phase that only the old one knew by that name is not begun again', [taken('old-reminder', 'reminder', '2027-02-04')], 'notice'],
    ['what stands before the last step that was taken has gone by', [taken('second', 'reminder', '2027-02-07')], 'third'],
    [
      'the highest phase counts, in whatever order the steps are kept',
      [taken('old-notice', 'formal-notice', '2027-02-10'), taken('first', 'reminder', '2027-02-04')],
      'demand',
    ],
    ['a name that was taken in another phase is not taken once more', [taken('second', 'pre-due', '2027-01-29')], 'first'],
    ['nor is it where it would come next', [taken('first', 'reminder', '2027-02-04'), taken('second', 'pre-due', '2027-01-29')], 'third'],
  ])('%s', (_name, steps, next) => expect(stepOf(decide(debtor(steps, firm), changed, at('2027-06-01')))).toBe(next))
})

test('a step that counts from one that only the old strategy knew by another name counts from that one', () => {
  const counted = ladder(
    step('demand', 'final-demand', 30),
    step('person', 'escalation', 0, { day: { from: 'step', step: 'demand', days: 14 } }),
  )
  expect(decide(debtor([taken('old-demand', 'final-demand', '2027-03-01')], firm), counted, at('2027-03-02'))).toMatchObject({
    kind: 'wait',
    reasons: [{ code: 'step-not-due', step: 'person', day: '2027-03-15' }],
  })
})

describe('who came to be of another segment on the way', () => {
  const relation = shippedRulebook('relation')
  const position = (segment: Segment, kind: DebtorKind, ...steps: StepTaken[]): ReturnType<typeof decide> =>
    decide(debtor(steps, { segment, kind, paymentsReadThrough: '2027-05-31' as LocalDate }), relation, at('2027-06-01'))

  test.each<[string, StepTaken[], string]>([
    ['a reminder', [taken('reminder', 'reminder', '2027-02-06')], 'early-notice'],
    [
      'a formal notice',
      [taken('reminder', 'reminder', '2027-02-06'), taken('formal-notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' })],
      'final-demand',
    ],
  ])('has had %s, and does not get the one that would have come sooner on top of it', (_name, steps, next) =>
    expect(stepOf(position('notorious', 'consumer', ...steps))).toBe(next),
  )

  test('and what counts from the message that they would have had counts from the one that they had', () => {
    const had = ['early-reminder', 'reminder-call', 'by-hand-1'].map((name, index) => taken(name, 'reminder', `2027-02-${11 + index}`))
    const next = (...steps: StepTaken[]): unknown => decide(debtor(steps, { segment: 'loyal' }), relation, at('2027-02-15')).reasons[0]
    // Three weeks after the last that the rules sent, or after the reminder itself.
    expect(next(...had)).toMatchObject({ code: 'step-not-due', step: 'a-person-decides', day: '2027-03-05' })
    expect(next(...had, taken('reminder', 'reminder', '2027-02-06'))).toMatchObject({ step: 'a-person-decides', day: '2027-02-27' })
  })

  test("a task of theirs is still a person's", () =>
    expect(position('notorious', 'business', taken('reminder', 'reminder', '2027-02-06'))).toMatchObject({ task: 'credit-stop' }))
})

describe('an attempt that failed', () => {
  test('of a final demand still waits for the payments of the term before it', () => {
    const steps = [
      taken('reminder', 'reminder', '2027-02-06'),
      taken('formal-notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' }),
      taken('final-demand', 'final-demand', '2027-03-05'),
    ]
    const unread = debtor(steps, {
      contacts: [failed('final-demand', 'final-demand', '2027-03-08')],
      paymentsReadThrough: '2027-03-03' as LocalDate,
    })
    expect(decide(unread, shipped, at('2027-03-09')).reasons).toContainEqual({ code: 'payments-not-read', through: '2027-03-04' })
    expect(decide({ ...unread, paymentsReadThrough: '2027-03-04' as LocalDate }, shipped, at('2027-03-09'))).toMatchObject({
      contact: { channel: 'email', resumes: 'final-demand-failed' },
    })
  })

  test('goes another way when that was known, and no sooner than its day where more time was given meanwhile', () => {
    const back = (dueOn: string): ReturnType<typeof decide> =>
      decide(
        debtor(
          [taken('reminder', 'reminder', '2027-02-06')],
          { contacts: [failed('reminder', 'reminder', '2027-02-08', 'email')] },
          { dueOn: dueOn as LocalDate },
        ),
        shipped,
        at('2027-02-09', '08:00'),
      )
    expect(back('2027-02-01')).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-09') })
    expect(back('2027-02-08')).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-13') })
  })

  test('of a step that the strategy does not have is not resumed: the ladder goes on', () => {
    const steps = [taken('reminder', 'reminder', '2027-02-06')]
    expect(decide(debtor(steps, { contacts: [failed('visit-card', 'reminder', '2027-02-08')] }), shipped, at('2027-02-16'))).toMatchObject({
      contact: { step: 'formal-notice', resumes: null },
    })
  })

  test.each([0, 1])('of two the later one is resumed (%s)', (first) => {
    const steps = [
      taken('reminder', 'reminder', '2027-02-06'),
      taken('formal-notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' }),
    ]
    const both = [failed('reminder', 'reminder', '2027-02-08'), failed('formal-notice', 'formal-notice', '2027-02-20')]
    expect(decide(debtor(steps, { contacts: first === 0 ? both : both.reverse() }), shipped, at('2027-02-22'))).toMatchObject({
      contact: { step: 'formal-notice', resumes: 'formal-notice-failed' },
    })
  })
})

describe('a notice of which not all is known', () => {
  test('gets its term beside other steps, and only it does', () => {
    const steps = [taken('reminder', 'reminder', '2027-02-06'), taken('formal-notice', 'formal-notice', '2027-02-16')]
    expect(decide(debtor(steps), shipped, at('2027-02-20'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-05') })
    // The demand of 5 March set no term: the proposal comes 14 days after it.
    const demanded = debtor([...steps, taken('final-demand', 'final-demand', '2027-03-05')])
    expect(decide(demanded, shipped, at('2027-03-06'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-19', '00:00') })
  })

  test('keeps the day that it printed', () => {
    const printed = debtor([taken('formal-notice', 'formal-notice', '2027-02-16', { payBy: '2027-03-10' })])
    expect(decide(printed, shipped, at('2027-02-20'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-11') })
  })
})

describe('days that count from one another', () => {
  test('the term of the notice, also once a demand has followed it', () => {
    const twoDemands = ladder(
      step('notice', 'formal-notice', 15),
      step('demand', 'final-demand', 0, { day: { from: 'notice-term-end', days: 1 } }),
      step('last-demand', 'final-demand', 0, { day: { from: 'notice-term-end', days: 10 } }),
    )
    const steps = [
      taken('notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' }),
      taken('demand', 'final-demand', '2027-03-08', { payBy: '2027-03-20' }),
    ]
    expect(decide(debtor(steps), twoDemands, at('2027-03-09'))).toMatchObject({
      kind: 'wait',
      reasons: [{ code: 'step-not-due', step: 'last-demand', day: '2027-03-14' }, expect.anything()],
    })
  })

  test('a step that lapsed counts from the day it would have had', () => {
    const counted = ladder(
      step('hello', 'pre-due', -3),
      step('reminder', 'reminder', 0, { day: { from: 'step', step: 'hello', days: 20 } }),
    )
    expect(decide(debtor([]), counted, at('2027-02-03'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-18') })
  })

  test('a step that never comes leaves it to a person', () => {
    const counted = ladder(
      step('reminder', 'reminder', 5),
      step('demand', 'final-demand', 0, { day: { from: 'notice-term-end', days: 1 } }),
    )
    expect(decide(debtor([taken('reminder', 'reminder', '2027-02-06')]), counted, at('2027-03-01'))).toMatchObject({
      kind: 'stop',
      reasons: [{ code: 'person-decides', claim: 'INV-1' }],
    })
  })

  test.each<[string, Step[], string | null]>([
    ['the day before the next phase', [step('demand', 'final-demand', 29)], '2027-03-01'],
    ['never within the week between phases', [step('demand', 'final-demand', 17)], '2027-02-22'],
    ['none where nothing follows', [], null],
  ])('a firm is told to pay by %s', (_name, next, payBy) => {
    expect(decide(debtor([], firm), ladder(step('notice', 'formal-notice', 15), ...next), at('2027-02-16'))).toMatchObject({
      contact: { step: 'notice', payBy },
    })
  })

  test('the due date, though money that comes soon after it makes it softer', () => {
    const paid = { ...firm, income: { every: 'month', day: 5, roll: 'preceding' } } as const
    expect(decide(debtor([], paid), ladder(step('notice', 'formal-notice', 15)), at('2027-02-02'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-16'),
    })
    expect(
      decide(debtor([], paid), ladder(step('notice', 'formal-notice', 0, { day: { from: 'soft-due-date', days: 15 } })), at('2027-02-02')),
    ).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-23') })
  })
})
