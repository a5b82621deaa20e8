/** What carriers answer and leave unsaid: nothing is sent twice, and nothing is lost. */
import { tellOutcome, type Pipe } from '#pipeline'
import { endCarriers } from '../support/carrier'
import {
  addClaims,
  addCreditor,
  after,
  callBack,
  claimOf,
  HOUR,
  openBench,
  playUntil,
  rest,
  TUESDAY,
  type PipeBench,
} from '../support/pipe'
import { acceptances, attempts, debtorKey, doubles, handOvers } from '../support/pipe-records'

let bench: PipeBench
/** For a carrier that keeps silent. */
let impatient: Pipe
beforeAll(async () => {
  bench = await openBench()
  impatient = await bench.another({ answerWithinMs: 1_000 })
})
beforeEach(() => bench.clear())
afterEach(async () => {
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const kinds = async (): Promise<string[]> =>
  (await bench.database.query<{ kind: string }>('select kind from contact_event order by recorded_at')).map(({ kind }) => kind)

test('an e-mail is accepted, delivered, and that is all there is', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'klant@voorbeeld.example' })])
  await playUntil(bench, after(TUESDAY, 24 * HOUR))
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', channel: 'email', step: 'reminder' }])
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'accepted', receipt: 'delivered', number: 1 }])
})

test('accepted by a carrier that does not get it said: unknown, then found accepted, never sent again', async () => {
  const creditor = await addCreditor(bench)
  // The connection is cut, there is no answer, an error, an answer that cannot be read.
  const words = ['reset', 'silent-accepted', 'error-accepted', 'garbled']
  await addClaims(
    bench,
    creditor,
    words.map((word) => claimOf(word, { email: `${word}+1@voorbeeld.example` })),
  )
  await playUntil(bench, after(TUESDAY, HOUR), impatient)
  const sent = await handOvers(bench, creditor)
  expect(sent).toMatchObject(words.map(() => ({ state: 'accepted', number: 1 })))
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(words.map(() => 'handed-over'))
  expect(await acceptances(bench, sent)).toBe(words.length)
  expect((await kinds()).filter((kind) => kind === 'unknown')).toHaveLength(words.length)
})

test('not accepted by a carrier that does not get it said: sent again only with proof, each time as a hand-over of its own', async () => {
  const creditor = await addCreditor(bench)
  // The connection is cut, there is no answer, an error.
  const words = ['reset-unaccepted', 'silent', 'error']
  const of = (states: Readonly<Record<number, string>>): unknown[] =>
    words.flatMap(() => Object.entries(states).map(([number, state]) => `${number} ${state}`)).sort()
  const stand = async (): Promise<string[]> => (await handOvers(bench, creditor)).map(({ number, state }) => `${number} ${state}`).sort()
  await addClaims(
    bench,
    creditor,
    words.map((word) => claimOf(word, { email: `${word}+2@voorbeeld.example` })),
  )
  await rest(bench, impatient)
  expect(await stand()).toEqual(of({ 1: 'unknown' }))
  bench.now = after(TUESDAY, 119_000)
  await rest(bench, impatient)
  expect(await stand()).toEqual(of({ 1: 'unknown' }))
  bench.now = after(TUESDAY, 121_000)
  await rest(bench, impatient)
  expect(await stand()).toEqual(of({ 1: 'not-accepted', 2: 'unknown' }))
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(0)
})

