/** A real pipe for tests: PostgreSQL, a sandbox carrier process, the real webhook door, and a clock that the test drives. */
import { createHmac, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Address, DeskSettings, ImportedClaim, ImportedDebtor, Instant, LocalDate } from '#domain'
import { openMetrics } from '#lifecycle'
import { openCallDesk, openPipe, openRedisBelt, takeChunks, turn, type Pipe } from '#pipeline'
import type { RedisPlace } from '#queue'
import { readSettings } from '#settings'
import {
  createCreditor, Database, getCreditor, keepStatistics, migrate, nextDueAt, notePaymentsRead, recordPayments, releaseCreditor, upsertClaims,
  type Creditor,
} from '#store'
import { seedFromFiles } from '../../apps/standalone/database-home'
import { openHttp } from '../../apps/standalone/standalone.module'
import { CARRIERS } from './carriers/settings'
import { carrierFolder, startCarrier, type RunningCarrier } from './carrier'
import { refuseOrphans } from './orphans'
import { createPreparedDatabase } from './postgres'

export const DAY = 86_400_000
export const HOUR = 3_600_000
/** A Tuesday at half past nine in Amsterdam: every channel is open. */
export const TUESDAY = Date.parse('2027-01-12T08:30:00Z') as Instant
export const at = (iso: string): Instant => Date.parse(iso) as Instant
export const after = (instant: Instant, milliseconds: number): Instant => (instant + milliseconds) as Instant

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
}

export async function openBench({ redis, leaseSeconds = 60, answerWithinMs = 20_000, latencyMs = 0, pagesFolder = join(__dirname, '../../dist/console') }: BenchOptions = {}): Promise<PipeBench> {
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
  const app = await openHttp({ database, tenant, desk: openCallDesk({ database, redirectAllTo: null, log }), dataFolder: await carrierFolder(), log, metrics, requestsPerMinute: 1_000_000, webhooksAllowPrivate: true, clock: () => bench.now, carriers: 'sandbox', standing: () => ({ secretsKeys: [], sandboxUrl: bench.carrier.url, redirectAllTo: null }), sandboxSecret: secret, carrierDoors: readSettings({ ...CARRIERS }).carrierDoors, onCall: () => undefined, pagesFolder }, '127.0.0.1', 0)
  const door = `${await app.getUrl()}/webhooks/sandbox`
  const carrier = await startCarrier({ clock: 'driven', now: new Date(TUESDAY).toISOString(), callbackUrl: door, callbackSecret: secret, latencyMs })
  const pipes: Pipe[] = []
  const clock = (): Instant => bench.now
  const open = async (redirectAllTo: string | null, within: number): Promise<Pipe> => {
    const belt = redis && await openRedisBelt(redis, log)
    const pipe = openPipe({ database, clock, meter: metrics, sandboxUrl: carrier.url, dataFolder: carrier.folder, redirectAllTo, log, answerWithinMs: within, leaseSeconds, ...(belt ? { belt } : {}) })
    if (belt) takeChunks(pipe, belt, clock)
    pipes.push(pipe)
    return pipe
  }
  const bench: PipeBench = {
    url: test.url, database, tenant, api: await app.getUrl(), carrier, door, secret, told, now: TUESDAY, pipe: await open(null, answerWithinMs),
    routes: () => routesOf((app.getHttpAdapter().getInstance()).printRoutes({ commonPrefix: false })),
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
        await Promise.all([pipe.drivers.email, pipe.drivers.sms, pipe.drivers.whatsapp, pipe.drivers.letter].map((driver) => driver.close()))
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
  return tree.split('\n').filter((line) => line.trim() !== '').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?/.exec(line) ?? []
    above.splice(indent.length / 4, Infinity, part)
    return methods === '' || methods === '-' ? [] : methods.split(', ').map((method) => `${method} ${above.join('')}`)
  })
}

const KEPT = ['migration', 'configuration_version', 'creditor', 'sender', 'sending_switch']

