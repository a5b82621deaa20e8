/** The welcome: once, with a first invoice, while nothing is late; no other contact waits for it. */
import type { ClaimState, LocalDate } from '#domain'
import { decide } from '#decision'
import { at, debtor, failed, ladder, pointsFor, step, stepOf, taken } from './debtor'

const WELCOME = step('welcome', 'welcome', 0, { day: { from: 'issue-date', days: 0 } })
const welcoming = ladder(WELCOME, step('pre-due', 'pre-due', -3), step('reminder', 'reminder', 5))
const claim = (reference: string, issuedOn: string, more: Partial<ClaimState> = {}): ClaimState => ({
  ...debtor([]).claims[0]!,
  id: reference,
  reference,
  issuedOn: issuedOn as LocalDate,
  ...more,
})
const due = (day: string): Partial<ClaimState> => ({ dueOn: day as LocalDate })

test.each<[string, string | null, Partial<ReturnType<typeof debtor>>]>([
  ['their first invoice', 'INV-1', {}],
  ['two first invoices of one day', 'A B', { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-04')] }],
  ['an invoice with a younger one beside it', 'A', { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-05')] }],
  ['an invoice with an older one beside it, the older alone', 'B', { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-03')] }],
  ['an invoice after one that was paid', null, { hadClaims: true }],
  [
    'an invoice beside one that was written about',
    null,
    { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-06', { steps: [taken('welcome', 'welcome', '2027-01-04')] })] },
  ],
  ['an invoice beside one that is due', null, { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-04', due('2027-01-04'))] }],
  ['who cannot be reached', null, { points: [] }],
])('of %s', (_name, expected, more) => {
  const decision = decide(debtor([], more), welcoming, at('2027-01-04'))
  expect(decision.kind === 'contact' ? decision.contact.claims.join(' ') : null).toBe(expected)
})

test('it says why, asks for nothing on a day, and lists every first invoice', () => {
  expect(decide(debtor([], { claims: [claim('A', '2027-01-04'), claim('B', '2027-01-04')] }), welcoming, at('2027-01-04'))).toMatchObject({
    kind: 'contact',
    contact: { phase: 'welcome', claims: ['A', 'B'], payBy: null, legalEnd: null, announcedCosts: null },
    reasons: [
      { code: 'step-due' },
      { code: 'first-invoice', claim: 'A' },
      { code: 'consolidated', claims: ['B'] },
      { code: 'channel-default' },
    ],
  })
})

test('what was missed may still come, up to four days before the due date, and never after', () => {
  expect(stepOf(decide(debtor([]), welcoming, at('2027-01-28')))).toBe('welcome')
  expect(stepOf(decide(debtor([]), welcoming, at('2027-01-29')))).toBe('pre-due')
  const alone = ladder(WELCOME)
  expect(stepOf(decide(debtor([]), alone, at('2027-01-30')))).toBe('welcome')
  expect(stepOf(decide(debtor([]), alone, at('2027-02-01')))).toBe('stop')
})

test('a letter that would arrive on the due date or later is not written', () => {
  const byLetter = { points: pointsFor('letter') }
  // Sent on a Thursday, delivered on Saturday; on a Friday, not before Tuesday.
  expect(stepOf(decide(debtor([], byLetter), ladder(WELCOME), at('2027-01-28')))).toBe('welcome')
  expect(stepOf(decide(debtor([], byLetter), ladder(WELCOME), at('2027-01-29')))).toBe('stop')
})

test('what comes back goes another way, though the invoice has its step by then', () => {
  const back = debtor([taken('welcome', 'welcome', '2027-01-04')], { contacts: [failed('welcome', 'welcome', '2027-01-05', 'email')] })
  expect(decide(back, welcoming, at('2027-01-05'))).toMatchObject({
    kind: 'contact',
    contact: { step: 'welcome', channel: 'letter', resumes: 'welcome-failed' },
  })
})

test('a ladder with two of them, such as one for each segment, says it once', () => {
  const twice = ladder(WELCOME, { ...WELCOME, name: 'welcome-again', day: { from: 'issue-date', days: 1 } })
  expect(stepOf(decide(debtor([taken('welcome', 'welcome', '2027-01-04')]), twice, at('2027-01-05')))).toBe('stop')
})

test('nothing waits for it: no week between, and no room taken in the budget', () => {
  const short = (...days: number[]) =>
    ladder(WELCOME, ...days.map((day, index) => step(`note-${index}`, 'due-day', day, { day: { from: 'issue-date', days: day } })))
  expect(stepOf(decide(debtor([taken('welcome', 'welcome', '2027-01-28')]), welcoming, at('2027-01-29')))).toBe('pre-due')
  expect(stepOf(decide(debtor([]), short(2, 6), at('2027-01-04')))).toBe('welcome')
  expect(decide(debtor([]), short(2, 4, 6), at('2027-01-04'))).toMatchObject({ kind: 'wait', reasons: [{ step: 'note-0' }] })
  expect(stepOf(decide(debtor([]), short(2, 4, 7), at('2027-01-04')))).toBe('welcome')
})
