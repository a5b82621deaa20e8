/** Each rule that gives rest, at its limits, as the second gate tells it: holds, promises and the cap keep a contact back from when until when, and in which words. */
import type { AttemptId, Hold, HoldKind, Instant, PromiseToPay } from '#domain'
import type { Attempt } from '#decision'
import { at, attempt, contact, day, keptBack, ms, now, WEDNESDAY } from './kept-back'

test('with nothing in its way a contact leaves', () => expect(keptBack({})).toBeNull())

describe('holds', () => {
  const hold = (kind: HoldKind, from: Instant, until: Instant | null = null, claim: string | null = null): { holds: Hold[] } => ({
    holds: [{ kind, claim, from, until }],
  })

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
    ['dispute', true],
    ['complaint', true],
    ['arrangement', true],
    ['promise', true],
    ['reply', true],
    ['absent-from-export', true],
    ['payment-said', true],
    ['manual', false],
    ['deceased', false],
    ['debt-help', false],
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
  const given = (more: Partial<PromiseToPay>): { promises: PromiseToPay[] } => ({
    promises: [{ reference: 'P', madeAt: at('2027-02-01'), payBy: day('2027-02-08'), state: 'open', ...more }],
  })
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
  expect(keptBack({ contacts: [contact('2027-02-03', { state: 'unknown', channel: 'sms' })] })).toEqual({
    code: 'contact-under-way',
    channel: 'sms',
    phase: 'reminder',
  }))
