/** Payments, planners and workers at the same time: each debtor is dealt with one fact at a time. */
import type { Instant } from '#domain'
import { decideDue, deliverChunk, Rulebooks, turn, type Pipe } from '#pipeline'
import { leaseDueAttempts, loadSnapshots, lockDueReviews, newId, writeDecisions, type AttemptChunk } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, debtorKey, doubles, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(async () => {
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const email = (number: number | string): { email: string } => ({ email: `klant${number}@voorbeeld.example` })
const many = (count: number) => Array.from({ length: count }, (_, index) => claimOf(String(index), email(index)))
/** A chunk as the belt carries it, for a test that holds it up. */
async function chunkOf(now: Instant): Promise<AttemptChunk> {
  const token = newId<string>()
  return { token, attempts: await leaseDueAttempts(bench.database, now, ['email', 'sms', 'whatsapp'], { token, seconds: 60 }, 100) }
}

test('two planners and two workers at once: one contact per debtor and day, each sent once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    ...many(120),
    ...many(120).map((claim) => ({ ...claim, reference: `second-${claim.reference}`, dueOn: '2027-01-01' as never })),
  ])
  const other = await bench.another()
  await Promise.all([0, 1].flatMap(() => [bench.pipe, other].map((pipe) => decideDue(pipe, bench.now, 50))))
  await Promise.all([rest(bench), rest(bench, other)])
  const made = await attempts(bench, creditor)
  expect(made).toHaveLength(120)
  expect(new Set(made.map(({ debtorId }) => debtorId)).size).toBe(120)
  expect(new Set(made.map(({ state }) => state))).toEqual(new Set(['handed-over']))
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(120)
})

test('one chunk delivered by two workers at once is sent once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(40))
  await decideDue(bench.pipe, bench.now, 100)
  const other = await bench.another()
  const chunk = await chunkOf(bench.now)
  expect(chunk.attempts).toHaveLength(40)
  await Promise.all([
    deliverChunk(bench.pipe, chunk, bench.now),
    deliverChunk(other, chunk, bench.now),
    deliverChunk(bench.pipe, chunk, bench.now),
  ])
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(40)
  expect((await attempts(bench, creditor)).every(({ state }) => state === 'handed-over')).toBe(true)
})

test('a payment between decide and hand-over: nothing is sent, and the reason is kept', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1))])
  await decideDue(bench.pipe, bench.now, 100)
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'suppressed', reason: 'settled' }])
  expect(await handOvers(bench, creditor)).toEqual([])
  bench.now = after(TUESDAY, 40 * DAY)
  await rest(bench)
  expect(await attempts(bench, creditor)).toHaveLength(1)
})

test('a part payment in between: the message with the old amount is not sent, one with the new amount is', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1))])
  await decideDue(bench.pipe, bench.now, 100)
  await pay(bench, creditor, '1', 2_500)
  await rest(bench)
  const [first, second] = await attempts(bench, creditor)
  expect(first).toMatchObject({ state: 'suppressed', reason: 'amount-changed', amount: 12_500 })
  expect(second).toMatchObject({ state: 'handed-over', amount: 10_000 })
})

test('a payment while the chunk waits for its pace slot: judged already, and still not sent', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 2 })
  await addClaims(bench, creditor, many(4))
  await decideDue(bench.pipe, bench.now, 100)
  const chunk = await chunkOf(bench.now)
  const delivering = deliverChunk(bench.pipe, chunk, bench.now)
  await until(async () => (await handOvers(bench, creditor)).length > 0)
  const sent = new Set((await handOvers(bench, creditor)).map(({ attemptId }) => attemptId))
  const waiting = (await attempts(bench, creditor)).filter(({ id }) => !sent.has(id)).at(-1)
  await pay(bench, creditor, waiting?.claims[0] ?? '', 12_500)
  await delivering
  await rest(bench)
  const last = (await attempts(bench, creditor)).find(({ id }) => id === waiting?.id)
  expect(last).toMatchObject({ state: 'suppressed', reason: 'settled' })
  expect((await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over')).toHaveLength(3)
})

