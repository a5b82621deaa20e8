/** Each rule at its limits, as the second gate tells it: what keeps a contact back, from when until when, and in which words. */
import { addDays, instantAt } from '#domain'
import type { AttemptId, Channel, ContactPointId, DebtorState, Hold, HoldKind, Instant, LocalDate, LocalTime, PastContact, Phase, PromiseToPay, Reason, StepTaken } from '#domain'
import { gate } from '#decision'
import type { Attempt } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const day = (text: string): LocalDate => text as LocalDate
const at = (date: string, time = '09:00'): Instant => instantAt(day(date), time as LocalTime, 'Europe/Amsterdam')
const ms = (instant: Instant, more: number): Instant => (instant + more) as Instant
const WEDNESDAY = '2027-02-10'
const now = at(WEDNESDAY)
const channels: readonly Channel[] = ['email', 'whatsapp', 'letter', 'call']

const state: DebtorState = {
  reference: 'D', kind: 'consumer', language: 'nl', segment: 'standard', online: true, preferredChannel: null, income: null,
  points: channels.map((channel) => ({ id: channel as unknown as ContactPointId, channel, purpose: 'both', usable: true, consentedOn: null, optedOut: false })),
  claims: [{ id: '1', reference: 'INV-1', issuedOn: day('2027-01-02'), dueOn: day('2027-02-01'), original: 10_000, open: 10_000, steps: [], pastBefore: null }],
  holds: [], promises: [], arrangement: null, mandate: null, collections: [], contacts: [], openTasks: [], paymentsReadThrough: day('2027-02-09'),
}
const attempt = (phase: Phase, channel: Channel = 'email', planned = now): Attempt => ({
  attemptId: 'mine' as AttemptId, at: planned, channel, contactPointId: channel as unknown as ContactPointId, phase, step: phase, claims: ['INV-1'], amount: 10_000,
  payBy: null, expectedDelivery: null, legalEnd: null, announcedCosts: phase === 'formal-notice' ? 4_000 : null, resumes: null,
})

/** Null: it may leave. */
function keptBack(changes: Partial<DebtorState>, what: Attempt = attempt('reminder'), when = now): Reason | null {
  const answer = gate({ ...state, ...changes }, rulebook, what, when)
  return answer.kind === 'pass' ? null : answer.reasons[0]
}
const taken = (phase: StepTaken['phase'], on: string, legalEnd: string | null = null): Partial<DebtorState> => ({
  claims: state.claims.map((claim) => ({ ...claim, steps: [{ step: phase, phase, round: 1, on: day(on), expectedDelivery: null, legalEnd: legalEnd === null ? null : day(legalEnd), payBy: null, announcedCosts: null }] })),
})
const contact = (on: string, more: Partial<PastContact> = {}): PastContact =>
  ({ attemptId: on as AttemptId, at: at(on), channel: 'email', phase: 'reminder', step: 'reminder', state: 'handed-over', contactPointId: null, weight: 1, claims: ['OTHER'], ...more })

test('with nothing in its way a contact leaves', () => expect(keptBack({})).toBeNull())

describe('holds', () => {
  const hold = (kind: HoldKind, from: Instant, until: Instant | null = null, claim: string | null = null): { holds: Hold[] } => ({ holds: [{ kind, claim, from, until }] })

  test('keep back from their first instant until their last, over their own claim', () => {
    const reason = { code: 'hold', kind: 'manual', claim: null }
    expect(keptBack(hold('manual', now))).toEqual(reason)
    expect(keptBack(hold('manual', ms(now, 1)))).toBeNull()
    expect(keptBack(hold('manual', at('2027-02-01'), ms(now, 1)))).toEqual(reason)
    expect(keptBack(hold('manual', at('2027-02-01'), now))).toBeNull()
    expect(keptBack(hold('manual', now, null, 'INV-1'))).toEqual({ ...reason, claim: 'INV-1' })
    expect(keptBack(hold('manual', now, null, 'INV-2'))).toBeNull()
  })

  test.each<[HoldKind, boolean]>([
    ['dispute', true], ['complaint', true], ['arrangement', true], ['promise', true], ['reply', true], ['absent-from-export', true], ['payment-said', true], ['manual', false], ['deceased', false], ['debt-help', false],
  ])('an answer to the debtor passes a hold of kind %s: %s', (kind, passes) => {
    expect(keptBack(hold(kind, at('2027-02-01')), attempt('reply')) === null).toBe(passes)
    expect(keptBack(hold(kind, at('2027-02-01')))).toEqual({ code: 'hold', kind, claim: null })
  })
})

describe('what a person writes back', () => {
  const written: Attempt = { ...attempt('reply'), step: 'answer-1' }
  const resting = { holds: [{ kind: 'manual' as const, claim: null, from: at('2027-02-01'), until: null }] }
  const underWay = { contacts: [contact('2027-02-03', { state: 'unknown' })] }

  test('leaves though contact rests, or another contact is under way; what the program writes does not', () => {
    for (const kept of [resting, underWay]) {
      expect(keptBack(kept, written)).toBeNull()
      expect(keptBack(kept, { ...written, step: 'reply-answer-' })).not.toBeNull()
      expect(keptBack(kept, { ...attempt('reminder'), step: 'answer-1' })).not.toBeNull()
    }
  })
})

