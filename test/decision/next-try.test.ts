/** A call that nobody answered: on which day and at which hour it is made again, and when it is over. */
import { decide, nextTry, type Attempt } from '#decision'
import type { AttemptId, DebtorState, Hold, LocalDate, LocalTime, PastContact, Rulebook } from '#domain'
import { at, debtor, pointsFor, shipped } from './debtor'

/** Who can only be called; the reminder is due on Saturday 6 February, so they are called on Monday the 8th. */
const state = debtor([], { points: pointsFor('call') })
const attempt = ((): Attempt => {
  const decision = decide(state, shipped, at('2027-02-08'))
  if (decision.kind !== 'contact') throw new Error('no call is due')
  return { ...decision.contact, attemptId: 'call' as AttemptId }
})()
const again = (
  day: string,
  time: string,
  tried: readonly string[] = [],
  { rulebook = shipped, ...changes }: Partial<DebtorState> & { rulebook?: Rulebook } = {},
): unknown => {
  const now = at(day, time)
  const tries = [...tried.map((one) => at(one, '10:00')), now]
  const found = nextTry({ ...state, ...changes }, rulebook, attempt, tries, now)
  return (
    found && [found.at, found.until].map((instant) => new Date(instant).toLocaleString('sv', { timeZone: 'Europe/Amsterdam' }).slice(5, 16))
  )
}

test.each<[string, string, string]>([
  ['09:10', '02-09 15:00', 'in the morning'],
  ['13:14', '02-09 15:00', 'just before the middle of the hours'],
  ['13:15', '02-09 11:00', 'in the middle of the hours'],
  ['17:20', '02-09 11:00', 'in the afternoon'],
])('it is made again the next day in the other half of the hours: %s', (time, expected) => {
  expect(again('2027-02-08', time)).toEqual([expected, '02-09 17:30'])
})

test('half an hour is never before the hours begin', () => {
  const hours = {
    ...shipped.policy.hours,
    call: { ...shipped.policy.hours.call, opens: '10:10' as LocalTime, closes: '10:50' as LocalTime },
  }
  const short = { ...shipped, policy: { ...shipped.policy, hours } }
  expect(again('2027-02-08', '10:20', [], { rulebook: short })).toEqual(['02-09 10:30', '02-09 10:50'])
  expect(again('2027-02-08', '10:40', [], { rulebook: short })).toEqual(['02-09 10:10', '02-09 10:50'])
})

test('a weekend and a holiday are passed over', () => {
  expect(again('2027-02-12', '09:10')).toEqual(['02-15 15:00', '02-15 17:30'])
  expect(again('2027-03-25', '09:10')).toEqual(['03-30 15:00', '03-30 17:30'])
})

test('each try weighs half a contact, of which a week takes three; the one that is made again does not count twice', () => {
  const itself: PastContact = { ...attempt, at: at('2027-02-08', '09:10'), state: 'sending', weight: 1 }
  const earlier = ['2027-02-04', '2027-02-05', '2027-02-06'].map((day): PastContact => ({
    ...itself,
    attemptId: day as AttemptId,
    at: at(day),
    state: 'handed-over',
    phase: 'reply',
    step: 'x',
  }))
  expect(again('2027-02-08', '09:10', [], { contacts: [itself] })).toEqual(['02-09 15:00', '02-09 17:30'])
  expect(again('2027-02-10', '09:10', ['2027-02-08', '2027-02-09'])).toEqual(['02-11 15:00', '02-11 17:30'])
  expect(again('2027-02-08', '09:10', [], { contacts: earlier })).toEqual(['02-12 15:00', '02-12 17:30'])
})

test('it is over where nothing would let it pass within a week', () => {
  const rest: Hold = { kind: 'manual', claim: null, from: at('2027-02-08', '09:30'), until: null }
  expect(again('2027-02-08', '09:10', [], { holds: [rest] })).toBeNull()
  expect(again('2027-02-08', '09:10', [], { holds: [{ ...rest, until: at('2027-02-15', '15:00') }] })).toEqual([
    '02-15 15:00',
    '02-15 17:30',
  ])
  expect(again('2027-02-08', '09:10', [], { holds: [{ ...rest, until: at('2027-02-15', '15:01') }] })).toBeNull()
})

test('payments will have been read by then, unless none ever were', () => {
  expect(again('2027-02-08', '09:10', [], { paymentsReadThrough: '2027-02-07' as LocalDate })).toEqual(['02-09 15:00', '02-09 17:30'])
  expect(again('2027-02-08', '09:10', [], { paymentsReadThrough: null })).toEqual(['02-09 15:00', '02-09 17:30'])
})
