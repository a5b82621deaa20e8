/** What is told beside the ladder: a debit that came back, and a term of an arrangement that is near; once, in time, and about the right claims. */
import type { AttemptId, Collection, DebtorState, Hold, LocalDate, PastContact, RunningArrangement } from '#domain'
import { decide, gate } from '#decision'
import type { Attempt } from '#decision'
import { at, debtor, pointsFor, shipped } from './debtor'

const day = (text: string): LocalDate => text as LocalDate
const one = debtor([]).claims[0]!
const claims = ['A', 'B', 'C'].map((reference) => ({ ...one, id: reference, reference, dueOn: day('2027-06-01') }))
const message = (changes: Partial<DebtorState>, when = at('2027-03-09')): unknown => {
  const decision = decide(debtor([], { claims, ...changes }), shipped, when)
  if (decision.kind !== 'contact') return decision.kind
  const { step, phase, claims: about, amount, payBy, channel, expectedDelivery } = decision.contact
  return { step, phase, about, amount, payBy, channel, expectedDelivery }
}
const contact = (more: Partial<PastContact>): PastContact => ({
  attemptId: 'X' as AttemptId,
  at: at('2027-03-08'),
  channel: 'email',
  phase: 'debit-failed',
  step: 'debit-failed',
  state: 'handed-over',
  contactPointId: null,
  weight: 0,
  claims: ['A'],
  ...more,
})

describe('a debit that came back', () => {
  const back = (claim: string, on: string, returnedOn: string, code = 'AC04'): Collection => ({
    claim,
    on: day(on),
    amount: 10_000,
    returnedOn: day(returnedOn),
    code,
  })
  const failed = {
    step: 'debit-failed',
    phase: 'debit-failed',
    about: ['A'],
    amount: 10_000,
    payBy: null,
    channel: 'email',
    expectedDelivery: null,
  }

  test('is told on the day after, together with those of the same day only', () => {
    const collections = [
      back('A', '2027-03-01', '2027-03-08'),
      back('B', '2027-03-01', '2027-03-08'),
      back('C', '2027-03-01', '2027-03-05'),
    ]
    expect(message({ collections: collections.slice(0, 2) })).toEqual({ ...failed, about: ['A', 'B'], amount: 20_000 })
    expect(message({ collections })).toMatchObject({ about: ['A', 'B'] })
    expect(message({ collections: collections.slice(1) })).toMatchObject({ about: ['B'] })
  })

  test.each<[string, Partial<PastContact>, boolean]>([
    ['it was told', { at: at('2027-03-09', '08:00') }, true],
    ['the message came back', { at: at('2027-03-09', '08:00'), state: 'failed' }, false],
    ['it was about another return', { at: at('2027-03-02') }, false],
    ['it was about another claim', { at: at('2027-03-09', '08:00'), claims: ['B'] }, false],
    ['it was another message', { at: at('2027-03-09', '08:00'), phase: 'pre-due', step: 'pre-due' }, false],
  ])('is told once: %s', (_name, more, told) => {
    const said = message({ collections: [back('A', '2027-03-01', '2027-03-08')], contacts: [contact(more)] }, at('2027-03-09', '09:00'))
    if (told) expect(said).toBe('wait')
    else expect(said).toMatchObject({ step: 'debit-failed', about: ['A'] })
  })

  test('is told in a letter to who has nothing else, with the day on which it comes', () => {
    expect(message({ collections: [back('A', '2027-03-01', '2027-03-08')], points: pointsFor('letter') })).toEqual({
      ...failed,
      channel: 'letter',
      expectedDelivery: '2027-03-11',
    })
    expect(message({ collections: [back('A', '2027-03-01', '2027-03-08')], points: pointsFor('call') })).toMatchObject({ channel: 'call' })
    expect(message({ collections: [back('A', '2027-03-01', '2027-03-08')], points: [] })).toBe('wait')
  })

  test('that a debtor disputes, or that is about who has died, is not told', () => {
    for (const code of ['MD06', 'MD07']) expect(message({ collections: [back('A', '2027-03-01', '2027-03-08', code)] })).toBe('wait')
  })
})

