/** Where the next move of a claim ends: with a person, with nothing until a fact comes, or with a step that has lost its sense. */
import { addDays } from '#domain'
import type { DebtorState, Hold, LocalDate, PromiseToPay } from '#domain'
import { decide } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, firm, ladder, pointsFor, shipped, step, stepOf, taken } from './debtor'

const business = shippedRulebook('business')
const relation = shippedRulebook('relation')
const manual: Hold = { kind: 'manual', claim: null, from: at('2027-01-01'), until: null }
const demanded = [
  taken('reminder', 'reminder', '2027-02-06'),
  taken('formal-notice', 'formal-notice', '2027-02-16', { legalEnd: '2027-03-04' }),
  taken('final-demand', 'final-demand', '2027-03-05'),
]
/** A rule that moves a day at a time. */
const oneAfterAnother = Array.from({ length: 160 }, (_, days): Hold => ({ ...manual, until: at(addDays('2027-02-06' as LocalDate, days)) }))

describe('while contact rests', () => {
  test('nothing is planned, and somebody looks after a week', () => {
    expect(decide(debtor([], { holds: [manual] }), shipped, at('2027-02-08'))).toEqual({
      kind: 'wait',
      reasons: [{ code: 'hold', kind: 'manual', claim: null }],
      reviewAt: at('2027-02-15', '00:00'),
    })
  })

  test('nobody is asked to hand the case over either', () => {
    expect(decide(debtor(demanded, { holds: [manual] }), shipped, at('2027-03-19'))).toMatchObject({
      kind: 'wait',
      reasons: [{ code: 'hold' }],
    })
  })

  test('nor where the rest began after the day of it, which payments that were not read had let pass', () => {
    const withTerm = [...demanded.slice(0, 2), taken('final-demand', 'final-demand', '2027-03-05', { payBy: '2027-03-18' })]
    for (const kind of ['deceased', 'debt-help', 'dispute'] as const) {
      const late = debtor(withTerm, { holds: [{ ...manual, kind, from: at('2027-03-22') }] })
      const unread = { ...late, paymentsReadThrough: '2027-02-28' as LocalDate }
      expect(decide(unread, shipped, at('2027-03-21'))).toMatchObject({
        kind: 'wait',
        reasons: [{ code: 'step-not-due' }, { code: 'payments-not-read' }],
      })
      expect(decide(late, shipped, at('2027-03-24'))).toMatchObject({ kind: 'wait', reasons: [{ code: 'hold', kind }] })
    }
  })

  test.each([
    ['a message', debtor([]), '2027-02-06'],
    ['a task', debtor(demanded), '2027-03-19'],
  ])('%s that rules put off for ever is a fault, for a person to see once', (_name, state, day) => {
    const put = { ...state, holds: oneAfterAnother }
    expect(decide(put, shipped, at(day))).toMatchObject({
      kind: 'escalate',
      task: 'escalation',
      claims: ['INV-1'],
      step: null,
      reasons: [{ code: 'hold', kind: 'manual' }],
    })
    expect(decide({ ...put, openTasks: ['escalation'] }, shipped, at(day)).kind).toBe('wait')
  })

  test('of a promise that was broken the task opens once', () => {
    const promises: PromiseToPay[] = [{ reference: 'P', madeAt: at('2027-02-01'), payBy: '2027-02-08' as LocalDate, state: 'open' }]
    expect(decide(debtor([], { promises }), shipped, at('2027-02-10', '00:00'))).toMatchObject({ kind: 'escalate', task: 'broken-promise' })
    expect(decide(debtor([], { promises }), shipped, at('2027-02-09', '23:59'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-10', '00:00'),
    })
    expect(decide(debtor([], { promises, openTasks: ['broken-promise'] }), shipped, at('2027-02-10'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-11'),
    })
    // Who has died, or has help with debts, is not held to it.
    for (const kind of ['deceased', 'debt-help'] as const) {
      const resting = { kind, claim: null, from: at('2027-02-05'), until: null }
      expect(decide(debtor([], { promises, holds: [resting] }), shipped, at('2027-02-10')).kind).toBe('wait')
      expect(decide(debtor([], { promises, holds: [{ ...resting, until: at('2027-02-10') }] }), shipped, at('2027-02-10'))).toMatchObject({
        kind: 'escalate',
        task: 'broken-promise',
      })
    }
  })
})

describe('without a channel', () => {
  const unreachable = debtor([], { points: [] })
  test('a person looks for an address, once, for the step that still has its sense', () => {
    expect(decide(unreachable, shipped, at('2027-02-08'))).toMatchObject({
      kind: 'escalate',
      task: 'address',
      step: null,
      reasons: [{ code: 'no-channel-left', phase: 'reminder' }],
    })
    expect(decide({ ...unreachable, openTasks: ['address'] }, shipped, at('2027-02-08'))).toMatchObject({
      kind: 'wait',
      reasons: [{ code: 'no-channel-left', phase: 'reminder' }],
    })
  })

  test("the end of the ladder is a person's all the same", () => {
    expect(decide(debtor(demanded, { points: [], openTasks: ['address'] }), shipped, at('2027-03-19'))).toMatchObject({
      task: 'escalation',
      step: 'escalation',
    })
  })
})

describe('a visit', () => {
  const loyal = debtor(
    [taken('reminder', 'reminder', '2027-02-06'), taken('reminder-call', 'reminder', '2027-02-11')],
    { ...firm, segment: 'loyal' },
    { open: 600_000, original: 600_000 },
  )
  test('is due from the moment at which contact no longer rests', () => {
    expect(decide({ ...loyal, holds: [{ ...manual, until: at('2027-02-16', '15:00') }] }, relation, at('2027-02-15'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-16', '15:00'),
    })
    expect(decide(loyal, relation, at('2027-02-13'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-15', '00:00') })
  })
})

describe('a credit stop', () => {
  const late = debtor([taken('early-reminder', 'reminder', '2027-02-05')], { ...firm, segment: 'notorious' })
  test('is asked for once, and the ladder goes on beside it', () => {
    expect(decide(late, relation, at('2027-02-05'))).toMatchObject({
      kind: 'escalate',
      task: 'credit-stop',
      step: 'credit-stop',
      phase: 'reminder',
      reasons: [{ code: 'credit-stop-due', claim: 'INV-1', day: '2027-02-05' }],
    })
    expect(decide({ ...late, openTasks: ['credit-stop'] }, relation, at('2027-02-05'))).toMatchObject({
      kind: 'wait',
      reviewAt: at('2027-02-12'),
    })
    expect(decide({ ...late, segment: 'standard' }, relation, at('2027-02-05')).reasons[0]).toMatchObject({
      code: 'step-not-due',
      step: 'formal-notice',
    })
  })
})

describe('a call that goes with a message', () => {
  const messaged = [taken('due-day-message', 'due-day', '2027-02-01')]
  test.each<[string, DebtorState, string, string | null, string | null]>([
    [
      'is not replaced by a second message',
      debtor(messaged, { ...firm, points: pointsFor('email', 'letter') }),
      '2027-02-02',
      'wait',
      null,
    ],
    ['nor the message by that call', debtor([], { ...firm, points: pointsFor('call') }), '2027-02-01', 'wait', null],
    ['and comes on its own day', debtor([], { ...firm, points: pointsFor('call') }), '2027-02-02', 'due-day-call', 'call'],
    [
      'but the message may go another way',
      debtor([], { ...firm, points: pointsFor('sms', 'call') }),
      '2027-02-01',
      'due-day-message',
      'sms',
    ],
  ])('%s', (_name, state, day, next, channel) => {
    const decision = decide(state, business, at(day))
    expect(stepOf(decision)).toBe(next)
    if (decision.kind === 'contact') expect(decision.contact.channel).toBe(channel)
  })

  test('who likes to be called is called for the message too', () => {
    expect(decide(debtor([], { segment: 'loyal', preferredChannel: 'call' }), relation, at('2027-02-08'))).toMatchObject({
      contact: { step: 'reminder', channel: 'call' },
    })
  })

  test('alone in its phase it is a message where nobody can be called', () => {
    const calls = ladder(step('call', 'reminder', 5, { channel: 'call' }), step('notice', 'formal-notice', 15))
    expect(decide(debtor([], { points: pointsFor('email') }), calls, at('2027-02-06'))).toMatchObject({
      contact: { step: 'call', channel: 'email' },
    })
  })
})

describe('an hour that has passed', () => {
  test('lets a message leave within the hours, and after them on the next day, with the reason', () => {
    expect(decide(debtor([]), shipped, at('2027-02-08', '18:59'))).toMatchObject({
      contact: { step: 'reminder', at: at('2027-02-08', '18:59') },
    })
    const late = decide(debtor([]), shipped, at('2027-02-06', '20:00'))
    expect(late).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-08') })
    expect(late.reasons.map(({ code }) => code)).toEqual(['step-not-due', 'outside-hours', 'closed-day'])
  })
})

test('of two claims the one that needs a day nobody has loaded rests, and the other goes on', () => {
  const both = debtor([])
  const far = { ...both.claims[0]!, reference: 'INV-9', dueOn: '2028-12-29' as LocalDate }
  expect(decide({ ...both, claims: [far, ...both.claims] }, shipped, at('2028-12-29'))).toMatchObject({
    kind: 'contact',
    contact: { step: 'reminder', claims: ['INV-1'] },
  })
})

test('a fault in the program is not taken for a day that nobody has loaded', () => {
  expect(() => decide(debtor([], { points: null as never }), shipped, at('2027-02-08'))).toThrow(TypeError)
})
