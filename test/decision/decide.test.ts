/** Decisions about states that a scenario cannot show: payments not read, calls without answer, unknown outcomes, late starts. */
import { instantAt } from '#domain'
import type {
  AttemptId,
  ClaimState,
  ContactPointId,
  DebtorState,
  Decision,
  Instant,
  LocalDate,
  LocalTime,
  PastContact,
  StepTaken,
} from '#domain'
import { dayOf, decide, instantOn } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const at = (day: string, time = '09:00'): Instant => instantAt(day as LocalDate, time as LocalTime, 'Europe/Amsterdam')
const date = (text: string): LocalDate => text as LocalDate
const taken = (step: 'reminder' | 'formal-notice' | 'final-demand', on: string, term: Partial<StepTaken> = {}): StepTaken => ({
  step,
  phase: step,
  round: 1,
  on: date(on),
  expectedDelivery: null,
  legalEnd: null,
  payBy: null,
  announcedCosts: null,
  ...term,
})
const claim = (steps: readonly StepTaken[] = [], more: Partial<ClaimState> = {}): ClaimState => ({
  id: '1',
  reference: 'INV-1',
  issuedOn: date('2027-01-02'),
  dueOn: date('2027-02-01'),
  original: 10_000,
  open: 10_000,
  steps,
  pastBefore: null,
  ...more,
})
const debtor = (more: Partial<DebtorState> = {}): DebtorState => ({
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: null,
  income: null,
  points: (['email', 'letter', 'call'] as const).map((channel) => ({
    id: `point-${channel}` as ContactPointId,
    channel,
    purpose: 'both',
    usable: true,
    consentedOn: null,
    optedOut: false,
  })),
  claims: [claim()],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: null,
  ...more,
})
const contact = (day: string, more: Partial<PastContact> = {}): PastContact => ({
  attemptId: `attempt-${day}` as AttemptId,
  at: at(day),
  channel: 'call',
  phase: 'reminder',
  step: 'reminder',
  state: 'handed-over',
  contactPointId: null,
  weight: 1,
  claims: ['OTHER'],
  ...more,
})

test('after the term a final demand waits until payments of its last day are read, then goes at once', () => {
  const noticed = debtor({
    claims: [
      claim([
        taken('reminder', '2027-02-06'),
        taken('formal-notice', '2027-02-16', { legalEnd: date('2027-03-04'), payBy: date('2027-03-04') }),
      ]),
    ],
  })
  const unread = decide({ ...noticed, paymentsReadThrough: date('2027-03-03') }, rulebook, at('2027-03-05'))
  expect(unread).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-06') })
  expect(unread.reasons.map(({ code }) => code)).toContain('payments-not-read')
  const read = decide({ ...noticed, paymentsReadThrough: date('2027-03-04') }, rulebook, at('2027-03-05', '11:30'))
  expect(read).toMatchObject({ kind: 'contact', contact: { phase: 'final-demand', channel: 'letter', announcedCosts: null } })
})

test('a claim that is imported late starts with the reminder, and takes a week for each phase', () => {
  const first = decide(debtor(), rulebook, at('2027-05-10', '14:00'))
  expect(first).toMatchObject({ kind: 'contact', contact: { phase: 'reminder', channel: 'email' } })
  const next = decide(debtor({ claims: [claim([taken('reminder', '2027-05-10')])] }), rulebook, at('2027-05-10', '14:01'))
  expect(next).toMatchObject({ kind: 'wait', reviewAt: at('2027-05-18') })
})