test('a decision made before a fact came is not written, those beside it are; the debtor is decided again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(2))
  const keys = [await debtorKey(bench, creditor, 'D-0'), await debtorKey(bench, creditor, 'D-1')]
  const before = await loadSnapshots(bench.database, keys, bench.now, 31)
  await pay(bench, creditor, '0', 12_500)
  const written = await writeDecisions(
    bench.database,
    before.map((snapshot) => ({
      snapshot,
      journeyId: snapshot.journey?.id ?? '',
      today: '2027-01-12' as never,
      dueAt: bench.now,
      expiresAt: after(bench.now, DAY),
      versions: {},
      decision: { kind: 'stop', reasons: [{ code: 'settled' }], reviewAt: null },
    })),
    bench.now,
  )
  expect(written).toBe(1)
  const debtors =
    'select d.reference, d.review_at as at, x.kind from debtor d left join decision x on x.creditor_id = d.creditor_id and x.debtor_id = d.id where d.creditor_id = $1 order by 1'
  expect(await bench.database.query(debtors, [creditor.id])).toEqual([
    { reference: 'D-0', at: bench.now, kind: null },
    { reference: 'D-1', at: null, kind: 'stop' },
  ])
})

test('a payment that comes while decide holds the debtor waits, and is the last word', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1))])
  let paying: Promise<void> = Promise.resolve()
  const slow: Pipe = {
    ...bench.pipe,
    rulebooks: new SlowRulebooks(bench, () => {
      paying = pay(bench, creditor, '1', 12_500)
    }),
  }
  await decideDue(slow, bench.now, 100)
  await paying
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'queued' }])
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'suppressed', reason: 'settled' }])
})

test('a welcome comes with the first invoice, not with the next one, though the first was paid and closed, nor to who has a credit note (R50)', async () => {
  const creditor = await addCreditor(bench, { strategy: 'welcome' })
  const invoice = (reference: string, debtor: string) =>
    claimOf(reference, { ...email(debtor), reference: debtor }, { issuedOn: '2027-01-12' as never, dueOn: '2027-02-11' as never })
  await addClaims(bench, creditor, [invoice('1', 'D-known')])
  await rest(bench)
  await pay(bench, creditor, '1', 12_500)
  bench.now = after(TUESDAY, DAY)
  const credit = { ...invoice('credit', 'D-credited'), kind: 'credit-note' as const, open: -2_500, original: -2_500 }
  await addClaims(bench, creditor, [invoice('2', 'D-known'), invoice('3', 'D-new'), invoice('4', 'D-credited'), credit])
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ claims, state }) => `${claims.join()} ${state}`).sort()).toEqual([
    '1 handed-over',
    '3 handed-over',
  ])
})

test('money that comes back opens the claim again, and the debtor is contacted again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1))])
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  expect(await attempts(bench, creditor)).toEqual([])
  await pay(bench, creditor, '1', -12_500)
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
})

test('a lost lease or a full belt loses nothing: what is leased and not sent comes back', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(5))
  await decideDue(bench.pipe, bench.now, 100)
  // A worker that took a chunk and died before it did anything.
  await chunkOf(bench.now)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toEqual([])
  await bench.database.query(`update contact_attempt set lease_until = clock_timestamp() - interval '1 second' where creditor_id = $1`, [
    creditor.id,
  ])
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(5)
})

test('locked reviews are passed by, not waited for', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(3))
  await bench.database.transaction(async (sql) => {
    expect(await lockDueReviews(sql, bench.now, 2)).toHaveLength(2)
    expect(await decideDue(bench.pipe, bench.now, 10)).toBe(1)
  })
  await playUntil(bench, after(bench.now, 1000))
  expect(await attempts(bench, creditor)).toHaveLength(3)
  expect(await openTasks(bench, creditor)).toEqual([])
  expect(await turn(bench.pipe, bench.now)).toBe(0)
})

/** The real rulebooks, and somebody who does something while they are read. */
class SlowRulebooks extends Rulebooks {
  constructor(
    of: PipeBench,
    private readonly meanwhile: () => void,
  ) {
    super(of.database)
  }

  override async for(...given: Parameters<Rulebooks['for']>): ReturnType<Rulebooks['for']> {
    this.meanwhile()
    return super.for(...given)
  }
}

async function until(true_: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) if (await true_()) return
  throw new Error('never came')
}
