/** The second gate: what a debtor would notice if a message left that no longer holds. */
import { instantAt } from '#domain'
import type { AttemptId, ContactPointId, DebtorState, Instant, LocalDate, LocalTime, PastContact, ReasonCode } from '#domain'
import { decide, gate } from '#decision'
import type { Attempt } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const at = (day: string, time = '09:00'): Instant => instantAt(day as LocalDate, time as LocalTime, 'Europe/Amsterdam')
const email = 'point-email' as ContactPointId
const attemptId = 'attempt-1' as AttemptId

const state: DebtorState = {
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: null,
  income: null,
  points: [
    { id: email, channel: 'email', purpose: 'both', usable: true, consentedOn: null, optedOut: false },
    { id: 'point-letter' as ContactPointId, channel: 'letter', purpose: 'both', usable: true, consentedOn: null, optedOut: false },
  ],
  claims: [
    {
      id: '1',
      reference: 'INV-1',
      issuedOn: '2027-01-02' as LocalDate,
      dueOn: '2027-02-01' as LocalDate,
      original: 10_000,
      open: 10_000,
      steps: [],
      pastBefore: null,
    },
  ],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: '2027-02-05' as LocalDate,
}

/** The reminder of Saturday 6 February 2027, 09:00, and the state once it is queued. */
function planned(from: DebtorState = state, when = at('2027-02-06')): { attempt: Attempt; queued: DebtorState } {
  const decision = decide(from, rulebook, when)
  if (decision.kind !== 'contact') throw new Error(`expected a contact, came ${decision.kind}`)
  const attempt = { ...decision.contact, attemptId }
  const { channel, phase, step, contactPointId, claims } = attempt
  const contact: PastContact = { attemptId, at: attempt.at, channel, phase, step, contactPointId, claims, state: 'queued', weight: 1 }
  return { attempt, queued: { ...from, contacts: [...from.contacts, contact] } }
}

const codes = (given: DebtorState, attempt: Attempt, now: Instant): ReasonCode[] => {
  const answer = gate(given, rulebook, attempt, now)
  return answer.kind === 'pass' ? [] : answer.reasons.map(({ code }) => code)
}

test('a contact does not stand in its own way', () => {
  const { attempt, queued } = planned()
  expect(codes(queued, attempt, at('2027-02-06', '09:20'))).toEqual([])
})

test.each<[string, ReasonCode, (queued: DebtorState) => DebtorState]>([
  ['was paid', 'settled', (queued) => ({ ...queued, claims: [] })],
  ['was paid in part', 'amount-changed', (queued) => ({ ...queued, claims: queued.claims.map((claim) => ({ ...claim, open: 4_000 })) })],
  [
    'got a week more',
    'step-not-due',
    (queued) => ({ ...queued, claims: queued.claims.map((claim) => ({ ...claim, dueOn: '2027-02-08' as LocalDate })) }),
  ],
  [
    'turned out to be paid for by money of the 5th',
    'step-not-due',
    (queued) => ({ ...queued, income: { every: 'month', day: 5, roll: 'preceding' } }),
  ],
  [
    'is disputed',
    'hold',
    (queued) => ({ ...queued, holds: [{ kind: 'dispute', claim: 'INV-1', from: at('2027-02-06', '09:01'), until: null }] }),
  ],
  [
    'was promised',
    'promise-open',
    (queued) => ({
      ...queued,
      promises: [{ reference: 'P', madeAt: at('2027-02-06', '09:01'), payBy: '2027-02-12' as LocalDate, state: 'open' }],
    }),
  ],
  ['was stopped', 'opted-out', (queued) => ({ ...queued, points: queued.points.map((point) => ({ ...point, optedOut: true })) })],
  ['lost its address', 'contact-point-unusable', (queued) => ({ ...queued, points: [] })],
  [
    'met another contact that day',
    'cap-day',
    (queued) => ({
      ...queued,
      contacts: [...queued.contacts, { ...(queued.contacts[0] as PastContact), attemptId: 'other' as AttemptId, state: 'handed-over' }],
    }),
  ],
])('what %s meanwhile is suppressed', (_name, code, meanwhile) => {
  const { attempt, queued } = planned()
  expect(codes(meanwhile(queued), attempt, at('2027-02-06', '09:20'))).toEqual([code])
})

test('what waited too long is decided again, and nothing leaves at night or on Sunday', () => {
  const { attempt, queued } = planned()
  expect(codes(queued, attempt, at('2027-02-06', '19:00'))).toEqual(['outside-hours'])
  expect(codes(queued, attempt, at('2027-02-07', '08:00'))).toEqual(['closed-day'])
  expect(codes(queued, attempt, at('2027-02-08', '09:00'))).toEqual(['too-late'])
})

test('an answer keeps the hours and the opt-outs, also when the claims it spoke of were paid meanwhile', () => {
  const { attempt: reminder, queued } = planned()
  const answer: Attempt = { ...reminder, phase: 'reply', claims: ['INV-0'], amount: 0 }
  const stopped = { ...queued, points: queued.points.map((point) => ({ ...point, optedOut: true })) }
  expect(codes(queued, answer, at('2027-02-06', '09:20'))).toEqual([])
  expect(codes(queued, answer, at('2027-02-07', '08:00'))).toEqual(['closed-day'])
  expect(codes(stopped, answer, at('2027-02-06', '09:20'))).toEqual(['opted-out'])
})

test('a formal notice that misses the post of its day is decided again, since its term would be short', () => {
  const step = {
    step: 'reminder',
    phase: 'reminder' as const,
    round: 1,
    on: '2027-02-06' as LocalDate,
    expectedDelivery: null,
    legalEnd: null,
    payBy: null,
    announcedCosts: null,
  }
  const reminded = { ...state, claims: state.claims.map((claim) => ({ ...claim, steps: [step] })) }
  const { attempt, queued } = planned(reminded, at('2027-02-16'))
  expect(attempt).toMatchObject({ phase: 'formal-notice', channel: 'letter', legalEnd: '2027-03-04', announcedCosts: 4_000 })
  expect(codes(queued, attempt, at('2027-02-16', '11:59'))).toEqual([])
  expect(codes(queued, attempt, at('2027-02-17', '09:00'))).toEqual(['too-late'])
})

test('two open attempts are one too many: the other waits', () => {
  const { attempt, queued } = planned()
  const twice = { ...queued, contacts: [...queued.contacts, { ...(queued.contacts[0] as PastContact), attemptId: 'other' as AttemptId }] }
  expect(codes(twice, attempt, at('2027-02-06', '09:20'))).not.toEqual([])
})
