/** A reminder by hand: what binds it, what does not, and what it does to the ladder. */
import { decide, gate, nextStep, remindByHand, type RemindedByHand } from '#decision'
import type { AttemptId, Channel, DebtorState, Instant, LocalDate, PastContact } from '#domain'
import { at, debtor, pointsFor, shipped, step, taken, ladder } from './debtor'

const byHand = (state: DebtorState, now: Instant, channel: Channel | null = null): RemindedByHand =>
  remindByHand(state, shipped, { channel, step: 'by-hand-1' }, now)
const told = (answer: RemindedByHand): unknown =>
  answer.kind === 'contact' ? [answer.contact.channel, new Date(answer.contact.at).toISOString()] : answer.reasons.map(({ code }) => code)
/** A Tuesday, eight days after the due date. */
const tuesday = at('2027-02-09', '14:10')
const FREE = debtor([])

test("it goes at once, or at the hour that opens next, whatever day the money comes; the channel is the debtor's own unless it is said", () => {
  expect(told(byHand(FREE, tuesday))).toEqual(['email', '2027-02-09T13:10:00.000Z'])
  expect(told(byHand({ ...FREE, income: { every: 'month', day: 25, roll: 'preceding' } }, tuesday, 'letter'))).toEqual([
    'letter',
    '2027-02-10T08:00:00.000Z',
  ])
  expect(told(byHand(FREE, at('2027-02-13', '22:00')))).toEqual(['email', '2027-02-15T08:00:00.000Z'])
})

const held = (kind: 'dispute' | 'manual', claim: string | null): Partial<DebtorState> => ({
  holds: [{ kind, claim, from: at('2027-02-05'), until: null }],
})
const sent = (day: string, more: Partial<PastContact> = {}): PastContact => ({
  attemptId: day as AttemptId,
  at: at(day),
  channel: 'email',
  phase: 'reminder',
  step: 'x',
  state: 'handed-over',
  contactPointId: null,
  weight: 1,
  claims: ['INV-1'],
  ...more,
})

test.each<[string, string, Partial<DebtorState>, Instant]>([
  ['not due yet', 'step-not-due', {}, at('2027-02-01')],
  ['disputed', 'hold', held('dispute', 'INV-1'), tuesday],
  ['at rest', 'hold', held('manual', null), tuesday],
  [
    'promised',
    'promise-open',
    { promises: [{ reference: 'P', madeAt: at('2027-02-08'), payBy: '2027-02-15' as LocalDate, state: 'open' }] },
    tuesday,
  ],
  [
    'past its formal notice',
    'reminder-passed',
    { claims: [{ ...FREE.claims[0]!, steps: [taken('n', 'formal-notice', '2027-02-08')] }] },
    tuesday,
  ],
  ['one that heard today', 'cap-day', { contacts: [sent('2027-02-09')] }, tuesday],
  ['one that hears just now', 'contact-under-way', { contacts: [sent('2027-02-09', { state: 'queued' })] }, tuesday],
  ['of nobody to reach', 'no-channel-left', { points: [] }, tuesday],
  ['paid', 'settled', { claims: [] }, tuesday],
])('about a claim %s it is refused: %s', (_what, code, state, now) => {
  expect(told(byHand({ ...FREE, ...state }, now))).toEqual([code])
})

test('over a channel that was asked for it is refused, not sent over another', () => {
  expect(told(byHand(FREE, tuesday, 'sms'))).toEqual(['contact-point-unusable'])
  expect(told(byHand({ ...FREE, points: pointsFor('sms').map((point) => ({ ...point, optedOut: true })) }, tuesday, 'sms'))).toEqual([
    'opted-out',
  ])
})

test('what is disputed stays out of it, and the rest is asked', () => {
  const two = {
    ...FREE,
    claims: [...FREE.claims, { ...FREE.claims[0]!, id: '2', reference: 'INV-2', open: 4_000 }],
    ...held('dispute', 'INV-1'),
  }
  expect(byHand(two, tuesday)).toMatchObject({ kind: 'contact', contact: { claims: ['INV-2'], amount: 4_000, phase: 'reminder' } })
})

test("the second gate lets it pass; then the ladder's own reminder waits a week, stays what it was, and the message announces what follows", () => {
  const answer = byHand(FREE, tuesday)
  if (answer.kind !== 'contact') throw new Error('refused')
  const { contact } = answer
  const queued = {
    ...FREE,
    contacts: [sent('2027-02-09', { attemptId: 'mine' as AttemptId, step: contact.step, state: 'queued' })],
    claims: [{ ...FREE.claims[0]!, steps: [taken(contact.step, 'reminder', '2027-02-09')] }],
  }
  expect(gate(queued, shipped, { ...contact, attemptId: 'mine' as AttemptId }, at('2027-02-09', '14:11')).kind).toBe('pass')
  const after = { ...queued, contacts: queued.contacts.map((one) => ({ ...one, state: 'handed-over' as const })) }
  const two = ladder(step('remind', 'reminder', 5), step('notice', 'formal-notice', 20))
  expect(decide(after, two, at('2027-02-10'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-16') })
  expect(decide(after, two, at('2027-02-16'))).toMatchObject({ kind: 'contact', contact: { step: 'remind' } })
  expect(nextStep(contact, two, after, '2027-02-09' as LocalDate)).toEqual({ phase: 'formal-notice', on: '2027-02-22' })
})
