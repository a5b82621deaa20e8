/** An acknowledgement of a dispute or a complaint: once, in writing, within two weeks; and the working days and calendars that such terms count with. */
import { instantAt } from '#domain'
import type { AttemptId, Channel, ContactPointId, DebtorState, Hold, HoldKind, Instant, LocalDate, LocalTime, PastContact } from '#domain'
import { closedDaysReach, decide, incomeReach, workingDayAfter } from '#decision'
import { shipped, shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const day = (text: string): LocalDate => text as LocalDate
const at = (date: string, time = '09:00'): Instant => instantAt(day(date), time as LocalTime, 'Europe/Amsterdam')
const point = (channel: Channel): DebtorState['points'][number] => ({
  id: channel as unknown as ContactPointId,
  channel,
  purpose: 'both',
  usable: true,
  consentedOn: null,
  optedOut: false,
})
const claim = (reference: string, open: number): DebtorState['claims'][number] => ({
  id: reference,
  reference,
  issuedOn: day('2027-01-02'),
  dueOn: day('2027-03-15'),
  original: open,
  open,
  steps: [],
  pastBefore: null,
})
const hold = (kind: HoldKind, about: string | null, more: Partial<Hold> = {}): Hold => ({
  kind,
  claim: about,
  from: at('2027-02-09', '14:00'),
  until: null,
  toAnswer: true,
  ...more,
})
const state: DebtorState = {
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: 'call',
  income: null,
  points: [point('call'), point('email')],
  claims: [claim('1', 10_000), claim('2', 5_000)],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: day('2027-02-09'),
}
const answered = (holds: readonly Hold[], more: Partial<DebtorState> = {}, when = at('2027-02-10')): unknown => {
  const decision = decide({ ...state, holds, ...more }, rulebook, when)
  if (decision.kind !== 'contact') return null
  const { channel, step, claims, amount, phase } = decision.contact
  expect([phase, channel]).toEqual(['reply', 'email'])
  return [step, claims, amount, decision.reasons[0]]
}
const told = (more: Partial<PastContact>): Partial<DebtorState> => ({
  contacts: [
    {
      attemptId: 'A' as AttemptId,
      at: at('2027-02-09', '15:00'),
      channel: 'email',
      phase: 'reply',
      step: 'reply-dispute',
      state: 'handed-over',
      contactPointId: null,
      weight: 1,
      claims: ['1'],
      ...more,
    },
  ],
})

test('a dispute is answered about its claim, a complaint about all, in writing whatever is preferred', () => {
  expect(answered([hold('dispute', '1')])).toEqual([
    'reply-dispute',
    ['1'],
    10_000,
    { code: 'answer-owed', kind: 'dispute', on: '2027-02-09' },
  ])
  expect(answered([hold('complaint', null)])).toEqual([
    'reply-complaint',
    ['1', '2'],
    15_000,
    { code: 'answer-owed', kind: 'complaint', on: '2027-02-09' },
  ])
})

test('nothing is owed where nobody asked, where it is over, or where the claim is gone', () => {
  expect(answered([hold('dispute', '1', { toAnswer: false })])).toBeNull()
  expect(answered([hold('dispute', '1', { until: at('2027-02-09', '16:00') })])).toBeNull()
  expect(answered([hold('dispute', '3')])).toBeNull()
})

test('it is told once: what came back, was earlier, or was about another claim does not count', () => {
  const dispute = [hold('dispute', '1')]
  expect(answered(dispute, told({}))).toBeNull()
  expect(answered(dispute, told({ at: at('2027-02-09', '14:00') }))).toBeNull()
  for (const other of [
    { state: 'failed' as const, weight: 0 },
    { at: at('2027-02-09', '13:59') },
    { claims: ['2'] },
    { step: 'reply-complaint' },
  ])
    expect(answered(dispute, told(other))).not.toBeNull()
  // A carrier that cannot deliver would be asked for ever.
  const failed = told({ state: 'failed', weight: 0 }).contacts ?? []
  expect(answered(dispute, { contacts: [...failed, ...failed] })).toBeNull()
  expect(answered([hold('complaint', null)], told({ step: 'reply-complaint', claims: [] }))).toBeNull()
})

test('after two weeks it answers nothing any more', () => {
  expect(answered([hold('dispute', '1')], {}, at('2027-02-23'))).not.toBeNull()
  expect(answered([hold('dispute', '1')], {}, at('2027-02-24'))).toBeNull()
})

test('working days leave out weekends and holidays', () => {
  expect(workingDayAfter(day('2027-02-10'), 2, rulebook)).toBe('2027-02-12')
  expect(workingDayAfter(day('2027-02-12'), 1, rulebook)).toBe('2027-02-15')
  // Good Friday, Easter
  expect(workingDayAfter(day('2027-03-25'), 2, rulebook)).toBe('2027-03-31')
  expect(workingDayAfter(day('2027-03-25'), 0, rulebook)).toBe('2027-03-25')
})

test('a calendar tells until the day before the first month, or day, that nobody has loaded', () => {
  const income = (name: string): LocalDate =>
    incomeReach(
      shipped.incomeCalendars.find((calendar) => calendar.name === name)!,
      day('2026-11-20'),
    )
  expect(income('nl-aow')).toBe('2027-11-30')
  expect(income('nl-uwv')).toBe('2026-11-30')
  expect(income('nl-toeslagen')).toBe('2028-12-31')
  expect(income('nl-gemeente-dronten')).toBe('2027-01-31')
  expect(closedDaysReach(shipped.closedDays.find(({ name }) => name === 'nl-contact')!)).toBe('2028-12-31')
})