/** Only what holds anything, and what refers to that: to empty a hundred empty tables takes longer than most tests. */
async function wipe(url: string): Promise<void> {
  const owner = await Database.open(url, 'owner', 1)
  try {
    const tables = await owner.query<{ name: string }>(FILLED, [KEPT])
    if (tables.length > 0) await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
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
  select t.relname as name from filled f join tables t on t.oid = f.oid`

export interface CreditorOptions {
  readonly live?: boolean
  readonly pacePerSecond?: number
  readonly policy?: string
  readonly strategy?: string
  readonly desk?: DeskSettings
}

/** A creditor of its own for a test, released from shadow, with all payments read. */
export async function addCreditor({ database }: PipeBench, { live = true, pacePerSecond = 1000, policy = 'nl-reference', strategy, desk }: CreditorOptions = {}): Promise<Creditor> {
  const code = `c-${randomUUID().slice(0, 8)}`
  const number = `+3110${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`
  const sender = (address: string): { address: string; pacePerSecond: number } => ({ address, pacePerSecond })
  const id = await createCreditor(database, {
    code, name: 'Voorbeeld B.V.', policy, strategies: { consumer: strategy ?? 'consumer', business: strategy ?? 'business' }, createdAt: TUESDAY,
    profile: {
      legalName: 'Voorbeeld B.V.', kvk: '99900000', vatNumber: 'NL999000000B01', phone: number, email: `${code}@voorbeeld.example`, website: 'https://voorbeeld.example',
      helpPage: 'https://voorbeeld.example/hulp', iban: 'NL91ABNA0417164300', accountName: 'Voorbeeld B.V.', address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' }, ...(desk && { desk }),
    },
    senders: { email: sender(`${code}@voorbeeld.example`), sms: sender(number), whatsapp: sender(number), letter: sender(code), call: sender(number) },
  })
  const creditor = await getCreditor(database, id)
  await notePaymentsRead(database, creditor, '2028-12-31', TUESDAY)
  if (live) await releaseCreditor(database, id, TUESDAY)
  return creditor
}

/** A consumer whose reminder is due on Tuesday, reachable by what `debtor` names. */
export function claimOf(reference: string, debtor: Partial<ImportedDebtor>, claim: Partial<ImportedClaim> = {}): ImportedClaim {
  return {
    reference, invoiceNumber: `F-${reference}`, kind: 'claim', issuedOn: '2026-12-24' as LocalDate, dueOn: '2027-01-07' as LocalDate, original: 12_500, open: 12_500,
    currency: 'EUR', description: 'Onderhoud', purchaseOrder: null, project: null, invoiceDocument: null, flags: [], history: null, representative: null, ...claim,
    debtor: { reference: `D-${reference}`, kind: 'consumer', name: 'A. Voorbeeldsma', ...debtor },
  }
}

export const HOME: Address & object = { name: 'A. Voorbeeldsma', street: 'Testweg', houseNumber: '1', postcode: '1234 AB', city: 'Proefwijk', country: 'NL' }

export async function addClaims({ database, pipe, now }: PipeBench, creditor: Creditor, claims: readonly ImportedClaim[]): Promise<void> {
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  await database.transaction((sql) => upsertClaims(sql, { creditor, importId: randomUUID() as never, journey, today: '2027-01-12' as LocalDate }, claims, now))
}

let payments = 0
export async function pay({ database, now }: PipeBench, creditor: Creditor, claimReference: string, amount: number, key = `payment-${++payments}`): Promise<void> {
  await database.transaction((sql) => recordPayments(sql, creditor, null, [{
    key, receivedOn: '2027-01-12' as LocalDate, amount, currency: 'EUR', paymentReference: null, claimReference, invoiceNumber: null, description: null, payerIban: null, payerName: null,
  }], now))
}

/** Turns until nothing is due and nothing is on its way; throws when that never comes. */
export async function rest(bench: PipeBench, pipe = bench.pipe): Promise<number> {
  for (let turns = 1; turns <= 60; turns++) {
    await bench.carrier.setClock(new Date(bench.now).toISOString())
    if ((await turn(pipe, bench.now)) === 0) return turns
    await pipe.belt.idle()
  }
  throw new Error('the pipe does not come to rest')
}

/** Moves the clock, and takes everything that falls due on the way in its order. */
export async function playUntil(bench: PipeBench, until: Instant, pipe = bench.pipe): Promise<void> {
  await rest(bench, pipe)
  while (bench.now < until) {
    const called = await bench.carrier.setClock(new Date(bench.now).toISOString())
    const due = await nextDueAt(bench.database)
    const candidates = [due, called === null ? null : Date.parse(called), until].filter((instant) => instant !== null).map((instant) => Math.max(instant, bench.now + 1))
    bench.now = Math.min(...candidates) as Instant
    await rest(bench, pipe)
  }
}

/** A callback as the carrier would sign it; answers the status of the door. */
export async function callBack({ door, secret }: PipeBench, body: string | object, signature?: string): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(door, {
    method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-sandbox-signature': signature ?? createHmac('sha256', secret).update(text).digest('hex') },
  })
  return answer.status
}
