/** The bench that the real pipe of a test stands on: PostgreSQL, a sandbox carrier process, the real API with its webhook door, and a clock that the test drives. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Instant, LocalDate } from '#domain'
import { openMetrics } from '#lifecycle'
import { openCallDesk, openPipe, openRedisBelt, takeChunks, type Pipe } from '#pipeline'
import type { RedisPlace } from '#queue'
import { readSettings } from '#settings'
import { Database, keepStatistics, migrate } from '#store'
import { seedFromFiles } from '../../apps/standalone/database-home'
import { openHttp } from '../../apps/standalone/standalone.module'
import { CARRIERS } from './carriers/settings'
import { carrierFolder, startCarrier, type RunningCarrier } from './carrier'
import { refuseOrphans } from './orphans'
import { createPreparedDatabase } from './postgres'
import { TUESDAY } from './pipe-clock'

export interface PipeBench {
  readonly url: string
  readonly database: Database
  readonly pipe: Pipe
  readonly carrier: RunningCarrier
  /** Where the API answers. */
  readonly api: string
  /** Every route the server has, as Fastify itself knows them: `GET /v1/creditors/:creditor`. */
  routes(): string[]
  /** As the API's own requests: sees nothing but what it names. */
  readonly tenant: Database
  /** The webhook door, and the secret it is signed with. */
  readonly door: string
  readonly secret: string
  /** What operators were told. */
  readonly told: { readonly level: 'info' | 'error'; readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[]
  now: Instant
  /** A second worker process on the same database: its own belt, connections and drivers. */
  another(options?: { redirectAllTo?: string | null; answerWithinMs?: number }): Promise<Pipe>
  /** Everything but the configuration is gone; the clock stands on Tuesday. */
  clear(): Promise<void>
  close(): Promise<void>
}

export interface BenchOptions {
  /** Left out: every pipe has its belt in this process. */
  readonly redis?: RedisPlace
  /** How long what a dead worker held stays with it. */
  readonly leaseSeconds?: number
  /** How long a carrier may take to answer before its outcome is unknown. */
  readonly answerWithinMs?: number
  /** Of every answer of the carrier. */
  readonly latencyMs?: number
  /** Of the built pages. */
  readonly pagesFolder?: string
  /** What the process says of its turns of the pipe, where it takes them by itself. */
  readonly isTurning?: () => boolean
}

