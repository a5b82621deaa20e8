/** On which day a claim under a mandate is collected next, and when it is not collected any more; the calendars of February and March 2027. */
import type { AttemptId, ClaimState, Collection, DebtorState, Hold, LocalDate, PastContact } from '#domain'
import { decide, meaningOf, nextCollection } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, shipped } from './debtor'

const day = (text: string): LocalDate => text as LocalDate
const on = (collectOn: number | 'day-after-income', signedOn = '2026-01-01'): Partial<DebtorState> => ({
  mandate: { reference: 'M', signedOn: day(signedOn), collectOn },
})
const collected = (collectedOn: string, returnedOn: string | null = null, code: string | null = null, claim = 'INV-1'): Collection => ({
  claim,
  on: day(collectedOn),
  amount: 10_000,
  returnedOn: returnedOn === null ? null : day(returnedOn),
  code,
})
const hold = (until: string | null, claim: string | null = null): Hold => ({
  kind: 'manual',
  claim,
  from: at('2027-01-01'),
  until: until === null ? null : at(until, '12:00'),
})
const salary = { every: 'month', day: 25, roll: 'preceding' } as const

/** Issued 4 January, due 1 February, collected on the 5th. */
function next(
  changes: Partial<DebtorState> = {},
  { today = '2027-01-10', claim = {}, book = shipped }: { today?: string; claim?: Partial<ClaimState>; book?: typeof shipped } = {},
): string | null {
  const state = debtor([], { ...on(5), ...changes }, claim)
  return nextCollection(state.claims[0]!, state, book, day(today))?.on ?? null
}

test('the first such day after due date, signature and two weeks of notice', () => {
  expect(nextCollection(debtor([]).claims[0]!, debtor([], on(5)), shipped, day('2027-01-10'))).toEqual({
    on: '2027-02-05',
    preNotifyBy: '2027-01-22',
  })
  expect(next(on(5, '2027-02-10'))).toBe('2027-03-05')
  expect(next({}, { claim: { issuedOn: day('2027-01-25') } })).toBe('2027-03-05')
  expect(next({}, { today: '2026-12-20', claim: { issuedOn: day('2026-11-10'), dueOn: day('2026-12-10') } })).toBe('2027-01-05')
  expect(next({}, { today: '2027-02-05' })).toBe('2027-02-05')
  // 28 February is a Sunday.
  expect(next(on(28))).toBe('2027-03-01')
})

test('nothing without a mandate, of what is paid, or of what was collected', () => {
  expect(next({ mandate: null })).toBeNull()
  expect(next({}, { claim: { open: 0 } })).toBeNull()
  expect(next({ collections: [collected('2027-02-05')] })).toBeNull()
  expect(next({ collections: [collected('2027-02-05', null, null, 'OTHER')] })).toBe('2027-02-05')
  const thrice = shippedRulebook('consumer', { directDebit: { retries: 3 } })
  expect(
    next({ collections: [collected('2027-03-05'), collected('2027-02-05', '2027-02-08', 'AM04')] }, { today: '2027-03-08', book: thrice }),
  ).toBeNull()
})

test.each<[string, Hold[], string | null]>([
  ['with the debtor', [hold(null)], null],
  ['of the claim', [hold(null, 'INV-1')], null],
  ['of another claim', [hold(null, 'OTHER')], '2027-02-05'],
  ['that has ended', [hold('2027-01-08')], '2027-02-05'],
  ['that ends before the day', [hold('2027-02-04')], '2027-02-05'],
  ['that covers the day', [hold('2027-02-05')], null],
  ['of another claim that covers the day', [hold('2027-02-05', 'OTHER')], '2027-02-05'],
])('a rest %s', (_name, holds, expected) => expect(next({ holds })).toBe(expected))

describe('a day that went by', () => {
  test.each<[string, Hold[], string | null, string | null]>([
    ['without a reason is not made up for', [], null, null],
    ['while the debtor rested gets fresh notice', [hold('2027-02-10')], null, '2027-03-05'],
    ['while the claim rested too', [hold('2027-02-10', 'INV-1')], null, '2027-03-05'],
    ['while another claim rested does not', [hold('2027-02-10', 'OTHER')], null, null],
    ['after the rest does not', [hold('2027-02-04')], null, null],
    ['on the last day of the rest does', [hold('2027-02-05')], null, '2027-03-05'],
    ['in a rest that ends today does', [hold('2027-02-11')], null, '2027-03-05'],
    ['in a rest that is still to end does not yet', [hold('2027-02-12')], null, null],
    ['before the claim came to us does', [], '2027-02-08', '2027-03-05'],
    ['after it came to us does not', [], '2027-02-03', null],
  ])('%s', (_name, holds, pastBefore, expected) =>
    expect(next({ holds }, { today: '2027-02-11', claim: { pastBefore: pastBefore === null ? null : day(pastBefore) } })).toBe(expected),
  )

  test('counts from the last of what kept it back', () => {
    const late = { today: '2027-03-20', claim: { pastBefore: day('2027-03-08') } }
    expect(next(on(23), late)).toBe('2027-03-23')
    expect(next({ ...on(23), holds: [hold('2027-03-10')] }, late)).toBe('2027-04-23')
  })
})

