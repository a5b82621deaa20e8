/** An invoice that was not received: which of them may go again, by which day it is to be paid then, and what the copy waits for (R4). */
import { copyPayBy, decide, gate, whyNotCopied, type Attempt } from '#decision'
import type { AttemptId, ClaimState, Collection, DebtorState, Hold, HoldKind, LocalDate, NotCopied, PastContact } from '#domain'
import { at, debtor, pointsFor, shipped, taken } from './debtor'

const day = (text: string): LocalDate => text as LocalDate
const one = debtor([]).claims[0]!
const claim = (reference: string, more: Partial<ClaimState> = {}): ClaimState => ({ ...one, id: reference, reference, ...more })
const hold = (kind: HoldKind, about: string | null = 'A', more: Partial<Hold> = {}): Hold => ({
  kind,
  claim: about,
  from: at('2027-02-09', '14:00'),
  until: null,
  ...more,
})
const missed = (about: string | null = 'A', more: Partial<Hold> = {}): Hold => hold('not-received', about, { toAnswer: true, ...more })
const now = at('2027-02-10')

describe('may go again', () => {
  const collected: Collection = { claim: 'A', on: day('2027-02-08'), amount: 10_000, returnedOn: null, code: null }
  test.each<[string, Partial<DebtorState>, Partial<ClaimState>, NotCopied | null]>([
    ['nothing stands against it', {}, {}, null],
    ['it is paid', {}, { open: 0 }, 'closed'],
    ['a credit note', {}, { open: -100 }, 'closed'],
    ['it waits for its copy', { holds: [missed()] }, {}, 'asked-already'],
    ['its address is looked for', { holds: [missed('A', { toAnswer: false })] }, {}, 'asked-already'],
    ['another one waits', { holds: [missed('B')] }, {}, null],
    ['it went again before', {}, { restart: { round: 2, on: day('2027-02-01') } }, 'restarted'],
    ['it is disputed', { holds: [hold('dispute')] }, {}, 'disputed'],
    ['another one is disputed', { holds: [hold('dispute', 'B')] }, {}, null],
    ['the dispute is over', { holds: [hold('dispute', 'A', { until: now })] }, {}, null],
    ['the dispute has yet to begin', { holds: [hold('dispute', 'A', { from: at('2027-02-10', '09:01') })] }, {}, null],
    ['the dispute lasts until later', { holds: [hold('dispute', 'A', { from: now, until: at('2027-02-11') })] }, {}, 'disputed'],
    ['it is in an arrangement', { holds: [hold('arrangement')] }, {}, 'arranged'],
    ['the debtor died', { holds: [hold('deceased', null)] }, {}, 'person-decides'],
    ['debt help looks at it', { holds: [hold('debt-help', null)] }, {}, 'person-decides'],
    ['nobody knows who it is for', { holds: [hold('wrong-person', null)] }, {}, 'person-decides'],
    ['a rest only puts it off', { holds: [hold('manual', null), hold('reply', null)] }, {}, null],
    ['a rest beside a dispute', { holds: [hold('reply', null), hold('dispute')] }, {}, 'disputed'],
    ['it was handed over', {}, { steps: [taken('handed-over', 'escalation', '2027-02-01')] }, 'handed-over'],
    ['a person was asked to hand it over', {}, { steps: [taken('escalation', 'escalation', '2027-02-01')] }, null],
    ['it is being collected', { collections: [collected] }, {}, 'collected'],
    ['the collection came back', { collections: [{ ...collected, returnedOn: day('2027-02-09'), code: 'AC04' }] }, {}, null],
  ])('%s', (_name, state, more, why) => {
    const asked = claim('A', more)
    expect(whyNotCopied(asked, debtor([], { claims: [asked, claim('B')], ...state }), now)).toBe(why)
  })
})