describe('a promise', () => {
  const given = (more: Partial<PromiseToPay>): { promises: PromiseToPay[] } => ({ promises: [{ reference: 'P', madeAt: at('2027-02-01'), payBy: day('2027-02-08'), state: 'open', ...more }] })
  // Promised for Monday: Tuesday and Wednesday are the two bank days.
  const reason = { code: 'promise-open', payBy: '2027-02-08', graceUntil: '2027-02-10' }

  test('buys silence from when it was made through its second bank day, also when it was broken', () => {
    expect(keptBack(given({}))).toEqual(reason)
    expect(keptBack(given({ state: 'broken' }))).toEqual(reason)
    expect(keptBack(given({ madeAt: now }))).toEqual(reason)
    expect(keptBack(given({ madeAt: ms(now, 1) }))).toBeNull()
    expect(keptBack(given({ payBy: day('2027-02-05') }))).toBeNull()
  })

  test('that was broken long ago does not shorten the silence of the next', () => {
    const both = [...given({ state: 'broken', payBy: day('2027-02-01') }).promises, ...given({}).promises]
    expect(keptBack({ promises: both })).toEqual(reason)
  })

  test.each(['kept', 'withdrawn'] as const)('that was %s buys none', (ended) => expect(keptBack(given({ state: ended }))).toBeNull())
  test('does not keep an answer back', () => expect(keptBack(given({}), attempt('reply'))).toBeNull())
})

describe('the cap', () => {
  test('is one a day and three in any seven days, looking back and ahead', () => {
    expect(keptBack({ contacts: [contact(WEDNESDAY)] })).toEqual({ code: 'cap-day', perDay: 1 })
    const full = { code: 'cap-window', perWindow: 3, windowDays: 7 }
    expect(keptBack({ contacts: ['2027-02-04', '2027-02-06', '2027-02-09'].map((on) => contact(on)) })).toEqual(full)
    expect(keptBack({ contacts: ['2027-02-03', '2027-02-06', '2027-02-09'].map((on) => contact(on)) })).toBeNull()
    expect(keptBack({ contacts: ['2027-02-11', '2027-02-13', '2027-02-16'].map((on) => contact(on)) })).toEqual(full)
    expect(keptBack({ contacts: ['2027-02-11', '2027-02-13', '2027-02-17'].map((on) => contact(on)) })).toBeNull()
  })

  test('counts by weight, and neither what never left nor the contact itself; an answer is not held by it', () => {
    const half = contact(WEDNESDAY, { weight: 0.5 })
    expect(keptBack({ contacts: [half] })).toEqual({ code: 'cap-day', perDay: 1 })
    expect(keptBack({ contacts: ['2027-02-05', '2027-02-08', '2027-02-09'].map((on) => contact(on, { weight: 0.5 })) })).toBeNull()
    expect(keptBack({ contacts: [contact(WEDNESDAY, { weight: 0 })] })).toBeNull()
    expect(keptBack({ contacts: [contact(WEDNESDAY, { state: 'suppressed' })] })).toBeNull()
    expect(keptBack({ contacts: [contact(WEDNESDAY, { attemptId: 'mine' as AttemptId, state: 'queued' })] })).toBeNull()
    expect(keptBack({ contacts: [contact(WEDNESDAY)] }, attempt('reply'))).toBeNull()
  })
})

test('while another contact is under way nothing else leaves', () =>
  expect(keptBack({ contacts: [contact('2027-02-03', { state: 'unknown', channel: 'sms' })] })).toEqual({ code: 'contact-under-way', channel: 'sms', phase: 'reminder' }))