describe('after a return', () => {
  const back = (code: string | null): Partial<DebtorState> => ({ collections: [collected('2027-02-05', '2027-02-08', code)] })
  const after = { today: '2027-02-09' }
  const told = (more: Partial<PastContact>): Partial<DebtorState> => ({
    contacts: [
      {
        attemptId: 'X' as AttemptId,
        at: at('2027-02-12'),
        channel: 'email',
        phase: 'debit-failed',
        step: 'debit-failed',
        state: 'handed-over',
        contactPointId: null,
        weight: 1,
        claims: ['INV-1'],
        ...more,
      },
    ],
  })

  test.each([
    ['AM04', '2027-03-05'],
    ['MS03', '2027-03-05'],
    ['AG02', '2027-03-05'],
    ['AC04', null],
    ['MD06', null],
    ['MD07', null],
    ['ZZ99', null],
    [null, null],
  ])('with %s', (code, expected) => expect(next(back(code), after)).toBe(expected))

  test('an unknown code asks the debtor', () =>
    expect([meaningOf('ZZ99', shipped), meaningOf(null, shipped), meaningOf('AM04', shipped)]).toEqual(['account', 'account', 'retry']))

  test('it is tried as often as the policy has it, and never again once the account is wrong', () => {
    const twice = (second: string): Partial<DebtorState> => ({
      collections: [collected('2027-02-05', '2027-02-08', 'AM04'), collected('2027-03-05', '2027-03-08', second)],
    })
    const thrice = shippedRulebook('consumer', { directDebit: { retries: 3 } })
    expect(next(twice('AM04'), { today: '2027-03-09' })).toBeNull()
    expect(next(twice('AM04'), { today: '2027-03-09', book: thrice })).toBe('2027-04-05')
    expect(next(twice('AC04'), { today: '2027-03-09', book: thrice })).toBeNull()
  })

  // Told on Tuesday 9 February: fourteen days later is the 23rd.
  test.each<[string, number, Partial<DebtorState>, string]>([
    ['not within two weeks of the day on which it can be told', 22, {}, '2027-03-22'],
    ['but right after them', 23, {}, '2027-02-23'],
    ['of the day on which it was told', 24, told({}), '2027-03-24'],
    ['of the day on which the letter comes', 24, told({ at: at('2027-02-09'), channel: 'letter' }), '2027-03-24'],
    ['of the e-mail of that day', 24, told({ at: at('2027-02-09') }), '2027-02-24'],
    ['a message about another claim is none', 24, told({ claims: ['OTHER'] }), '2027-02-24'],
    ['nor is another message', 24, told({ phase: 'reminder' }), '2027-02-24'],
    ['nor one that came back', 24, told({ state: 'failed' }), '2027-02-24'],
    ['nor one of before the return', 22, told({ at: at('2027-02-08') }), '2027-03-22'],
  ])('%s', (_name, collectOn, changes, expected) => expect(next({ ...on(collectOn), ...back('AM04'), ...changes }, after)).toBe(expected))

  test.each([
    ['2027-02-10', '2027-02-24'],
    ['2027-02-14', '2027-03-01'],
    ['2027-02-16', '2027-03-02'],
    ['2027-02-17', null],
  ])('that nobody was told of by %s it waits for the word, and after a week the ladder goes on', (today, expected) =>
    expect(
      [21, 22, 23, 24, 25, 26, 1, 2].map((collectOn) => next({ ...on(collectOn), ...back('AM04') }, { today })).sort()[0] ?? null,
    ).toBe(expected),
  )

  test.each([
    [15, '2027-03-15'],
    [16, '2027-02-16'],
  ])('nor within five bank days, in which the bank may try by itself (%s)', (collectOn, expected) => {
    const atOnce = shippedRulebook('consumer', { directDebit: { preNotificationDays: 1 } })
    expect(next({ ...on(collectOn), ...back('AM04') }, { ...after, book: atOnce })).toBe(expected)
  })

  test('money of before it was not enough', () => {
    const changes = { ...on('day-after-income'), income: salary, collections: [collected('2027-02-26', '2027-03-01', 'AM04')] }
    expect(next(changes, { today: '2027-03-02' })).toBe('2027-03-30')
  })
})

test.each<[string, Partial<DebtorState>, string, string]>([
  ['on the first bank day where no income is known', {}, '2027-02-06', '2027-02-08'],
  ['on the bank day after the money', { income: salary }, '2027-02-01', '2027-02-26'],
  ['also of money that came just before', { income: salary }, '2027-02-26', '2027-02-26'],
  ['not of money that could be collected before', { income: salary }, '2027-02-27', '2027-03-30'],
  ['of a quarter', { income: { calendar: 'nl-kinderbijslag' } }, '2027-01-20', '2027-04-02'],
])('day after income: %s', (_name, changes, dueOn, expected) =>
  expect(next({ ...on('day-after-income'), ...changes }, { claim: { dueOn: day(dueOn), issuedOn: day('2027-01-02') } })).toBe(expected),
)

test('of a return that cannot be told is looked again each day, since the ladder goes on once it is given up', () => {
  const collections = [collected('2027-02-05', '2027-02-08', 'AM04')]
  const looks = (changes: Partial<DebtorState>): unknown =>
    decide(debtor([], { ...on(5), collections, ...changes }), shipped, at('2027-02-10'))
  expect(looks({ points: [] })).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-11', '00:00') })
  const told: PastContact = {
    attemptId: 'T' as AttemptId,
    at: at('2027-02-09'),
    channel: 'email',
    phase: 'debit-failed',
    step: 'debit-failed',
    state: 'handed-over',
    contactPointId: null,
    weight: 1,
    claims: ['INV-1'],
  }
  expect(looks({ points: [], contacts: [told] })).toMatchObject({ kind: 'wait', reviewAt: at('2027-03-06', '00:00') })
})