test('its new last day gives as long as the first did, of several the longest; where that is not known, a fortnight', () => {
  const short = claim('A', { issuedOn: day('2027-01-04'), dueOn: day('2027-01-18') })
  const long = claim('B', { issuedOn: day('2027-01-04'), dueOn: day('2027-02-03') })
  const unknown = claim('C', { issuedOn: day('2027-02-01'), dueOn: day('2027-02-01') })
  const begun = claim('D', { issuedOn: day('2027-01-04'), dueOn: day('2027-02-20'), restart: { round: 2, on: day('2027-02-10') } })
  const payBy = (...claims: readonly ClaimState[]): LocalDate => copyPayBy(claims, shipped, day('2027-03-01'))
  expect([payBy(short), payBy(long), payBy(short, long), payBy(unknown), payBy(begun)]).toEqual([
    '2027-03-15',
    '2027-03-31',
    '2027-03-31',
    `2027-03-${1 + shipped.policy.noticeTermDays}`,
    '2027-03-11',
  ])
  const coming = claim('E', { issuedOn: day('2027-04-01'), dueOn: day('2027-04-15') })
  expect([payBy(coming), payBy(coming, short)]).toEqual(['2027-04-15', '2027-04-15'])
})

const PROMISE = { reference: 'P', madeAt: at('2027-02-09', '13:00'), payBy: day('2027-02-20'), state: 'open' as const }
const FULL = ['2027-02-06', '2027-02-08', '2027-02-10'].map((on): PastContact => ({
  attemptId: on as AttemptId,
  at: at(on, '08:30'),
  channel: 'email',
  phase: 'reminder',
  step: 'reminder',
  state: 'handed-over',
  contactPointId: null,
  weight: 1,
  claims: ['B'],
}))

