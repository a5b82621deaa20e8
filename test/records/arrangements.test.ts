/** Payment arrangements: claims rest while instalments come in, and go on once one lapses unpaid. */
import { isoInZone, type LocalDate } from '#domain'
import { decideDue, turn } from '#pipeline'
import { cancelArrangement, liftHolds, placeHold, readArrangement, recordPromise, restDebtor, type Creditor, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, at, claimOf, HOUR, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, openTasks } from '../support/pipe-records'
import { arrangingIn, terms } from './arranging'

let bench: PipeBench
const { debtorOwing, owingTo, propose, confirm, arrange, stateOf } = arrangingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** Beside the word about a term that is near. */
const reminders = async (creditor: Creditor) => (await attempts(bench, creditor)).filter(({ step }) => !step.startsWith('instalment-'))
const events = async (debtor: DebtorKey): Promise<string[]> =>
  (
    await bench.database.query<{ kind: string }>(
      `select kind from contact_event where debtor_id = $1 and kind like 'arrangement%' order by at, id`,
      [debtor.debtorId],
    )
  ).map(({ kind }) => kind)

test('a confirmed arrangement rests its claims, also what was queued; a proposal rests nothing', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  await decideDue(bench.pipe, bench.now, 10)
  const made = await propose(debtor, claims, terms(['2027-02-01', 6_000], ['2027-03-01', 6_500]))
  if ('fault' in made) throw new Error(made.fault)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['queued'])
  expect(await confirm(debtor, made.id)).toBeNull()
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'suppressed', reason: 'hold' }])
  await playUntil(bench, at('2027-01-31T12:00:00Z'))
  expect(await reminders(creditor)).toHaveLength(1)
})

test('an arrangement over one claim leaves the others their way', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500, 9_000)
  await arrange(debtor, claims.slice(0, 1), terms(['2027-02-01', 12_500]))
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', claims: ['1'] }])
})

test('of two beside each other the second is the nearer one once the day of the first term has begun, at midnight here', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000, 2_500)
  await arrange(debtor, claims.slice(0, 1), terms(['2027-01-14', 5_000], ['2027-02-11', 5_000]))
  await arrange(debtor, claims.slice(1), terms(['2027-01-15', 1_500], ['2027-02-12', 1_000]))
  await playUntil(bench, at('2027-01-14T00:30:00+01:00'))
  await pay(bench, creditor, '1', 100)
  await playUntil(bench, at('2027-01-14T20:00:00Z'))
  expect(
    (await attempts(bench, creditor)).map(({ claims: of, sentAt }) => [of.join(), isoInZone(sentAt!, 'Europe/Amsterdam').slice(0, 16)]),
  ).toEqual([
    ['0', '2027-01-13T09:00'],
    ['1', '2027-01-14T09:00'],
  ])
})

test('paid in instalments, early and in odd amounts, it is kept; before each term what is left of it was told, and no task is left', async () => {
  const { creditor, debtor, claims } = await debtorOwing(10_000, 2_500)
  const id = await arrange(debtor, claims, terms(['2027-02-01', 4_000], ['2027-03-01', 4_000], ['2027-04-01', 4_500]))
  await playUntil(bench, at('2027-01-29T12:00:00Z'))
  await pay(bench, creditor, '0', 5_500)
  await playUntil(bench, at('2027-02-27T12:00:00Z'))
  expect(await readArrangement(bench.database, debtor, id)).toMatchObject({ state: 'active', paid: 5_500 })
  await pay(bench, creditor, '1', 2_500)
  await playUntil(bench, at('2027-04-01T12:00:00Z'))
  await pay(bench, creditor, '0', 4_500)
  await rest(bench)
  expect(await stateOf(debtor, id)).toBe('kept')
  expect(await events(debtor)).toEqual(['arrangement-proposed', 'arrangement', 'arrangement-kept'])
  await playUntil(bench, at('2027-05-01T12:00:00Z'))
  expect((await attempts(bench, creditor)).map(({ state, amount }) => [state, amount])).toEqual([
    ['handed-over', 2_500],
    ['handed-over', 4_500],
  ])
  expect(await openTasks(bench, creditor)).toEqual([])
})