test('a notice that was sent before the import, of which only the day is known, gets its whole term', () => {
  const state = debtor({ claims: [claim([taken('formal-notice', '2027-02-16')])], paymentsReadThrough: date('2027-12-31') })
  expect(decide(state, rulebook, at('2027-02-20'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-05') })
})

test('two calls that nobody answered count as one contact; a third contact still fits the week', () => {
  const unanswered = [contact('2027-02-03', { weight: 0.5 }), contact('2027-02-04', { weight: 0.5 }), contact('2027-02-05')]
  expect(decide(debtor({ contacts: unanswered }), rulebook, at('2027-02-06')).kind).toBe('contact')
  const answered = [contact('2027-02-03'), contact('2027-02-04'), contact('2027-02-05')]
  expect(decide(debtor({ contacts: answered }), rulebook, at('2027-02-06'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-10') })
})

test('while a contact is under way, or its outcome unknown, nothing else is decided', () => {
  const lost = debtor({ contacts: [contact('2027-02-06', { state: 'unknown', claims: ['INV-1'] })] })
  expect(decide(lost, rulebook, at('2027-02-06', '10:00')).kind).toBe('wait')
  expect(decide({ ...lost, openTasks: ['outcome-unknown'] }, rulebook, at('2027-02-08', '09:00')).kind).toBe('wait')
})

test.each(['failed', 'refused'] as const)('a %s attempt is resumed over another channel as the same attempt', (state) => {
  const failed = contact('2027-02-06', { channel: 'email', state, weight: 0, claims: ['INV-1'] })
  const decision = decide(debtor({ contacts: [failed], claims: [claim([taken('reminder', '2027-02-06')])] }), rulebook, at('2027-02-08'))
  expect(decision).toMatchObject({ kind: 'contact', contact: { channel: 'letter', phase: 'reminder', resumes: failed.attemptId } })
  expect(decision.reasons).toContainEqual({ code: 'channel-fallback', channel: 'letter', failed: 'email' })
})

test('at the end of the ladder a person decides, and no more is sent', () => {
  const demanded = [
    taken('reminder', '2027-02-06'),
    taken('formal-notice', '2027-02-16', { legalEnd: date('2027-03-04') }),
    taken('final-demand', '2027-03-05', { payBy: date('2027-03-18') }),
  ]
  const state = debtor({ claims: [claim(demanded)], paymentsReadThrough: date('2027-03-18') })
  expect(decide(state, rulebook, at('2027-03-18', '23:00'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-19', '00:00') })
  expect(decide(state, rulebook, at('2027-03-19'))).toMatchObject({
    kind: 'escalate',
    task: 'escalation',
    step: 'escalation',
    claims: ['INV-1'],
  })
  const proposed: StepTaken = { ...taken('reminder', '2027-03-19'), step: 'escalation', phase: 'escalation' }
  expect(decide({ ...state, claims: [claim([...demanded, proposed])] }, rulebook, at('2027-03-20'))).toMatchObject({
    kind: 'stop',
    reasons: [{ code: 'person-decides', claim: 'INV-1' }],
  })
})

test('a day beyond the calendars is not decided, and the other claims go on', () => {
  const far = claim([], { reference: 'INV-9', dueOn: date('2028-12-29') })
  expect(decide(debtor({ claims: [far] }), rulebook, at('2028-12-29'))).toMatchObject({
    kind: 'wait',
    reasons: [{ code: 'beyond-calendar', calendar: 'nl-contact' }],
  })
  expect(decide(debtor({ claims: [far, claim()] }), rulebook, at('2027-02-06'))).toMatchObject({
    kind: 'contact',
    contact: { claims: ['INV-1'] },
  })
})

test('an address for reminders goes before one for invoices', () => {
  const point = (id: string, purpose: 'invoice' | 'reminder' | 'both') => ({
    id: id as ContactPointId,
    channel: 'email' as const,
    purpose,
    usable: true,
    consentedOn: null,
    optedOut: false,
  })
  const chosen = (...points: ReturnType<typeof point>[]) => decide(debtor({ points }), rulebook, at('2027-02-06'))
  expect(chosen(point('a', 'invoice'), point('b', 'both'), point('c', 'reminder'))).toMatchObject({ contact: { contactPointId: 'c' } })
  expect(chosen(point('a', 'invoice'))).toMatchObject({ contact: { contactPointId: 'a' } })
})

test('a dispute that ends during the day lets the reminder leave at the next opening', () => {
  const ended = debtor({ holds: [{ kind: 'dispute', claim: 'INV-1', from: at('2027-02-03'), until: at('2027-02-10', '15:00') }] })
  expect(decide(ended, rulebook, at('2027-02-10', '15:00'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-11') })
})

test('what greets, asks or announces lapses once its time is over', () => {
  const business = shippedRulebook('business')
  const firm = debtor({ kind: 'business' })
  expect(decide(firm, business, at('2027-02-01'))).toMatchObject({ contact: { step: 'due-day-message', payBy: '2027-02-01' } })
  expect(decide(firm, business, at('2027-02-15'))).toMatchObject({ contact: { step: 'reminder' } })
  const loyal = shippedRulebook('relation')
  expect(decide(debtor({ segment: 'loyal' }), loyal, at('2027-01-07'))).toMatchObject({ contact: { step: 'receipt-check' } })
  expect(decide(debtor({ segment: 'loyal' }), loyal, at('2027-02-08'))).toMatchObject({ contact: { step: 'reminder' } })
})

describe('the hour of the answers', () => {
  const of = (channel: 'email' | 'letter', ...times: string[]): DebtorState['responses'] => [
    { channel: 'call', contacts: 0, answered: 0, answeredAt: [], like: { contacts: 0, answered: 0 } },
    {
      channel,
      contacts: 3,
      answered: times.length,
      answeredAt: times.map((time) => at('2027-01-20', time)),
      like: { contacts: 0, answered: 0 },
    },
  ]
  const hourOf = (responses: DebtorState['responses'], book = rulebook): Decision =>
    decide(debtor({ responses }), book, at('2027-02-06', '00:00'))

  test.each<[string, DebtorState['responses'], string]>([
    ['three answers in it are enough', of('email', '17:05', '17:55', '17:30'), '17:00'],
    ['two are not', of('email', '17:05', '17:55'), '09:00'],
    ['half of them is enough', of('email', '17:05', '17:55', '10:00', '12:00'), '17:00'],
    ['less than half is not', of('email', '17:05', '17:55', '10:00', '12:00', '14:00'), '09:00'],
    ['at eight the channel is closed', of('email', '08:05', '08:15', '08:30'), '09:00'],
    ['at seven in the evening too', of('email', '19:05', '19:15', '19:30'), '09:00'],
    ['of two as busy the earlier counts', of('email', '15:05', '11:15', '15:30', '11:45'), '11:00'],
    ['at midnight too', of('email', '00:05', '00:15', '00:30'), '09:00'],
  ])('%s', (_name, responses, time) => expect(hourOf(responses)).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-06', time) }))

  test('moves no letter and no notice, and is no reason once it has gone by', () => {
    expect(
      decide(
        debtor({ responses: of('letter', '11:05', '11:15', '11:30'), preferredChannel: 'letter' }),
        rulebook,
        at('2027-02-06', '00:00'),
      ),
    ).toMatchObject({ reviewAt: at('2027-02-06') })
    const responses = of('email', '17:05', '17:55', '17:30')
    const byEmail = debtor({ responses, points: debtor().points.slice(0, 1), claims: [claim([taken('reminder', '2027-02-06')])] })
    expect(decide(byEmail, rulebook, at('2027-02-16', '00:00'))).toMatchObject({ reviewAt: at('2027-02-16') })
    expect(decide(debtor({ responses }), rulebook, at('2027-02-06', '18:00')).reasons.map(({ code }) => code)).not.toContain('best-hour')
  })

  test('of another channel says nothing, and nothing is learned under a policy that does not want it', () => {
    const other = of('letter', '17:05', '17:55', '17:30')
    expect(decide(debtor({ responses: other, preferredChannel: 'email' }), rulebook, at('2027-02-06', '00:00'))).toMatchObject({
      reviewAt: at('2027-02-06'),
    })
    expect(
      hourOf(of('email', '17:05', '17:55', '17:30'), shippedRulebook('consumer', { postDays: 2, observedResponse: null })),
    ).toMatchObject({ reviewAt: at('2027-02-06') })
  })
})

test('days and hours are those of the wall clock', () => {
  expect(dayOf(at('2027-03-29', '00:00'), rulebook)).toBe('2027-03-29')
  expect(dayOf((at('2027-03-29', '00:00') - 1) as Instant, rulebook)).toBe('2027-03-28')
  expect(instantOn(date('2027-03-28'), '09:00' as LocalTime, rulebook)).toBe(Date.parse('2027-03-28T07:00:00Z'))
})
