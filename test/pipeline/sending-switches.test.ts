/** Shadow, redirection and the switch that stops everything: what may not leave does not, nothing is lost, and what is let go leaves. */
import { decideDue, enqueueDue } from '#pipeline'
import { Database, releaseCreditor, releaseFromShadow, setSendingStopped, stopCreditor, type Sql } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, HOUR, openBench, pay, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, doubles, handOvers } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(async () => {
  await setSendingStopped(bench.database, false)
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const email = (number: number | string): { email: string } => ({ email: `klant${number}@voorbeeld.example` })
const many = (count: number) => Array.from({ length: count }, (_, index) => claimOf(String(index), email(index)))

test('stop-all: within a second nothing leaves any more, nothing is lost, and resume-all goes on', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 10 })
  await addClaims(bench, creditor, many(60))
  await decideDue(bench.pipe, bench.now, 100)
  await enqueueDue(bench.pipe, bench.now)
  await until(async () => (await acceptances(bench, await handOvers(bench, creditor))) > 3)
  await setSendingStopped(bench.database, true)
  const before = await acceptances(bench, await handOvers(bench, creditor))
  await bench.pipe.belt.idle()
  const stopped = await acceptances(bench, await handOvers(bench, creditor))
  // Half a second of work, five messages at this pace, may have been on its way; none of the other fifty left.
  expect(stopped).toBeLessThanOrEqual(before + 5)
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(stopped)
  expect((await attempts(bench, creditor)).filter(({ state }) => state === 'queued')).toHaveLength(60 - stopped)
  await setSendingStopped(bench.database, false)
  // What a busy machine let miss its slot is due a second later.
  bench.now = after(TUESDAY, HOUR)
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(60)
})

test('what is being decided at the moment of the release leaves too, and is not planned for a release that was', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await addClaims(bench, creditor, many(3))
  const waiting = async (): Promise<number> =>
    (
      await bench.database.query(
        `select distinct pid from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted`,
      )
    ).length
  const owner = await Database.open(bench.url, 'owner', 1)
  const work = await owner.transaction(async (sql) => {
    await sql.query('lock table decision in share mode')
    const deciding = decideDue(bench.pipe, bench.now, 100)
    await until(async () => (await waiting()) >= 1)
    const released = releaseCreditor(bench.database, creditor.id, bench.now)
    await Promise.race([released, until(async () => (await waiting()) >= 2)])
    return [deciding, released]
  })
  await Promise.all(work)
  await owner.close()
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(3)
})

test('a creditor in shadow decides, shows and sends nothing; the release lets it go through the gate', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await addClaims(bench, creditor, [...many(3), claimOf('paid', email('paid'))])
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned', 'planned'])
  expect(await handOvers(bench, creditor)).toEqual([])
  await pay(bench, creditor, 'paid', 12_500)
  await rest(bench)
  bench.now = after(TUESDAY, HOUR)
  expect(await releaseCreditor(bench.database, creditor.id, bench.now)).toBe(true)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ state }) => state).sort()).toEqual([
    'handed-over',
    'handed-over',
    'handed-over',
    'suppressed',
  ])
})

test('a release, and the way back to shadow, are told of each contact that they concern', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await addClaims(bench, creditor, many(2))
  await decideDue(bench.pipe, bench.now, 100)
  const turns: ((sql: Sql) => Promise<boolean>)[] = [
    (sql) => releaseFromShadow(sql, creditor.id, bench.now),
    (sql) => stopCreditor(sql, creditor.id, bench.now),
    (sql) => releaseFromShadow(sql, creditor.id, bench.now),
  ]
  for (const turned of turns) expect(await bench.database.transaction(turned)).toBe(true)
  await rest(bench)
  for (const { id } of await attempts(bench, creditor)) {
    const told = await bench.database.query<{ kind: string }>('select kind from contact_event where attempt_id = $1 order by at, id', [id])
    expect(told.map(({ kind }) => kind)).toEqual(['planned', 'released', 'back-in-shadow', 'released', 'sending', 'accepted'])
  }
})

test('REDIRECT_ALL_TO: every channel goes to the one address', async () => {
  const pipe = await bench.another({ redirectAllTo: 'trial@voorbeeld.example' })
  const creditor = await addCreditor(bench)
  const address = { name: 'A. Voorbeeldsma', street: 'Testweg', houseNumber: '1', postcode: '1234 AB', city: 'Proefwijk', country: 'NL' }
  await addClaims(bench, creditor, [
    claimOf('1', email(1)),
    claimOf('2', { sms: '+31612300003' }),
    claimOf('3', { whatsapp: { number: '+31612300004', consentedOn: '2026-06-01' as never } }),
    claimOf('4', { online: false, address: address }),
  ])
  await rest(bench, pipe)
  const sent = await handOvers(bench, creditor)
  expect(sent.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
    'email accepted',
    'letter accepted',
    'sms accepted',
    'whatsapp accepted',
  ])
  const ids = new Set(sent.map(({ id }) => id))
  const to = (await bench.carrier.log())
    .filter(({ type, handOverId }) => type === 'accepted' && ids.has(handOverId ?? ''))
    .map((line) => (line as { to?: string }).to)
  expect(to).toEqual(Array.from({ length: 4 }, () => 'trial@voorbeeld.example'))
})

async function until(true_: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) if (await true_()) return
  throw new Error('never came')
}
