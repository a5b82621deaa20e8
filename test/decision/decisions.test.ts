/** Whole decisions, with all of their reasons: whose turn it is among several claims, what is listed together, and when somebody looks again. */
import type { ClaimState, ContactPointId, DebtorState, Hold, LocalDate, PromiseToPay, ReachablePoint, StepTaken } from '#domain'
import { decide } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, firm, ladder, pointsFor, shipped, step, taken } from './debtor'

const day = (text: string): LocalDate => text as LocalDate
const one = debtor([]).claims[0]!
const claim = (reference: string, dueOn = '2027-02-01', steps: readonly StepTaken[] = [], more: Partial<ClaimState> = {}): ClaimState => ({
  ...one,
  id: reference,
  reference,
  dueOn: day(dueOn),
  steps,
  ...more,
})
const owing = (claims: readonly ClaimState[], more: Partial<DebtorState> = {}): DebtorState => debtor([], { claims, ...more })
const ended = [
  taken('reminder', 'reminder', '2027-02-06'),
  taken('formal-notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' }),
  taken('final-demand', 'final-demand', '2027-03-05'),
]
const rest = (of: string | null): Hold => ({ kind: 'manual', claim: of, from: at('2027-01-01'), until: null })

test('what is settled asks for nothing, and is not listed', () => {
  expect(decide(owing([]), shipped, at('2027-02-06'))).toEqual({ kind: 'stop', reasons: [{ code: 'settled' }], reviewAt: null })
  expect(decide(owing([claim('A', '2027-02-01', [], { open: 0 })]), shipped, at('2027-02-06'))).toEqual({
    kind: 'stop',
    reasons: [{ code: 'settled' }],
    reviewAt: null,
  })
  expect(decide(owing([claim('A', '2027-02-01', [], { open: 0 }), claim('B')]), shipped, at('2027-02-06'))).toMatchObject({
    contact: { claims: ['B'], amount: 10_000 },
  })
})

describe("a person's task", () => {
  test('says why, which step it takes, and for which claims', () => {
    expect(decide(owing([claim('A', '2027-02-01', ended)]), shipped, at('2027-03-19'))).toEqual({
      kind: 'escalate',
      task: 'escalation',
      claims: ['A'],
      step: 'escalation',
      reasons: [{ code: 'ladder-ended', claim: 'A', day: '2027-03-19' }],
      reviewAt: at('2027-03-19'),
    })
    const promises: PromiseToPay[] = [{ reference: 'P', madeAt: at('2027-02-01'), payBy: day('2027-02-08'), state: 'open' }]
    expect(decide(owing([claim('A'), claim('B')], { promises }), shipped, at('2027-02-10'))).toMatchObject({
      claims: ['A', 'B'],
      step: null,
      reasons: [{ code: 'promise-broken', payBy: '2027-02-08' }],
    })
    const pause: Hold = { kind: 'debt-help', claim: null, from: at('2027-02-10', '15:00'), until: null }
    expect(decide(owing([claim('A'), claim('B')], { holds: [pause] }), shipped, at('2027-06-10'))).toEqual({
      kind: 'escalate',
      task: 'debt-help-review',
      claims: ['A', 'B'],
      step: null,
      reasons: [{ code: 'debt-help-since', since: '2027-02-10', months: 4 }],
      reviewAt: at('2027-06-10'),
    })
    expect(decide(owing([claim('A')], { holds: [{ ...pause, until: at('2027-06-01') }] }), shipped, at('2027-06-10')).kind).toBe('contact')
  })

  test('is one of its kind: another step is another task', () => {
    const visit = (name: string, days: number) => step(name, 'reminder', days, { task: 'visit' })
    const visits = ladder(visit('visit', 5), visit('second-visit', 10), step('escalation', 'escalation', 15))
    const first = taken('visit', 'reminder', '2027-02-06')
    const second = taken('second-visit', 'reminder', '2027-02-11')
    const both = decide(owing([claim('A', '2027-02-01', [first]), claim('B')]), visits, at('2027-02-12'))
    expect(both).toEqual({
      kind: 'escalate',
      task: 'visit',
      claims: ['A'],
      step: 'second-visit',
      phase: 'reminder',
      reasons: [{ code: 'visit-due', claim: 'A', day: '2027-02-11' }],
      reviewAt: at('2027-02-12'),
    })
    expect(decide(owing([claim('A', '2027-02-01', [first, second]), claim('B')]), visits, at('2027-02-22'))).toMatchObject({
      task: 'escalation',
      claims: ['A'],
    })
    expect(decide(owing([claim('A'), claim('B')]), visits, at('2027-02-08'))).toMatchObject({ task: 'visit', claims: ['A', 'B'] })
  })
})