describe('the copy', () => {
  const sent = (more: Partial<PastContact>): PastContact => ({
    attemptId: 'X' as AttemptId,
    at: at('2027-02-10', '08:00'),
    channel: 'email',
    phase: 'invoice-copy',
    step: 'invoice-copy',
    state: 'handed-over',
    contactPointId: null,
    weight: 0,
    claims: ['A'],
    ...more,
  })
  const both = [claim('A'), claim('B', { open: 5_000 })]
  const told = (changes: Partial<DebtorState>): unknown => {
    const decision = decide(debtor([], { claims: both, ...changes }), shipped, now)
    if (decision.kind === 'escalate') return [decision.task, decision.claims, decision.step, decision.reasons]
    if (decision.kind !== 'contact' || decision.contact.phase !== 'invoice-copy') return null
    return [decision.contact.channel, ...decision.contact.claims]
  }

  test('says what was told, and when; of two that were missed it is one message, of the later day', () => {
    const holds = [missed('A'), missed('B', { from: at('2027-02-08') })]
    expect(decide(debtor([], { claims: both, holds }), shipped, now)).toMatchObject({
      kind: 'contact',
      contact: { step: 'invoice-copy', phase: 'invoice-copy', channel: 'email', claims: ['A', 'B'], amount: 15_000, payBy: '2027-03-10' },
      reasons: [{ code: 'not-received', claims: ['A', 'B'], on: '2027-02-09' }, { code: 'channel-default' }],
    })
    const reversed = [missed('A', { from: at('2027-02-08') }), missed('B')]
    expect(decide(debtor([], { claims: both, holds: reversed }), shipped, now)).toMatchObject({ reasons: [{ on: '2027-02-09' }, {}] })
  })

  test.each<[string, Partial<DebtorState>, unknown]>([
    ['the week is full, and there is a promise', { holds: [missed()], contacts: FULL, promises: [PROMISE] }, ['email', 'A']],
    ['it came back', { holds: [missed()], contacts: [sent({ state: 'failed' })] }, ['letter', 'A']],
    [
      'it came back, and there is no other way: once more',
      { holds: [missed()], contacts: [sent({ state: 'failed' })], points: pointsFor('email') },
      ['email', 'A'],
    ],
    [
      'it came back twice',
      {
        holds: [missed()],
        contacts: [sent({ state: 'failed' }), sent({ state: 'failed' })],
        points: pointsFor('email'),
        claims: [claim('A')],
      },
      ['address', ['A'], null, [{ code: 'no-channel-left', phase: 'invoice-copy' }]],
    ],
    ['nobody asked', { holds: [hold('reply', 'A', { toAnswer: true })] }, null],
    ['the address is looked for first', { holds: [missed('A', { toAnswer: false })] }, null],
    ['a dispute came in between', { holds: [missed(), hold('dispute')] }, null],
    ['of two the one that is not disputed', { holds: [missed('A'), missed('B'), hold('dispute')] }, ['email', 'B']],
    ['a rest of another kind stands beside it', { holds: [missed(), hold('reply', null)] }, ['email', 'A']],
    [
      'it was handed over',
      { holds: [missed()], claims: [claim('A', { steps: [taken('handed-over', 'escalation', '2027-02-10')] })] },
      null,
    ],
    ['it is on its way', { holds: [missed()], contacts: [sent({})] }, null],
    ['it left as it was asked for', { holds: [missed()], contacts: [sent({ at: at('2027-02-09', '14:00') })] }, null],
    ['one that left before was not it', { holds: [missed()], contacts: [sent({ at: at('2027-02-09', '13:59') })] }, ['email', 'A']],
    ['it was that of another invoice', { holds: [missed()], contacts: [sent({ claims: ['B'] })] }, ['email', 'A']],
    ['it was another message', { holds: [missed()], contacts: [sent({ phase: 'reply', step: 'reply' })] }, ['email', 'A']],
    [
      'no way is left',
      { holds: [missed()], points: [], claims: [claim('A')] },
      ['address', ['A'], null, [{ code: 'no-channel-left', phase: 'invoice-copy' }]],
    ],
    [
      'no way but a call is left',
      { holds: [missed()], points: pointsFor('call'), claims: [claim('A')] },
      ['address', ['A'], null, [{ code: 'no-channel-left', phase: 'invoice-copy' }]],
    ],
    ['no way is left, and a person looks already', { holds: [missed()], points: [], openTasks: ['address'], claims: [claim('A')] }, null],
    [
      'who likes a text better gets it in a letter',
      { holds: [missed()], points: pointsFor('letter', 'sms'), preferredChannel: 'sms' },
      ['letter', 'A'],
    ],
    ['who has neither e-mail nor paper is told that it may be asked for', { holds: [missed()], points: pointsFor('sms') }, ['sms', 'A']],
  ])('%s', (_name, changes, expected) => expect(told(changes)).toEqual(expected))

  test.each<[string, Partial<DebtorState>, string]>([
    ['it is still asked for', { holds: [missed()] }, 'pass'],
    ['it had arrived after all', {}, 'suppress'],
    ['its address is looked for after all', { holds: [missed('A', { toAnswer: false })] }, 'suppress'],
    ['another rest to answer is none of it', { holds: [hold('reply', 'A', { toAnswer: true })] }, 'suppress'],
    [
      'it was handed over',
      { holds: [missed()], claims: [claim('A', { steps: [taken('handed-over', 'escalation', '2027-02-10')] })] },
      'suppress',
    ],
  ])('just before it leaves: %s', (_name, changes, kind) => {
    const asked = decide(debtor([], { claims: [claim('A')], holds: [missed()] }), shipped, now)
    if (asked.kind !== 'contact') throw new Error('no copy is due')
    const attempt: Attempt = { ...asked.contact, attemptId: 'X' as AttemptId }
    expect(gate(debtor([], { claims: [claim('A')], ...changes }), shipped, attempt, now).kind).toBe(kind)
  })

  test('does not leave a day later than its term counts from', () => {
    const state = debtor([], { claims: [claim('A')], holds: [missed()] })
    const asked = decide(state, shipped, at('2027-02-10', '15:00'))
    if (asked.kind !== 'contact') throw new Error('no copy is due')
    const attempt: Attempt = { ...asked.contact, attemptId: 'X' as AttemptId }
    expect(gate(state, shipped, attempt, at('2027-02-10', '18:00'))).toEqual({ kind: 'pass' })
    expect(gate(state, shipped, attempt, at('2027-02-11'))).toMatchObject({ kind: 'suppress', reasons: [{ code: 'too-late' }] })
  })
})
