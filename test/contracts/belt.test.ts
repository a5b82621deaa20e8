/** What every belt must bear, on real PostgreSQL and real Redis: each contact leaves when it is due, once, whatever dies or is emptied. */
import { enqueueDue, openRedisBelt, turn, type Pipe } from '#pipeline'
import type { BullBelt, RedisPlace } from '#queue'
import type { AttemptChunk } from '#store'
import { endWorkers, startWorker } from '../support/belt-child'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, HOUR, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, doubles, handOvers } from '../support/pipe-records'
import { freshPrefix, NO_REDIS, startRedis, type TestRedis } from '../support/redis'
import { beltWork, emails } from './belt-work'

/** More than a chunk holds. */
const MANY = 110
const LATENCY_MS = 10

const belts: readonly (readonly [name: string, overRedis: boolean])[] = [
  ['the belt in process', false],
  [`the belt over Redis${NO_REDIS === null ? '' : ` (${NO_REDIS})`}`, true],
]

const fail = (): never => {
  throw new Error('no Redis was started')
}

describe.each(belts)('%s', (_name, overRedis) => {
  if (overRedis && NO_REDIS !== null) return test.skip('is not tried', () => undefined)
  let bench: PipeBench
  let redis: TestRedis | undefined
  const opened: BullBelt<AttemptChunk>[] = []
  const redisOf = overRedis ? (): TestRedis => redis ?? fail() : null
  beforeAll(async () => {
    redis = overRedis ? await startRedis() : undefined
    bench = await openBench({
      latencyMs: LATENCY_MS,
      ...(redis ? { redis: { redisUrl: redis.url, redisPrefix: freshPrefix(), stalledAfterMs: 1_000 } } : {}),
    })
  })
  afterEach(async () => {
    endWorkers()
    for (const belt of opened.splice(0)) await belt.close()
    expect(await doubles(bench)).toEqual([])
    await bench.clear()
  })
  afterAll(async () => {
    await bench.close()
    await redis?.close()
    await endCarriers()
  })

  const { chunk, leasesEnd, decideAll, expectEachAcceptedOnce } = beltWork(() => bench)
  /** Puts only: what lies there is for another process. */
  const beltOf = async (place: RedisPlace): Promise<BullBelt<AttemptChunk>> => {
    const belt = await openRedisBelt(place, bench.pipe.log)
    opened.push(belt)
    return belt
  }

  test('what is due leaves, what is not stays, and the belt is empty again', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, [
      ...emails(MANY),
      claimOf('later', { email: 'later@voorbeeld.example' }, { dueOn: '2027-01-20' as never }),
    ])
    await rest(bench)
    await expectEachAcceptedOnce(creditor, MANY)
    expect(await bench.pipe.belt.depth()).toBe(0)
  })

  test('what waited past its lateness limit is not sent but decided again', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, emails(20))
    await decideAll()
    bench.now = after(TUESDAY, 25 * HOUR)
    await enqueueDue(bench.pipe, bench.now)
    await bench.pipe.belt.idle()
    expect((await attempts(bench, creditor)).map(({ state, reason }) => `${state} ${reason}`)).toEqual(
      Array.from({ length: 20 }, () => 'expired too-late'),
    )
    await rest(bench)
    expect((await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over')).toHaveLength(20)
    expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(20)
  })

  test('what is tried again, and when, follows the class of the failure and not the belt', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(
      bench,
      creditor,
      ['busy', 'refused', 'error'].map((word) => claimOf(word, { email: `${word}@voorbeeld.example` })),
    )
    await rest(bench)
    const states = new Map(
      (await attempts(bench, creditor)).map(({ debtor, state, dueAt }) => [
        debtor,
        `${state} ${state === 'failed' ? '' : dueAt - TUESDAY}`,
      ]),
    )
    expect(Object.fromEntries(states)).toEqual({ 'D-busy': 'queued 7000', 'D-refused': 'failed ', 'D-error': 'unknown 120000' })
    bench.now = after(TUESDAY, 6_000)
    await rest(bench)
    expect(await handOvers(bench, creditor)).toHaveLength(3)
  })

  test('a job that comes twice is done once', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, emails(40))
    await decideAll()
    const twice = await chunk()
    await Promise.all([bench.pipe.belt.put(twice), bench.pipe.belt.put(twice), bench.pipe.belt.put(twice)])
    await bench.pipe.belt.idle()
    await rest(bench)
    await expectEachAcceptedOnce(creditor, 40)
  })

  test('two schedulers and two workers: each contact once', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, emails(MANY))
    const other = await bench.another()
    const play = async (pipe: Pipe): Promise<void> => {
      for (let turns = 0; turns < 12; turns++) await turn(pipe, bench.now)
    }
    await Promise.all([play(bench.pipe), play(other)])
    await Promise.all([bench.pipe.belt.idle(), other.belt.idle()])
    await rest(bench)
    await expectEachAcceptedOnce(creditor, MANY)
  })

  test('closing lets what is in flight end, takes nothing new, and leaves the rest to others', async () => {
    const creditor = await addCreditor(bench, { pacePerSecond: 200 })
    await addClaims(bench, creditor, emails(MANY))
    await decideAll()
    const leaving = await bench.another()
    for (let chunks = 0; chunks < 3; chunks++) await enqueueDue(leaving, bench.now)
    await bench.carrier.inFlight()
    await leaving.belt.close()
    if (!overRedis) expect((await attempts(bench, creditor)).filter(({ state }) => state === 'sending')).toEqual([])
    await expect(leaving.belt.put(await chunk())).rejects.toThrow('closed')
    await leasesEnd()
    await rest(bench)
    await expectEachAcceptedOnce(creditor, MANY)
  })

  test('a worker killed in mid-chunk, and Redis with it: what it had not begun is sent, what it had is unknown until it is found, nothing twice', async () => {
    const creditor = await addCreditor(bench, { pacePerSecond: 80 })
    await addClaims(bench, creditor, emails(40))
    await decideAll()
    const own = redis && { redisUrl: redis.url, redisPrefix: freshPrefix() }
    const dying = await startWorker(bench, own ?? null)
    if (own) await (await beltOf(own)).put(await chunk())
    await bench.carrier.inFlight()
    await Promise.all([dying.kill(), redis?.kill()])
    await redis?.start()
    await leasesEnd()
    // Our own belt comes back to Redis in its own time.
    while (
      !(await bench.pipe.belt.depth().then(
        () => true,
        () => false,
      ))
    )
      await new Promise(setImmediate)
    await rest(bench)
    const interrupted = (await handOvers(bench, creditor)).filter(({ code }) => code === 'worker-gone')
    expect(interrupted.length).toBeGreaterThan(0)
    await expectEachAcceptedOnce(creditor, 40)
  })

  if (redisOf === null) return

  test('Redis emptied while jobs wait there: they come back when their lease ends', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, emails(MANY))
    await decideAll()
    const own = { redisUrl: redisOf().url, redisPrefix: freshPrefix() }
    await (await beltOf(own)).put(await chunk())
    await redisOf().ask('FLUSHALL')
    await rest(bench)
    expect((await attempts(bench, creditor)).filter(({ state }) => state === 'queued')).toHaveLength(100)
    await leasesEnd()
    await rest(bench)
    await expectEachAcceptedOnce(creditor, MANY)
  })

  test('Redis that answers nothing: what is leased is given back, the rest of the turn goes on, and all leaves when it is back', async () => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, emails(30))
    redisOf().halt()
    // Decided, and not put: a belt that cannot be asked has no room.
    await turn(bench.pipe, bench.now)
    expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 30 }, () => 'queued'))
    await expect(bench.pipe.belt.put(await chunk())).rejects.toThrow('does not answer')
    redisOf().goOn()
    await leasesEnd()
    await rest(bench)
    await expectEachAcceptedOnce(creditor, 30)
  })

  test('Redis killed while workers work and started again empty: nothing lost, nothing twice', async () => {
    const creditor = await addCreditor(bench, { pacePerSecond: 100 })
    await addClaims(bench, creditor, emails(60))
    await decideAll()
    await turn(bench.pipe, bench.now)
    await bench.carrier.inFlight()
    await redisOf().kill()
    await turn(bench.pipe, bench.now)
    await redisOf().start()
    await leasesEnd()
    while ((await attempts(bench, creditor)).some(({ state }) => state === 'queued' || state === 'sending')) {
      await turn(bench.pipe, bench.now)
      await bench.pipe.belt.idle().catch(() => undefined)
      await leasesEnd()
    }
    await expectEachAcceptedOnce(creditor, 60)
  })

  test('a worker that stands still: its job is given to another, and what it does when it wakes up is done by nobody twice', async () => {
    const creditor = await addCreditor(bench, { pacePerSecond: 80 })
    await addClaims(bench, creditor, emails(40))
    await decideAll()
    const own = { redisUrl: redisOf().url, redisPrefix: freshPrefix(), stalledAfterMs: 2_000 }
    const slow = await startWorker(bench, own)
    const belt = await beltOf(own)
    await belt.put(await chunk())
    await bench.carrier.inFlight()
    slow.halt()
    const second = await startWorker(bench, own)
    // The other has done all that the first had not begun.
    const queued = async (): Promise<number> => (await attempts(bench, creditor)).filter(({ state }) => state === 'queued').length
    while ((await queued()) > 0);
    slow.goOn()
    await belt.idle()
    await second.kill()
    await rest(bench)
    await expectEachAcceptedOnce(creditor, 40)
  })
})
