/** Pace as the carrier sees it, over several workers; quiet when it asks for quiet; and the relay's turns among creditors. */
import { decideDue, deliverChunk, enqueueDue, openPipe, type Pipe } from '#pipeline'
import { keepStatistics, leaseDueAttempts, newId, type LeasedAttempt } from '#store'
import { endCarriers } from '../support/carrier'
import { cloudRefusal, startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { CARRIERS } from '../support/carriers/settings'
import { addClaims, addCreditor, after, claimOf, openBench, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

let bench: PipeBench
let meta: CloudSimulator
const workers: Pipe[] = []
beforeAll(async () => {
  bench = await openBench()
  meta = await startCloudSimulator()
  const whatsapp = {
    url: meta.url,
    graphVersion: 'v25.0',
    phoneNumberId: CARRIERS.WHATSAPP_PHONE_NUMBER_ID,
    token: CARRIERS.WHATSAPP_TOKEN,
  }
  for (let worker = 0; worker < 4; worker++) {
    const { url, folder } = bench.carrier
    const { database, log } = bench.pipe
    workers.push(
      openPipe({
        database,
        log,
        clock: () => bench.now,
        sandboxUrl: url,
        dataFolder: folder,
        redirectAllTo: null,
        answerWithinMs: 5_000,
        whatsapp,
      }),
    )
  }
})
beforeEach(async () => {
  await bench.clear()
  meta.seen.length = 0
  meta.answerAll(null)
})
afterAll(async () => {
  for (const { belt, drivers } of workers) {
    await belt.close()
    await Promise.all([drivers.email, drivers.sms, drivers.whatsapp, drivers.letter].map((driver) => driver.close()))
  }
  await meta.close()
  await bench.close()
  await endCarriers()
})

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    claimOf(String(from + index), {
      whatsapp: { number: `+3161234${String(from + index).padStart(4, '0')}`, consentedOn: '2026-06-01' as never },
    }),
  )

/** All workers at once, again and again, until so many requests have come; what a turn does first about tables that have just been filled is done here. */
async function until(arrived: () => boolean): Promise<void> {
  await keepStatistics(bench.database)
  for (let turns = 0; !arrived() && turns < 2_000; turns++) {
    await Promise.all(workers.map((pipe) => enqueueDue(pipe, bench.now)))
    await Promise.race(workers.map((pipe) => pipe.belt.idle()))
  }
  await Promise.all(workers.map((pipe) => pipe.belt.idle()))
}

/** How far the way to the carrier may take a message out of its slot, beside the lateness that is reckoned with. */
const WAY_MS = 20

/** What had gathered meanwhile is worked off by then. */
const BACKLOG_MS = 100

/** Whether what came in at this moment had been held up by a process that stood still, as on a busy machine: that says nothing of the pace. */
function watchStandstills(): { heldUp(at: number): boolean; end(): void } {
  const over: number[] = []
  let last = performance.now()
  const beat = setInterval(() => {
    const now = performance.now()
    if (now - last > WAY_MS) over.push(now)
    last = now
  }, 2)
  return { heldUp: (at) => over.some((end) => at > end - WAY_MS && at < end + BACKLOG_MS), end: () => clearInterval(beat) }
}

test('eighty a second over four workers: no second at the carrier holds more', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 80 })
  await addClaims(bench, creditor, people(200))
  await decideDue(bench.pipe, bench.now, 500)
  const standstills = watchStandstills()
  await until(() => {
    // On a machine that is too busy a slot may be missed: such a message goes back, and is due again a second later.
    bench.now = after(bench.now, 1_000)
    return meta.seen.length >= 200
  })
  standstills.end()
  const at = meta.seen.map((message) => message.at).sort((a, b) => a - b)
  expect(new Set(meta.seen.map(({ message: { to } }) => to)).size).toBe(200)
  expect(at).toHaveLength(200)
  // The 81st after any message comes a second later, or more.
  const seconds = at
    .slice(80)
    .map((moment, index) => ({ from: at[index] ?? 0, took: moment - (at[index] ?? 0) }))
    .filter(({ from }) => !standstills.heldUp(from))
  expect(seconds.length).toBeGreaterThan(0)
  expect(seconds.filter(({ took }) => took < 1_000)).toEqual([])
})

test('a carrier that asks for quiet gets it from every worker, and the others of its creditor go on afterwards', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 10 })
  await addClaims(bench, creditor, people(30))
  await decideDue(bench.pipe, bench.now, 500)
  meta.answerAll(cloudRefusal(429, 130429, { 'retry-after': '2' }))
  await until(() => meta.seen.length > 0)
  meta.answerAll(null)
  const turnedAway = meta.seen.length
  const last = meta.seen.at(-1)?.at ?? 0
  // A worker may have two under way before it has read the first answer. Later the quiet may be over, and it is tried again.
  expect(meta.seen.filter(({ at }) => at - (meta.seen[0]?.at ?? 0) < 1_500).length).toBeLessThanOrEqual(2 * workers.length)
  await until(() => {
    bench.now = after(bench.now, 1_000)
    return meta.seen.length >= turnedAway + 30
  })
  expect((meta.seen[turnedAway]?.at ?? 0) - last).toBeGreaterThan(1_500)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 30 }, () => 'handed-over'))
})

const lease = (): Promise<LeasedAttempt[]> =>
  leaseDueAttempts(bench.database, bench.now, ['email', 'sms', 'whatsapp'], { token: newId(), seconds: 60 }, 100)

test('the belt gets work of each creditor in turn, and no more of a sender than it can send in five seconds', async () => {
  const many = await addCreditor(bench, { pacePerSecond: 20 })
  await addClaims(bench, many, people(150))
  const few = await addCreditor(bench, { pacePerSecond: 20 })
  await addClaims(
    bench,
    few,
    people(3, 1_000).map((claim) => ({ ...claim, dueOn: '2027-01-07' as never })),
  )
  await decideDue(bench.pipe, bench.now, 500)
  const began = performance.now()
  const [first, second, third] = [await lease(), await lease(), await lease()]
  const passed = performance.now() - began
  expect(new Set([first, second].map((chunk) => chunk[0]?.creditorId))).toEqual(new Set([many.id, few.id]))
  expect([first.length, second.length].sort((a, b) => a - b)).toEqual([3, 100])
  // A hundred is five seconds of twenty: the other fifty wait, however empty the belt, until as many had time to leave.
  expect(third.length).toBeLessThanOrEqual(Math.floor((20 * passed) / 1_000))
})

test('a connection that never becomes free: what was marked and not written goes back, and is not lost', async () => {
  const creditor = await addCreditor(bench, { pacePerSecond: 1000 })
  await addClaims(bench, creditor, people(3))
  await decideDue(bench.pipe, bench.now, 500)
  const [pipe] = workers
  if (!pipe) throw new Error('no worker')
  const attempt = await lease()
  const token =
    (
      await bench.database.query<{ token: string }>(
        'select distinct lease_token as token from contact_attempt where lease_token is not null',
      )
    )[0]?.token ?? ''
  await deliverChunk(
    { ...pipe, drivers: { ...pipe.drivers, whatsapp: { ...pipe.drivers.whatsapp, connections: 0 } } },
    { token, attempts: attempt },
    bench.now,
  )
  expect(meta.seen).toHaveLength(0)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])
})