describe('channels', () => {
  const points = (more: object): Partial<DebtorState> => ({ points: state.points.map((point) => ({ ...point, ...more })) })

  test('that are closed, lost, or not agreed to are not used', () => {
    expect(keptBack({}, attempt('formal-notice', 'whatsapp'))).toEqual({ code: 'no-consent', channel: 'whatsapp' })
    expect(keptBack(points({ consentedOn: day(WEDNESDAY) }), attempt('formal-notice', 'whatsapp'))).toEqual({ code: 'channel-closed', channel: 'whatsapp', phase: 'formal-notice' })
    expect(keptBack(points({ consentedOn: day(WEDNESDAY) }), attempt('reminder', 'whatsapp'))).toBeNull()
    expect(keptBack(points({ consentedOn: day('2027-02-11') }), attempt('reminder', 'whatsapp'))).toEqual({ code: 'no-consent', channel: 'whatsapp' })
    expect(keptBack(points({ optedOut: true }))).toEqual({ code: 'opted-out', channel: 'email' })
    expect(keptBack(points({ usable: false }))).toEqual({ code: 'contact-point-unusable', channel: 'email' })
    expect(keptBack({ points: [] })).toEqual({ code: 'contact-point-unusable', channel: 'email' })
  })

  test('of who is not online are letter and telephone', () => {
    expect(keptBack({ online: false })).toEqual({ code: 'not-online' })
    for (const channel of ['letter', 'call'] as const) expect(keptBack({ online: false }, attempt('reminder', channel))).toBeNull()
  })

  test('are open from their opening until they close', () => {
    const hours = { code: 'outside-hours', channel: 'email', opens: '09:00', closes: '19:00' }
    expect(keptBack({}, attempt('reminder'), ms(now, -1))).toEqual(hours)
    expect(keptBack({}, attempt('reminder'), ms(at(WEDNESDAY, '19:00'), -1))).toBeNull()
    expect(keptBack({}, attempt('reminder'), at(WEDNESDAY, '19:00'))).toEqual(hours)
    expect(keptBack({}, attempt('reminder', 'call', at('2027-02-13')), at('2027-02-13'))).toEqual({ code: 'closed-day', day: '2027-02-13', name: 'saturday', open: '2027-02-15', channel: 'call' })
    expect(keptBack({}, attempt('reminder', 'email', at('2027-03-26')), at('2027-03-26'))).toEqual({ code: 'closed-day', day: '2027-03-26', name: 'Goede Vrijdag', open: '2027-03-27' })
  })
})

describe('the ladder', () => {
  test('leaves a week between phases', () => {
    expect(keptBack(taken('pre-due', '2027-02-04'))).toEqual({ code: 'phase-gap', days: 7, lastOn: '2027-02-04' })
    expect(keptBack(taken('pre-due', '2027-02-03'))).toBeNull()
    expect(keptBack(taken('reminder', '2027-02-04'))).toBeNull()
  })

  test('counts from the latest step of an earlier phase, of two on one day from the later phase', () => {
    const both = (...steps: Partial<DebtorState>[]): Partial<DebtorState> => ({ claims: state.claims.map((claim) => ({ ...claim, steps: steps.flatMap(({ claims = [] }) => claims.flatMap((one) => one.steps)) })) })
    expect(keptBack(both(taken('reminder', '2027-02-06'), taken('pre-due', '2027-01-29')), attempt('formal-notice', 'letter'))).toEqual({ code: 'phase-gap', days: 7, lastOn: '2027-02-06' })
    expect(keptBack(both(taken('reminder', '2027-01-20'), taken('formal-notice', '2027-01-20', WEDNESDAY)), attempt('final-demand', 'letter'))).toEqual({ code: 'term-lapsed', endedOn: WEDNESDAY })
  })

  test('sends nothing further within a legal term, nor before the payments of its last day are read', () => {
    const demand = attempt('final-demand', 'letter')
    expect(keptBack(taken('formal-notice', '2027-01-20', WEDNESDAY), demand)).toEqual({ code: 'term-lapsed', endedOn: WEDNESDAY })
    expect(keptBack(taken('formal-notice', '2027-01-20', '2027-02-09'), demand)).toBeNull()
    for (const read of [day('2027-02-08'), null]) {
      expect(keptBack({ ...taken('formal-notice', '2027-01-20', '2027-02-09'), paymentsReadThrough: read }, demand)).toEqual({ code: 'payments-not-read', through: '2027-02-09' })
    }
  })

  test('does not wait for payments under a policy that asks for none', () => {
    const unread = { ...state, ...taken('formal-notice', '2027-01-20', '2027-02-09'), paymentsReadThrough: null }
    expect(gate(unread, shippedRulebook('consumer', { postDays: 2, requirePaymentsRead: false }), attempt('final-demand', 'letter'), now)).toEqual({ kind: 'pass' })
  })

  test('waits for what is to be collected and rests on what was', () => {
    const mandate = { reference: 'M', signedOn: day('2026-01-01'), collectOn: 25 }
    expect(keptBack({ mandate })).toEqual({ code: 'to-be-collected', claim: 'INV-1', on: '2027-02-25' })
    const collected = (returnedOn: string | null, code: string | null): Partial<DebtorState> =>
      ({ collections: [{ claim: 'INV-1', on: day('2027-02-01'), amount: 10_000, returnedOn: returnedOn === null ? null : day(returnedOn), code }] })
    expect(keptBack(collected(null, null))).toEqual({ code: 'collected', claim: 'INV-1', on: '2027-02-01' })
    expect(keptBack(collected('2027-02-04', 'AC04'))).toEqual({ code: 'debit-returned', claim: 'INV-1', on: '2027-02-04' })
    expect(keptBack(collected('2027-02-03', 'AC04'))).toBeNull()
    expect(keptBack(collected(null, null), attempt('reply'))).toBeNull()
  })

  test('decides again what could not leave within a day', () => {
    const yesterday = attempt('reminder', 'email', at(addDays(day(WEDNESDAY), -1)))
    expect(keptBack({}, yesterday)).toBeNull()
    expect(keptBack({}, yesterday, ms(now, 1))).toEqual({ code: 'too-late', hours: 24 })
  })
})
