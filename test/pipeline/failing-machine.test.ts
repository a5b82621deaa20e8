/** A database that drops connections while two workers send, receipts come in and people pay: what is left adds up all the same. */
import { setTimeout as pause } from 'node:timers/promises'
import { turn, type Pipe } from '#pipeline'
import { Database } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, HOME, HOUR, openBench, pay, playUntil, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, doubles, handOvers } from '../support/pipe-records'

const DEBTORS = 150
const ROUNDS = 20

let bench: PipeBench
let owner: Database
beforeAll(async () => {
  bench = await openBench()
  owner = await Database.open(bench.url, 'owner', 2)
})
afterAll(async () => {
  await owner.close()
  await bench.close()
  await endCarriers()
})

test('connections cut at random while everything runs: nothing lost, nothing twice, nothing stuck', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 60 })
  const fates = ['klant', 'reset', 'error-accepted', 'garbled', 'klant', 'reset-unaccepted']
  await addClaims(
    bench,
    creditor,
    Array.from({ length: DEBTORS }, (_, index) =>
      claimOf(
        String(index),
        index % 10 === 9 ? { online: false, address: HOME } : { email: `${fates[index % 6]}+${index}@voorbeeld.example` },
      ),
    ),
  )
  const other = await bench.another()
  let cuts = 0
  const paid = new Set<number>()
  for (let round = 0; round < ROUNDS; round++) {
    bench.now = after(TUESDAY, round * 20_000)
    await bench.carrier.setClock(new Date(bench.now).toISOString())
    await Promise.allSettled([
      work(bench.pipe),
      work(other),
      cutSome().then((cut) => {
        cuts += cut
      }),
      payOne(round),
    ])
    await timePasses()
  }
  async function payOne(round: number): Promise<void> {
    await pause(Math.random() * 40)
    await pay(bench, creditor, String(round * 3), 12_500, `chaos-${round}`).then(
      () => paid.add(round * 3),
      () => undefined,
    )
  }
  await bench.pipe.belt.idle()
  await other.belt.idle()
  await timePasses()
  await playUntil(bench, after(bench.now, HOUR / 3))

  expect(cuts).toBeGreaterThan(10)
  expect(await doubles(bench)).toEqual([])
  const made = await attempts(bench, creditor)
  expect(made.filter(({ state }) => ['sending', 'planned'].includes(state))).toEqual([])
  // Every debtor who has not paid was reached once, or is being tried for as long as the carrier says no.
  for (let index = 0; index < DEBTORS; index++) {
    const own = made.filter(({ debtor, state }) => debtor === `D-${index}` && ['handed-over', 'queued', 'unknown'].includes(state))
    expect([index, own.length, paid.has(index)]).toEqual([index, own.length === 0 && paid.has(index) ? 0 : 1, paid.has(index)])
  }
  const sent = await handOvers(bench, creditor)
  const accepted = new Set((await bench.carrier.log()).filter(({ type }) => type === 'accepted').map(({ handOverId }) => handOverId))
  expect(sent.filter(({ id, state }) => accepted.has(id) && !['accepted', 'unknown'].includes(state))).toEqual([])
  expect(sent.filter(({ id, state }) => state === 'accepted' && !accepted.has(id))).toEqual([])
  expect(
    await bench.database.query(
      `select c.reference from claim c where c.open_cents <> (select sum(l.amount_cents) from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id)`,
    ),
  ).toEqual([])
  expect(await bench.database.query('select fault from raw_call where not done or fault is not null')).toEqual([])
  process.stdout.write(
    `${cuts} connections cut in ${ROUNDS} rounds; ${sent.length} hand-overs, ${accepted.size} accepted, ${paid.size} payments\n`,
  )
})

async function work(pipe: Pipe): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await turn(pipe, bench.now)
  await pipe.belt.idle()
}

/** Ends connections of the pipe as a restarting server or a broken network does, in the middle of whatever they do. */
async function cutSome(): Promise<number> {
  let cut = 0
  for (let times = 0; times < 3; times++) {
    await pause(Math.random() * 60)
    const ended = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' order by random() limit 2`,
    )
    cut += ended.length
  }
  return cut
}

/** A minute of real time, for leases that run on the database's clock. */
async function timePasses(): Promise<void> {
  const past = `clock_timestamp() - interval '1 second'`
  for (const table of ['contact_attempt', 'letter_batch', 'call_task']) {
    await bench.database.query(`update ${table} set lease_until = ${past} where lease_until is not null`).catch(() => undefined)
  }
}