test('over Easter the two bank days of grace are counted in TARGET days, and it breaks as the second begins; that day still rests', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  // Due on Maundy Thursday 25 March 2027: Good Friday and Easter Monday are no TARGET days, so the second one is Wednesday.
  const id = await arrange(debtor, claims, terms(['2027-03-25', 5_000], ['2027-04-26', 7_500]))
  await playUntil(bench, at('2027-03-30T21:59:59.999Z'))
  expect(await stateOf(debtor, id)).toBe('active')
  expect(await openTasks(bench, creditor)).toEqual([])
  bench.now = at('2027-03-30T22:00:00Z')
  await rest(bench)
  expect(await stateOf(debtor, id)).toBe('broken')
  expect(await openTasks(bench, creditor)).toEqual(['broken-promise'])
  await playUntil(bench, at('2027-03-31T21:59:59.999Z'))
  expect(await reminders(creditor)).toEqual([])
  await playUntil(bench, at('2027-04-06T12:00:00Z'))
  expect((await reminders(creditor)).map(({ state }) => state)).toEqual(['handed-over'])
})

test('where the strategy leaves a missed instalment to a person, nothing is sent until they end the rest', async () => {
  const { creditor, debtor, claims } = await owingTo(await addCreditor(bench, { policy: 'nl-sociaal', strategy: 'sociaal' }), 12_500)
  const id = await arrange(debtor, claims, terms(['2027-01-25', 5_000], ['2027-06-01', 7_500]))
  await playUntil(bench, at('2027-03-01T12:00:00Z'))
  expect(await stateOf(debtor, id)).toBe('broken')
  expect(await openTasks(bench, creditor)).toEqual(['broken-promise'])
  expect(await reminders(creditor)).toEqual([])
  expect(await bench.database.transaction((sql) => liftHolds(sql, debtor, 'manual', claims[0] ?? null, bench.now))).toBe(1)
  await playUntil(bench, at('2027-03-03T12:00:00Z'))
  expect((await reminders(creditor)).map(({ state }) => state)).toEqual(['handed-over'])
})

test('nothing is found broken while somebody else sees to the debts, and all of it once that is over', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  const id = await arrange(debtor, claims, terms(['2027-02-01', 5_000], ['2027-03-01', 7_500]))
  await bench.database.transaction((sql) => placeHold(sql, debtor, 'debt-help', null, bench.now))
  const ending = await debtorOwing(12_500)
  const other = await arrange(ending.debtor, ending.claims, terms(['2027-02-01', 5_000], ['2027-03-01', 7_500]))
  await bench.database.transaction((sql) =>
    restDebtor(sql, ending.debtor, { kind: 'debt-help', claimId: null, until: at('2027-02-08T00:00:00Z'), note: null }, bench.now),
  )
  await playUntil(bench, at('2027-02-10T12:00:00Z'))
  expect([await stateOf(debtor, id), await attempts(bench, creditor)]).toEqual(['active', []])
  expect(await stateOf(ending.debtor, other)).toBe('broken')
  await bench.database.transaction((sql) => liftHolds(sql, debtor, 'debt-help', null, bench.now))
  await rest(bench)
  expect([await stateOf(debtor, id), await openTasks(bench, creditor)]).toEqual(['broken', expect.arrayContaining(['broken-promise'])])
})

test('a payment in the last second of the grace keeps it standing; one cent short does not', async () => {
  const enough = await debtorOwing(12_500)
  const short = await debtorOwing(12_500)
  const plan = terms(['2027-02-01', 5_000], ['2027-03-01', 7_500])
  const [kept, broken] = [await arrange(enough.debtor, enough.claims, plan), await arrange(short.debtor, short.claims, plan)]
  await playUntil(bench, at('2027-02-02T22:59:59.999Z'))
  await pay(bench, enough.creditor, '0', 5_000)
  await pay(bench, short.creditor, '0', 4_999)
  bench.now = at('2027-02-02T23:00:00Z')
  await rest(bench)
  expect([await stateOf(enough.debtor, kept), await stateOf(short.debtor, broken)]).toEqual(['active', 'broken'])
})

