/** Channels and the ladder at their limits, as the second gate tells it: from when until when they keep a contact back, and in which words. */
import { addDays } from '#domain'
import type { DebtorState } from '#domain'
import { gate } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, attempt, day, keptBack, ms, now, state, taken, WEDNESDAY } from './kept-back'

describe('channels', () => {
  const points = (more: object): Partial<DebtorState> => ({ points: state.points.map((point) => ({ ...point, ...more })) })

  test('that are closed, lost, or not agreed to are not used', () => {
    expect(keptBack({}, attempt('formal-notice', 'whatsapp'))).toEqual({ code: 'no-consent', channel: 'whatsapp' })
    expect(keptBack(points({ consentedOn: day(WEDNESDAY) }), attempt('formal-notice', 'whatsapp'))).toEqual({
      code: 'channel-closed',
      channel: 'whatsapp',
      phase: 'formal-notice',
    })
    expect(keptBack(points({ consentedOn: day(WEDNESDAY) }), attempt('reminder', 'whatsapp'))).toBeNull()
    expect(keptBack(points({ consentedOn: day('2027-02-11') }), attempt('reminder', 'whatsapp'))).toEqual({
      code: 'no-consent',
      channel: 'whatsapp',
    })
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
    expect(keptBack({}, attempt('reminder', 'call', at('2027-02-13')), at('2027-02-13'))).toEqual({
      code: 'closed-day',
      day: '2027-02-13',
      name: 'saturday',
      open: '2027-02-15',
      channel: 'call',
    })
    expect(keptBack({}, attempt('reminder', 'email', at('2027-03-26')), at('2027-03-26'))).toEqual({
      code: 'closed-day',
      day: '2027-03-26',
      name: 'Goede Vrijdag',
      open: '2027-03-27',
    })
  })
})

describe('the ladder', () => {
  test('leaves a week between phases', () => {
    expect(keptBack(taken('pre-due', '2027-02-04'))).toEqual({ code: 'phase-gap', days: 7, lastOn: '2027-02-04' })
    expect(keptBack(taken('pre-due', '2027-02-03'))).toBeNull()
    expect(keptBack(taken('reminder', '2027-02-04'))).toBeNull()
  })

  test('counts from the latest step of an earlier phase, of two on one day from the later phase', () => {
    const both = (...steps: Partial<DebtorState>[]): Partial<DebtorState> => ({
      claims: state.claims.map((claim) => ({ ...claim, steps: steps.flatMap(({ claims = [] }) => claims.flatMap((one) => one.steps)) })),
    })
    expect(keptBack(both(taken('reminder', '2027-02-06'), taken('pre-due', '2027-01-29')), attempt('formal-notice', 'letter'))).toEqual({
      code: 'phase-gap',
      days: 7,
      lastOn: '2027-02-06',
    })
    expect(
      keptBack(both(taken('reminder', '2027-01-20'), taken('formal-notice', '2027-01-20', WEDNESDAY)), attempt('final-demand', 'letter')),
    ).toEqual({ code: 'term-lapsed', endedOn: WEDNESDAY })
  })

  test('sends nothing further within a legal term, nor before the payments of its last day are read', () => {
    const demand = attempt('final-demand', 'letter')
    expect(keptBack(taken('formal-notice', '2027-01-20', WEDNESDAY), demand)).toEqual({ code: 'term-lapsed', endedOn: WEDNESDAY })
    expect(keptBack(taken('formal-notice', '2027-01-20', '2027-02-09'), demand)).toBeNull()
    for (const read of [day('2027-02-08'), null]) {
      expect(keptBack({ ...taken('formal-notice', '2027-01-20', '2027-02-09'), paymentsReadThrough: read }, demand)).toEqual({
        code: 'payments-not-read',
        through: '2027-02-09',
      })
    }
  })

  test('does not wait for payments under a policy that asks for none', () => {
    const unread = { ...state, ...taken('formal-notice', '2027-01-20', '2027-02-09'), paymentsReadThrough: null }
    expect(
      gate(unread, shippedRulebook('consumer', { postDays: 2, requirePaymentsRead: false }), attempt('final-demand', 'letter'), now),
    ).toEqual({ kind: 'pass' })
  })

  test('waits for what is to be collected and rests on what was', () => {
    const mandate = { reference: 'M', signedOn: day('2026-01-01'), collectOn: 25 }
    expect(keptBack({ mandate })).toEqual({ code: 'to-be-collected', claim: 'INV-1', on: '2027-02-25' })
    const collected = (returnedOn: string | null, code: string | null): Partial<DebtorState> => ({
      collections: [
        { claim: 'INV-1', on: day('2027-02-01'), amount: 10_000, returnedOn: returnedOn === null ? null : day(returnedOn), code },
      ],
    })
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