export async function openBench({
  redis,
  leaseSeconds = 60,
  answerWithinMs = 20_000,
  latencyMs = 0,
  pagesFolder = join(__dirname, '../../dist/console'),
  isTurning,
}: BenchOptions = {}): Promise<PipeBench> {
  const test = await createPreparedDatabase('tijdig_shipped', withShippedConfiguration)
  const database = await Database.open(test.url, 'flow', 12)
  const told: PipeBench['told'] = []
  const log = {
    info: (fields: Readonly<Record<string, unknown>>, message: string) => void told.push({ level: 'info', message, fields }),
    error: (fields: Readonly<Record<string, unknown>>, message: string) => void told.push({ level: 'error', message, fields }),
  }
  const secret = randomUUID()
  const tenant = await Database.open(test.url, 'tenant', 6)
  const metrics = openMetrics()
  const app = await openHttp(
    {
      database,
      tenant,
      desk: openCallDesk({ database, redirectAllTo: null, log }),
      dataFolder: await carrierFolder(),
      log,
      metrics,
      requestsPerMinute: 1_000_000,
      webhooksAllowPrivate: true,
      clock: () => bench.now,
      carriers: 'sandbox',
      standing: () => ({ secretsKeys: [], sandboxUrl: bench.carrier.url, redirectAllTo: null }),
      sandboxSecret: secret,
      carrierDoors: readSettings({ ...CARRIERS }).carrierDoors,
      onCall: () => undefined,
      pagesFolder,
      ...(isTurning && { isTurning }),
    },
    '127.0.0.1',
    0,
  )
  const door = `${await app.getUrl()}/webhooks/sandbox`
  const carrier = await startCarrier({
    clock: 'driven',
    now: new Date(TUESDAY).toISOString(),
    callbackUrl: door,
    callbackSecret: secret,
    latencyMs,
  })
  const pipes: Pipe[] = []
  const clock = (): Instant => bench.now
  const open = async (redirectAllTo: string | null, within: number): Promise<Pipe> => {
    const belt = redis && (await openRedisBelt(redis, log))
    const pipe = openPipe({
      database,
      clock,
      meter: metrics,
      sandboxUrl: carrier.url,
      dataFolder: carrier.folder,
      redirectAllTo,
      log,
      answerWithinMs: within,
      leaseSeconds,
      ...(belt ? { belt } : {}),
    })
    if (belt) takeChunks(pipe, belt, clock)
    pipes.push(pipe)
    return pipe
  }
  const bench: PipeBench = {
    url: test.url,
    database,
    tenant,
    api: await app.getUrl(),
    carrier,
    door,
    secret,
    told,
    now: TUESDAY,
    pipe: await open(null, answerWithinMs),
    routes: () => routesOf(app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false })),
    another: ({ redirectAllTo = null, answerWithinMs: within = answerWithinMs } = {}) => open(redirectAllTo, within),
    async clear() {
      await refuseOrphans(database)
      told.length = 0
      bench.now = TUESDAY
      await carrier.setClock(new Date(TUESDAY).toISOString())
      await wipe(test.url)
    },
    async close() {
      await refuseOrphans(database)
      for (const pipe of pipes) {
        await pipe.belt.close()
        await Promise.all(
          [pipe.drivers.email, pipe.drivers.sms, pipe.drivers.whatsapp, pipe.drivers.letter].map((driver) => driver.close()),
        )
      }
      await carrier.stop()
      await app.close()
      await tenant.close()
      await database.close()
      await test.drop()
    },
  }
  return bench
}

async function withShippedConfiguration(url: string): Promise<void> {
  await migrate(url, '2027-01-12' as LocalDate)
  const database = await Database.open(url, 'flow', 1)
  try {
    await seedFromFiles(database, join(__dirname, '../../config'), TUESDAY)
    await keepStatistics(database)
  } finally {
    await database.close()
  }
}

/** A tree whose branches carry the rest of the address that stands above them. */
function routesOf(tree: string): string[] {
  const above: string[] = []
  return tree
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?/.exec(line) ?? []
      above.splice(indent.length / 4, Infinity, part)
      return methods === '' || methods === '-' ? [] : methods.split(', ').map((method) => `${method} ${above.join('')}`)
    })
}

const KEPT = ['migration', 'configuration_version', 'creditor', 'sender', 'sending_switch']

/** From here on to empty a table costs less than to delete its rows, which for few is a tenth of it. */
const LARGE = 8_000_000

/** Only what holds anything, and what refers to that: to empty a hundred empty tables takes longer than most tests. */
async function wipe(url: string): Promise<void> {
  const owner = await Database.open(url, 'owner', 1)
  try {
    const tables = await owner.query<{ name: string; bytes: string }>(FILLED, [KEPT])
    if (tables.length === 0) return
    const bytes = tables.reduce((sum, table) => sum + Number(table.bytes), 0)
    // In one statement: what refers to what is looked at when all of it is done.
    const deleted = tables.map(({ name }) => `of_${name} as (delete from ${name})`)
    await owner.query(bytes > LARGE ? `truncate ${tables.map(({ name }) => name).join(', ')}` : `with ${deleted.join(', ')} select`)
  } finally {
    await owner.close()
  }
}

const FILLED = `
  with recursive tables as (
    select c.oid, c.relname, case c.relkind when 'p' then (select sum(pg_relation_size(t.relid)) from pg_partition_tree(c.oid) t) else pg_relation_size(c.oid) end as bytes
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
  ), filled as (
    select oid from tables where bytes > 0
    union
    select t.oid from filled f join pg_constraint r on r.contype = 'f' and r.confrelid = f.oid join tables t on t.oid = r.conrelid
  )
  select t.relname as name, t.bytes from filled f join tables t on t.oid = f.oid`