test("WhatsApp has no look-up: unknown is never sent again; after a day it is a person's task, until a receipt or that person tells", async () => {
  const creditor = await addCreditor(bench)
  const numbers = { left: '+31612399009', receipt: '+31613399009', accepted: '+31614399009', 'not-accepted': '+31615399009' }
  await addClaims(
    bench,
    creditor,
    Object.entries(numbers).map(([name, number]) =>
      claimOf(name, { whatsapp: { number, consentedOn: '2026-06-01' as never }, preferredChannel: 'whatsapp' }),
    ),
  )
  // Of each: how the last contact stands, how often it was sent, how many tasks are open.
  const standing = async (): Promise<object> =>
    Object.fromEntries(
      (
        await bench.database.query<{ reference: string; is: string }>(
          `select d.reference, concat_ws(' ', (select a.state from contact_attempt a where a.creditor_id = d.creditor_id and a.debtor_id = d.id order by a.id desc limit 1),
       (select count(*) from hand_over h where h.creditor_id = d.creditor_id and h.debtor_id = d.id),
       (select count(*) from task t where t.creditor_id = d.creditor_id and t.debtor_id = d.id and t.kind = 'outcome-unknown' and t.closed_at is null)) as is
     from debtor d where d.creditor_id = $1`,
          [creditor.id],
        )
      ).map(({ reference, is }) => [reference.slice(2), is]),
    )
  const all = (is: string): object => Object.fromEntries(Object.keys(numbers).map((name) => [name, is]))

  await playUntil(bench, after(TUESDAY, 23 * HOUR), impatient)
  expect(await standing()).toEqual(all('unknown 1 0'))
  await playUntil(bench, after(TUESDAY, 30 * HOUR), impatient)
  expect(await standing()).toEqual(all('unknown 1 1'))
  const [unknown] = await bench.database.query<{ id: string }>(
    'select h.id from hand_over h join debtor d on d.creditor_id = h.creditor_id and d.id = h.debtor_id where d.creditor_id = $1 and d.reference = $2',
    [creditor.id, 'D-receipt'],
  )
  expect(await callBack(bench, receipt(unknown?.id ?? '', 'delivered'))).toBe(204)
  for (const outcome of ['accepted', 'not-accepted'] as const)
    expect(await tellOutcome(bench.database, await debtorKey(bench, creditor, `D-${outcome}`), outcome, bench.now)).toBe(1)
  bench.now = after(TUESDAY, 48 * HOUR)
  await rest(bench, impatient)
  // A day later the old attempt is too late: what goes again is decided anew.
  expect(await standing()).toEqual({
    left: 'unknown 1 1',
    receipt: 'handed-over 1 0',
    accepted: 'handed-over 1 0',
    'not-accepted': 'unknown 2 0',
  })
  bench.now = after(TUESDAY, 96 * HOUR)
  await rest(bench, impatient)
  expect(await standing()).toEqual({
    left: 'unknown 1 1',
    receipt: 'handed-over 1 0',
    accepted: 'handed-over 1 0',
    'not-accepted': 'unknown 2 1',
  })
})

test('429: tried again after its time, never before, and expired at the lateness limit', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'busy+1@voorbeeld.example' })])
  await rest(bench)
  const [attempt] = await attempts(bench, creditor)
  expect(attempt).toMatchObject({ state: 'queued', dueAt: after(TUESDAY, 7_000) })
  // The sender is quiet for everyone by the database's clock, which runs by itself; here only the clock of business moves.
  const pass = (): Promise<unknown> =>
    bench.database.query(`update sender set slowed_until = '-infinity' where slowed_until > clock_timestamp()`)
  await pass()
  bench.now = after(TUESDAY, 6_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(1)
  bench.now = after(TUESDAY, 7_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(2)
  await pass()
  bench.now = after(TUESDAY, 24 * HOUR)
  await rest(bench)
  const [first, second] = await attempts(bench, creditor)
  expect(first).toMatchObject({ state: 'expired', reason: 'too-late' })
  // What was too late is decided again, and tried again from there.
  expect(second).toMatchObject({ state: 'queued', step: 'reminder' })
})

function receipt(handOverId: string, status: 'delivered' | 'failed' | 'read', failure: 'transient' | null = null) {
  return {
    kind: 'receipt' as const,
    key: `${handOverId}:${status}:test`,
    handOverId,
    carrierReference: 'ref',
    status,
    failure,
    code: failure,
    at: new Date(bench.now).toISOString(),
  }
}