describe('of several claims', () => {
  const twice = ladder(step('first', 'reminder', 5), step('second', 'reminder', 8), step('notice', 'formal-notice', 15))
  const first = [taken('first', 'reminder', '2027-02-06')]
  test.each([false, true])('the highest phase leads, then the oldest debt, then the reference (%s)', (turned) => {
    const order = (claims: ClaimState[]): ClaimState[] => (turned ? [...claims].reverse() : claims)
    expect(decide(owing(order([claim('A', '2027-02-11'), claim('B', '2027-02-01', first)])), twice, at('2027-02-16'))).toMatchObject({
      contact: { step: 'second', claims: ['B'] },
    })
    expect(
      decide(
        owing(order([claim('A', '2027-02-11'), claim('B', '2027-02-01', [...first, taken('second', 'reminder', '2027-02-09')])])),
        twice,
        at('2027-02-16'),
      ),
    ).toMatchObject({ contact: { step: 'notice', claims: ['B'] } })
    expect(
      decide(
        owing(order([claim('B', '2027-02-02'), claim('A', '2027-02-03'), claim('D', '2027-02-01'), claim('C', '2027-02-01')])),
        shipped,
        at('2027-02-08'),
      ),
    ).toMatchObject({ contact: { claims: ['C', 'D', 'B', 'A'], amount: 40_000 } })
  })

  test.each([
    ['2027-02-08', ['A', 'B']],
    ['2027-02-09', ['A']],
  ])('one that is past due joins when its step falls within seven days (due %s)', (dueOn, claims) => {
    expect(decide(owing([claim('A'), claim('B', dueOn)]), ladder(step('reminder', 'reminder', 15)), at('2027-02-16'))).toMatchObject({
      contact: { claims },
    })
  })

  test('one that rests does not join, and the others say so', () => {
    const decision = decide(
      owing([claim('A'), claim('B', '2027-02-03'), claim('C', '2027-02-04')], { holds: [rest('B')] }),
      shipped,
      at('2027-02-06'),
    )
    expect(decision).toMatchObject({ contact: { claims: ['A', 'C'] } })
    expect(decision.reasons).toContainEqual({ code: 'consolidated', claims: ['C'] })
  })

  test('the last day of all is printed', () => {
    expect(decide(owing([claim('A'), claim('B', '2027-02-05')], firm), shippedRulebook('business'), at('2027-02-25'))).toMatchObject({
      contact: { step: 'reminder', claims: ['A', 'B'] },
    })
    const reminded = [taken('reminder', 'reminder', '2027-02-09')]
    expect(
      decide(
        owing([claim('A', '2027-02-01', reminded), claim('B', '2027-02-05', reminded)], firm),
        shippedRulebook('business'),
        at('2027-02-20'),
      ),
    ).toMatchObject({ contact: { step: 'formal-notice', claims: ['A', 'B'], payBy: '2027-03-05', legalEnd: null } })
  })

  test("the one that waits for a fact says why, not the one that is a person's already", () => {
    const done = claim('A', '2027-02-01', [...ended, taken('escalation', 'escalation', '2027-03-19')])
    expect(decide(owing([done]), shipped, at('2027-03-20'))).toEqual({
      kind: 'stop',
      reasons: [{ code: 'person-decides', claim: 'A' }],
      reviewAt: null,
    })
    expect(decide(owing([done, claim('B')], { holds: [rest('B')] }), shipped, at('2027-03-20'))).toEqual({
      kind: 'wait',
      reasons: [{ code: 'hold', kind: 'manual', claim: 'B' }],
      reviewAt: at('2027-03-27', '00:00'),
    })
  })
})