test('money that goes back leaves its instalment unpaid again', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  const id = await arrange(debtor, claims, terms(['2027-02-01', 5_000], ['2027-06-01', 7_500]))
  await pay(bench, creditor, '0', 5_000)
  await playUntil(bench, at('2027-03-01T12:00:00Z'))
  expect(await stateOf(debtor, id)).toBe('active')
  await pay(bench, creditor, '0', -5_000)
  await rest(bench)
  expect(await stateOf(debtor, id)).toBe('broken')
})

test('a correction upwards is no arrears, and a credit note that is set off later is not counted twice', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  const claim = (amount: number) => ({
    ...claimOf('0', {}, { open: amount, original: 12_500 }),
    debtor: { reference: 'D', kind: 'consumer' as const, name: 'A. Voorbeeldsma' },
  })
  const credit = (open: number) => ({ ...claim(12_500), reference: 'credit', kind: 'credit-note' as const, open, original: -2_500 })
  await addClaims(bench, creditor, [credit(-2_500)])
  const id = await arrange(debtor, claims, terms(['2027-02-01', 5_000], ['2027-03-01', 5_000]))
  await pay(bench, creditor, '0', 5_000)
  await addClaims(bench, creditor, [claim(5_000), credit(0)])
  await rest(bench)
  expect(await readArrangement(bench.database, debtor, id)).toMatchObject({ state: 'active', amount: 10_000 })
  await addClaims(bench, creditor, [claim(8_000)])
  await playUntil(bench, at('2027-02-10T12:00:00Z'))
  expect(await stateOf(debtor, id)).toBe('active')
})

test('a cancelled one ends the rest at once; what is over cannot be confirmed, cancelled or proposed twice', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  const plan = terms(['2027-02-01', 12_500])
  const id = await arrange(debtor, claims, plan)
  expect(await propose(debtor, claims, plan)).toEqual({ fault: 'claim-in-arrangement' })
  await rest(bench)
  const cancel = () => bench.database.transaction((sql) => cancelArrangement(sql, debtor, id, 'agent-1', bench.now))
  expect([await cancel(), await cancel(), await confirm(debtor, id)]).toEqual([null, 'not-standing', 'not-proposed'])
  await playUntil(bench, after(TUESDAY, 10 * 24 * HOUR))
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toContain('handed-over')
})

test('two agents propose and confirm at once: one arrangement stands, and the claim rests once', async () => {
  const { debtor, claims } = await debtorOwing(12_500)
  const plan = terms(['2027-02-01', 12_500])
  const made = await Promise.all([propose(debtor, claims, plan), propose(debtor, claims, plan), propose(debtor, claims, plan)])
  expect(made.filter((one) => 'fault' in one)).toEqual([{ fault: 'claim-in-arrangement' }, { fault: 'claim-in-arrangement' }])
  const [id] = made.flatMap((one) => ('id' in one ? [one.id] : []))
  const answers = await Promise.all([0, 1, 2].map(() => confirm(debtor, id ?? '')))
  expect(answers.toSorted()).toEqual(['not-proposed', 'not-proposed', null])
  expect(
    await bench.database.query(`select count(*)::int as n from hold where debtor_id = $1 and kind = 'arrangement'`, [debtor.debtorId]),
  ).toEqual([{ n: 1 }])
})

test('a payment between proposal and confirmation: the amount is not what was agreed, and nothing rests', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  const made = await propose(debtor, claims, terms(['2027-02-01', 12_500]))
  await pay(bench, creditor, '0', 100)
  expect(await confirm(debtor, 'id' in made ? made.id : '')).toBe('amount-changed')
})

test('it takes the place of a promise, which is not found broken meanwhile', async () => {
  const { creditor, debtor, claims } = await debtorOwing(12_500)
  await bench.database.transaction((sql) => recordPromise(sql, debtor, '2027-01-15' as LocalDate, 12_500, bench.now))
  await arrange(debtor, claims, terms(['2027-03-01', 12_500]))
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect(await openTasks(bench, creditor)).toEqual([])
})

test('arrangements that nobody pays for come to rest, and cost nothing until their day', async () => {
  const { debtor, claims } = await debtorOwing(12_500)
  await arrange(debtor, claims, terms(['2028-12-30', 12_500]))
  expect(await rest(bench)).toBeLessThan(6)
  expect(await turn(bench.pipe, bench.now)).toBe(0)
})
