/** What a message says comes next, and when: never a day on which nobody hears from us, and never sooner than it can come. */
import type { DebtorState, LocalDate, PlannedContact } from '#domain'
import { nextStep } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, firm, shipped, taken } from './debtor'

const contact = (step: string, phase: PlannedContact['phase'], payBy: string | null = null): PlannedContact => ({
  at: at('2027-01-29'),
  channel: 'email',
  contactPointId: 'email' as never,
  phase,
  step,
  claims: ['INV-1'],
  amount: 10_000,
  payBy: payBy as LocalDate | null,
  expectedDelivery: null,
  legalEnd: null,
  announcedCosts: null,
  resumes: null,
})
const on = (sentOn: string, sent: PlannedContact, state: DebtorState = debtor([]), book = shipped): string | undefined => {
  const next = nextStep(sent, book, state, sentOn as LocalDate)
  return next ? `${next.phase} ${next.on}` : undefined
}

test('from the due date, or from the money that comes shortly after it', () => {
  expect(on('2027-01-29', contact('pre-due', 'pre-due', '2027-02-01'))).toBe('reminder 2027-02-06')
  // Money on Friday 5 February: the soft due date is Monday 8.
  const paid = debtor([], { income: { every: 'month', day: 5, roll: 'preceding' } })
  expect(on('2027-02-05', contact('pre-due', 'pre-due', '2027-02-08'), paid)).toBe('reminder 2027-02-13')
})

test('a closed day is not named, and a week lies between two phases', () => {
  const due = (day: string): DebtorState => debtor([], {}, { dueOn: day as LocalDate })
  expect(on('2027-01-29', contact('pre-due', 'pre-due'), due('2027-02-02'))).toBe('reminder 2027-02-08')
  expect(on('2027-02-12', contact('reminder', 'reminder'))).toBe('formal-notice 2027-02-19')
})

test('from the end of the term, and from the day of the step that is named', () => {
  expect(on('2027-02-16', contact('formal-notice', 'formal-notice', '2027-03-04'))).toBe('final-demand 2027-03-05')
  // The ladder of firms asks for the demand on 2 March, within this term.
  expect(on('2027-02-16', contact('formal-notice', 'formal-notice', '2027-03-04'), debtor([]), shippedRulebook('business'))).toBe(
    'final-demand 2027-03-05',
  )
  const relation = shippedRulebook('relation')
  const called = debtor([taken('reminder', 'reminder', '2027-02-06'), taken('reminder-call', 'reminder', '2027-02-11')], {
    ...firm,
    segment: 'loyal',
  })
  expect(on('2027-02-11', contact('reminder-call', 'reminder'), called, relation)).toBe('escalation 2027-02-27')
})

test('nothing comes after the last step, nor after one that another strategy has', () => {
  expect(on('2027-04-01', contact('escalation', 'escalation'))).toBeUndefined()
  expect(on('2027-04-01', contact('elsewhere', 'reminder'))).toBeUndefined()
})

test('beyond the calendars the day is told as the strategy counts it', () => {
  const late = debtor([], { income: { calendar: 'nl-aow' } }, { dueOn: '2029-01-30' as LocalDate })
  expect(on('2029-01-27', contact('pre-due', 'pre-due'), late)).toBe('reminder 2029-02-04')
})