describe('a term that is near', () => {
  const terms = (...days: string[]): RunningArrangement => ({
    reference: 'R',
    claims: ['A', 'B'],
    instalments: days.map((on, index) => ({ number: index + 1, on: day(on), amount: 5_000, paid: false })),
  })
  const resting: Hold = { kind: 'arrangement', claim: null, from: at('2027-03-01'), until: null }
  const told = {
    step: 'instalment-R-1',
    phase: 'instalment',
    about: ['A', 'B'],
    amount: 5_000,
    payBy: '2027-03-10',
    channel: 'email',
    expectedDelivery: null,
  }
  const running = (changes: Partial<DebtorState> = {}, when = at('2027-03-09')): unknown =>
    message({ arrangements: [terms('2027-03-10', '2027-04-10')], holds: [resting], ...changes }, when)

  test('is told the day before, about the claims of the arrangement, and once', () => {
    expect(running({}, at('2027-03-08', '20:00'))).toBe('wait')
    expect(running()).toEqual(told)
    expect(running({ contacts: [contact({ phase: 'instalment', step: 'instalment-R-1', at: at('2027-03-09', '08:00') })] })).toBe('wait')
    expect(running({ contacts: [contact({ phase: 'instalment', step: 'instalment-R-2', at: at('2027-03-09', '08:00') })] })).toEqual(told)
    expect(running({}, at('2027-03-10'))).toBe('wait')
  })

  test('that was paid makes the next one the one that is near', () => {
    const { instalments, ...rest } = terms('2027-03-10', '2027-03-11')
    expect(
      running({ arrangements: [{ ...rest, instalments: [{ ...instalments[0]!, paid: true }, instalments[1]!] }] }, at('2027-03-10')),
    ).toEqual({ ...told, step: 'instalment-R-2', payBy: '2027-03-11' })
    expect(running({ arrangements: [{ ...rest, instalments: instalments.map((term) => ({ ...term, paid: true })) }] })).toBe('wait')
  })

  test.each<[string, Partial<Hold>, string[]]>([
    ['a dispute of one leaves it out', { kind: 'dispute', claim: 'A' }, ['B']],
    ['one that is over does not', { kind: 'dispute', claim: 'A', until: at('2027-03-09', '09:00') }, ['A', 'B']],
    ['one that ends tomorrow does', { kind: 'dispute', claim: 'A', until: at('2027-03-10') }, ['B']],
    ['the rest of the arrangement itself does not', { kind: 'arrangement', claim: 'A' }, ['A', 'B']],
  ])('speaks of the claims that nobody disputes: %s', (_name, hold, about) => {
    expect(running({ holds: [{ ...resting, ...hold }] })).toMatchObject({ about })
  })

  test('is not told where all contact rests, nor on the day itself', () => {
    expect(running({ holds: [resting, { ...resting, kind: 'debt-help' }] })).toBe('wait')
    expect(running({ contacts: [contact({ phase: 'reminder', step: 'reminder', weight: 1, at: at('2027-03-09', '08:00') })] })).toBe('wait')
    expect(running({ claims: claims.slice(2) })).toBe('wait')
  })

  test('that can no longer be told in time is passed over: somebody looks again for the next', () => {
    const arrangements = [terms('2027-03-08', '2027-04-10')]
    const decision = decide(debtor([], { claims, arrangements, holds: [resting] }), shipped, at('2027-03-07', '10:00'))
    expect([decision.kind, decision.reviewAt]).toEqual(['wait', at('2027-04-09')])
  })

  test('is told with that of another arrangement on the same day, each of another day by itself', () => {
    const other = (on: string): RunningArrangement => ({ ...terms(on), reference: 'S', claims: ['C'] })
    const beside = (on: string, contacts: PastContact[] = []): unknown =>
      running({ arrangements: [terms('2027-03-10', '2027-04-10'), other(on)], contacts })
    expect(beside('2027-03-10')).toEqual({ ...told, step: 'instalment-R-1+S-1', about: ['A', 'B', 'C'], amount: 10_000 })
    expect(beside('2027-03-11')).toEqual(told)
    const both = contact({ phase: 'instalment', step: 'instalment-R-1+S-1', at: at('2027-03-09', '08:00') })
    expect(beside('2027-03-10', [both])).toBe('wait')
  })

  test('goes before a message about a debit that is due later', () => {
    const collections: Collection[] = [{ claim: 'C', on: day('2027-03-01'), amount: 10_000, returnedOn: day('2027-03-09'), code: 'AC04' }]
    expect(running({ collections, holds: [] })).toEqual(told)
  })

  test('leaves only while that term is still to be paid, and with what is left of it', () => {
    const state = debtor([], { claims, arrangements: [terms('2027-03-10', '2027-04-10')], holds: [resting] })
    const attempt: Attempt = {
      attemptId: 'mine' as AttemptId,
      at: at('2027-03-09'),
      channel: 'email',
      contactPointId: 'email' as never,
      phase: 'instalment',
      step: 'instalment-R-1',
      claims: ['A', 'B'],
      amount: 5_000,
      payBy: day('2027-03-10'),
      expectedDelivery: null,
      legalEnd: null,
      announcedCosts: null,
      resumes: null,
    }
    const answer = (arrangement: RunningArrangement | null, what = attempt): unknown => {
      const said = gate({ ...state, arrangements: arrangement && [arrangement] }, shipped, what, at('2027-03-09', '09:05'))
      return said.kind === 'pass' ? 'pass' : said.reasons[0]
    }
    const { instalments, ...rest } = terms('2027-03-10', '2027-04-10')
    expect(answer(terms('2027-03-10', '2027-04-10'))).toBe('pass')
    expect(answer(terms('2027-03-10', '2027-04-10'), { ...attempt, step: 'instalment-R-2', amount: 5_000 })).toBe('pass')
    expect(answer({ ...rest, instalments: [{ ...instalments[0]!, amount: 2_000 }, instalments[1]!] })).toEqual({
      code: 'amount-changed',
      was: 5_000,
      now: 2_000,
    })
    expect(answer({ ...rest, instalments: [{ ...instalments[0]!, paid: true }, instalments[1]!] })).toEqual({ code: 'superseded' })
    expect(answer(null)).toEqual({ code: 'superseded' })
  })
})
