/** The second gate against facts that changed: claims, costs, terms, addresses, and a letter that leaves on a later day. */
import type { AttemptId, ClaimState, ContactPointId, DebtorState, Hold, LocalDate, Reason, ReasonCode } from '#domain'
import { gate } from '#decision'
import type { Attempt } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, pointsFor, shipped, taken } from './debtor'

const patient = shippedRulebook('consumer', { postDays: 2, latenessHours: 120 })
const one = debtor([]).claims[0]!
const claim = (reference: string, more: Partial<ClaimState> = {}): ClaimState => ({ ...one, id: reference, reference, ...more })
/** Planned for Wednesday 10 February 2027, 09:00. */
const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  attemptId: 'mine' as AttemptId,
  at: at('2027-02-10'),
  channel: 'email',
  contactPointId: 'email' as ContactPointId,
  phase: 'reminder',
  step: 'reminder',
  claims: ['A', 'B'],
  amount: 20_000,
  payBy: null,
  expectedDelivery: null,
  legalEnd: null,
  announcedCosts: null,
  resumes: null,
  ...more,
})
const said = (what: Attempt, changes: Partial<DebtorState> = {}, when = what.at, book = shipped): Reason | null => {
  const answer = gate(debtor([], { claims: [claim('A'), claim('B')], ...changes }), book, what, when)
  if (answer.kind === 'pass') return null
  expect(answer.kind).toBe('suppress')
  return answer.reasons[0]
}
const code = (...asked: Parameters<typeof said>): ReasonCode | null => said(...asked)?.code ?? null
const resting = (of: string | null): Hold => ({ kind: 'manual', claim: of, from: at('2027-02-01'), until: null })

test('of two claims one that was paid makes the message untrue, and says which', () => {
  expect(said(attempt())).toBeNull()
  expect(said(attempt(), { claims: [claim('A'), claim('B', { open: 0 })] })).toEqual({ code: 'claim-settled', claim: 'B' })
  expect(said(attempt(), { claims: [claim('B')] })).toEqual({ code: 'claim-settled', claim: 'A' })
  expect(said(attempt(), { claims: [claim('A', { open: 0 }), claim('B', { open: 0 })] })).toEqual({ code: 'settled' })
  expect(said(attempt({ claims: ['A'], amount: 10_000 }), { claims: [claim('A'), claim('B', { open: 0 })] })).toBeNull()
})

test('costs that come out otherwise than they were announced keep a notice back, and nothing else', () => {
  const notice = attempt({ at: at('2027-02-16'), phase: 'formal-notice', step: 'formal-notice', announcedCosts: 4_000 })
  expect(said(notice)).toBeNull()
  expect(said({ ...notice, announcedCosts: 3_000 })).toEqual({ code: 'costs-changed', was: 3_000, now: 4_000 })
  const waived = [claim('A', { costsWaived: 'goodwill' }), claim('B', { costsWaived: 'goodwill' })]
  expect(said(notice, { claims: waived })).toEqual({ code: 'costs-changed', was: 4_000, now: 0 })
  expect(said({ ...notice, announcedCosts: null }, { claims: waived })).toBeNull()
  expect(said(attempt({ announcedCosts: 3_000 }))).toBeNull()
})

test('a notice with the term of a firm does not go to who turns out to be a consumer, nor the other way round', () => {
  const day = '2027-03-04' as LocalDate
  const notice = attempt({
    at: at('2027-02-16'),
    phase: 'formal-notice',
    step: 'formal-notice',
    announcedCosts: 4_000,
    payBy: day,
    legalEnd: day,
  })
  expect(said(notice)).toBeNull()
  expect(said({ ...notice, legalEnd: null })).toEqual({ code: 'superseded' })
  expect(said(notice, { kind: 'business' })).toEqual({ code: 'superseded' })
  expect(said({ ...notice, legalEnd: null }, { kind: 'business' })).toBeNull()
})

test('an invoice of which a friendly message has just gone may join a reminder, but is not reminded of alone', () => {
  const claims = [claim('A'), claim('B', { steps: [taken('pre-due', 'pre-due', '2027-02-08')] })]
  expect(said(attempt(), { claims })).toBeNull()
  expect(code(attempt({ claims: ['B'], amount: 10_000 }), { claims })).toBe('phase-gap')
  expect(
    code(attempt(), {
      claims: [
        claim('A'),
        claim('B', { steps: [taken('receipt-check', 'receipt-check', '2027-02-01'), taken('old', 'due-day', '2027-02-08')] }),
      ],
    }),
  ).toBeNull()
})