describe('the next look', () => {
  test('is the day after a collection', () => {
    const mandate = { reference: 'M', signedOn: day('2026-01-01'), collectOn: 5 }
    expect(decide(owing([claim('A')], { mandate }), shipped, at('2027-02-01'))).toEqual({
      kind: 'wait',
      reasons: [{ code: 'to-be-collected', claim: 'A', on: '2027-02-05' }],
      reviewAt: at('2027-02-06', '00:00'),
    })
  })

  test('is that of a promise that may break before the next step, not of one that was kept', () => {
    const promise: PromiseToPay = { reference: 'P', madeAt: at('2027-02-07'), payBy: day('2027-02-09'), state: 'open' }
    const reminded = claim('A', '2027-02-01', [taken('reminder', 'reminder', '2027-02-06')])
    expect(decide(owing([reminded], { promises: [promise] }), shipped, at('2027-02-08'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-11', '00:00'),
    })
    expect(decide(owing([reminded], { promises: [{ ...promise, state: 'kept' }] }), shipped, at('2027-02-08'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-16'),
    })
  })

  test('is tomorrow where a calendar must be loaded', () => {
    expect(decide(owing([claim('A', '2028-12-29')]), shipped, at('2028-12-29'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2028-12-30', '00:00'),
    })
    const promises: PromiseToPay[] = [{ reference: 'P', madeAt: at('2027-02-01'), payBy: day('2030-12-31'), state: 'open' }]
    expect(decide(owing([claim('A')], { promises }), shipped, at('2027-02-06'))).toEqual({
      kind: 'wait',
      reasons: [{ code: 'beyond-calendar', calendar: 'target', day: '2031-01-01' }],
      reviewAt: at('2027-02-07', '00:00'),
    })
  })
})

describe('the channel', () => {
  const aged = shippedRulebook('consumer', {
    postDays: 2,
    channelByAge: [
      { from: 18, below: 35, channels: ['sms'] },
      { from: 65, below: 120, channels: ['letter'] },
    ],
  })
  const points = pointsFor('email', 'sms', 'letter')
  test.each<[number | null, string, 'consumer' | 'business']>([
    [2009, 'sms', 'consumer'],
    [2010, 'email', 'consumer'],
    [1993, 'sms', 'consumer'],
    [1992, 'email', 'consumer'],
    [1962, 'letter', 'consumer'],
    [null, 'email', 'consumer'],
    [2000, 'email', 'business'],
  ])('of who was born in %s is %s (%s)', (birthYear, channel, kind) => {
    expect(decide(owing([claim('A')], { points, birthYear, kind }), aged, at('2027-02-08'))).toMatchObject({ contact: { channel } })
  })

  test('that was never tried says of which the counts are', () => {
    const of = (channel: 'email' | 'sms' | 'letter', contacts: number) => ({
      channel,
      contacts,
      answered: 0,
      answeredAt: [],
      like: { contacts: 0, answered: 0 },
    })
    const tried = owing([claim('A')], { points, responses: [of('email', 0), of('sms', 3), of('letter', 5)] })
    expect(decide(tried, shipped, at('2027-02-08')).reasons).toContainEqual({
      code: 'channel-untried',
      channel: 'email',
      than: 'letter',
      answered: 0,
      contacts: 5,
    })
  })

  test('has addresses for reminders first, then for both, then for invoices', () => {
    const address = (purpose: ReachablePoint['purpose'], usable = true): ReachablePoint => ({
      ...pointsFor('email')[0]!,
      id: purpose as string as ContactPointId,
      purpose,
      usable,
    })
    const chosen = (...own: ReachablePoint[]): unknown => decide(owing([claim('A')], { points: own }), shipped, at('2027-02-08'))
    expect(chosen(address('invoice'), address('both'), address('reminder'))).toMatchObject({ contact: { contactPointId: 'reminder' } })
    expect(chosen(address('invoice'), address('both'), address('reminder', false))).toMatchObject({ contact: { contactPointId: 'both' } })
    expect(chosen(address('invoice'), address('both', false))).toMatchObject({ contact: { contactPointId: 'invoice' } })
    expect(chosen(address('both', false), address('invoice'))).toMatchObject({ contact: { contactPointId: 'invoice' } })
  })
})