describe('a contact whose day has moved while it waited', () => {
  const due = (reference: string, day: string): ClaimState => claim(reference, { dueOn: day as LocalDate })
  test('stays, unless another invoice of it may still be joined', () => {
    expect(said(attempt(), { claims: [claim('A'), due('B', '2027-02-09')] })).toBeNull()
    expect(said(attempt(), { claims: [due('A', '2027-02-06'), due('B', '2027-02-06')] })).toEqual({
      code: 'step-not-due',
      step: 'reminder',
      phase: 'reminder',
      day: '2027-02-11',
      claim: 'A',
    })
    expect(said(attempt(), { claims: [claim('A'), due('B', '2027-02-10')] })).toMatchObject({
      code: 'step-not-due',
      day: '2027-02-15',
      claim: 'B',
    })
    const notice = attempt({ at: at('2027-02-20'), phase: 'formal-notice', step: 'formal-notice', announcedCosts: 4_000 })
    expect(said(notice, { claims: [claim('A'), due('B', '2027-02-12')] })).toBeNull()
    expect(said(notice, { claims: [claim('A'), due('B', '2027-02-13')] })).toMatchObject({
      code: 'step-not-due',
      day: '2027-02-28',
      claim: 'B',
    })
  })

  test('on a day that was brought forward is still due, and one that the ladder lacks goes as it was planned', () => {
    const ahead = attempt({ at: at('2027-02-13'), phase: 'pre-due', step: 'pre-due', claims: ['A'], amount: 10_000 })
    // Three days before the 17th is a Sunday.
    expect(said(ahead, { claims: [due('A', '2027-02-17')] })).toBeNull()
    expect(said(ahead, { claims: [due('A', '2027-02-18')] })).toMatchObject({ code: 'step-not-due', day: '2027-02-15' })
    expect(said({ ...ahead, step: 'of-before' }, { claims: [due('A', '2027-02-18')] })).toBeNull()
  })

  test('of a segment that has no such step is for nobody', () => {
    const early = attempt({ step: 'early-reminder', claims: ['A'], amount: 10_000 })
    expect(said(early, { segment: 'notorious' }, early.at, shippedRulebook('relation'))).toBeNull()
    expect(said(early, {}, early.at, shippedRulebook('relation'))).toEqual({ code: 'superseded' })
  })
})

test('an invoice that rests keeps back the message that lists it', () =>
  expect(said(attempt(), { holds: [resting('B')] })).toEqual({ code: 'hold', kind: 'manual', claim: 'B' }))

test('of several addresses the one it goes to counts', () => {
  const [email, letter] = pointsFor('email', 'email').map((point, index) => ({ ...point, id: `${index}` as ContactPointId }))
  const second = attempt({ contactPointId: '1' as ContactPointId })
  expect(said(second, { points: [{ ...email!, optedOut: true }, letter!] })).toBeNull()
  expect(code(second, { points: [email!, { ...letter!, optedOut: true }] })).toBe('opted-out')
})

describe('a message about no claim in particular', () => {
  const question = attempt({ phase: 'preference', step: 'preference', claims: [], amount: 0 })
  test('goes while one claim does not keep it back', () => {
    expect(said(question)).toBeNull()
    expect(said(question, { holds: [resting('A')] })).toBeNull()
    expect(code(question, { holds: [resting('A'), resting('B')] })).toBe('hold')
  })

  test('is not asked of who owes nothing any more', () => {
    expect(said(question, { claims: [] })).toEqual({ code: 'settled' })
    expect(said(question, { claims: [claim('A', { open: 0 })] })).toEqual({ code: 'settled' })
  })

  test('that a person wrote goes to who owes nothing too, within the hours', () => {
    const answer = attempt({ phase: 'reply', step: 'answer-1', claims: ['GONE'], amount: 0 })
    for (const claims of [[], [claim('A', { open: 0 })]]) {
      expect(said(answer, { claims })).toBeNull()
      expect(code(answer, { claims }, at('2027-02-10', '19:30'))).toBe('outside-hours')
    }
    expect(said({ ...answer, step: 'reply-dispute' }, { claims: [] })).toEqual({ code: 'settled' })
    expect(said(answer, { holds: [resting(null)] })).toBeNull()
  })
})

describe('what leaves on a later day than planned', () => {
  const letter = (more: Partial<Attempt>): Attempt =>
    attempt({ at: at('2027-02-20'), channel: 'letter', contactPointId: 'letter' as ContactPointId, ...more })
  const day = (text: string): LocalDate => text as LocalDate
  // Posted on Saturday 20 or Monday 22 February it comes on Wednesday 24, and the term ends on 10 March; posted on Tuesday a day later.
  const notice = letter({
    phase: 'formal-notice',
    step: 'formal-notice',
    announcedCosts: 4_000,
    expectedDelivery: day('2027-02-24'),
    legalEnd: day('2027-03-10'),
    payBy: day('2027-03-10'),
  })
  const demand = letter({ phase: 'final-demand', step: 'final-demand', expectedDelivery: day('2027-02-24'), payBy: day('2027-03-06') })

  test.each<[string, Attempt]>([
    ['a notice', notice],
    ['a demand', demand],
  ])('%s may, as long as it comes on the day that it names', (_name, what) => {
    expect(said(what, {}, at('2027-02-22'), patient)).toBeNull()
    expect(said(what, {}, at('2027-02-23'), patient)).toEqual({ code: 'too-late', hours: 120 })
    expect(said({ ...what, at: at('2027-02-23') }, {}, at('2027-02-23'), patient)).toBeNull()
  })

  test.each<[string, Attempt]>([
    ['names no day to pay by', letter({ expectedDelivery: day('2027-02-24') })],
    ['is no letter', attempt({ at: at('2027-02-20'), payBy: day('2027-03-06') })],
    [
      'is none of the ladder',
      letter({ phase: 'debit-failed', step: 'debit-failed', expectedDelivery: day('2027-02-24'), payBy: day('2027-03-06') }),
    ],
  ])('may where it %s', (_name, what) => expect(said(what, {}, at('2027-02-23'), patient)).toBeNull())
})

test('a day that nobody has loaded lets nothing leave', () => {
  const late = attempt({ at: at('2029-01-04') })
  expect(said(late)).toEqual({ code: 'beyond-calendar', calendar: 'nl-contact', day: '2029-01-04' })
  expect(() => said(attempt(), { points: null as never })).toThrow(TypeError)
})
