/** The pipe as dispatch is measured on it: its ticker, a belt in the process or over Redis, and the carrier on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '#domain'
import { openPipe, openRedisBelt, takeChunks, type Pipe } from '#pipeline'
import { Database } from '#store'
import { openTicker } from '../../../apps/scheduler/scheduler.module'
import { NOW } from '../debtors'
import type { Run } from '../work'

export interface Dispatch {
  readonly database: Database
  readonly pipe: Pipe
  readonly clock: () => Instant
  /** What operators would have been told; a bench wants none. */
  readonly faults: readonly string[]
  /** Answers of the carrier, so far. */
  readonly answered: () => number
  start(): void
  /** What is on its way ends first. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function openDispatch({ url: databaseUrl, told }: Pick<Run, 'url' | 'told'>): Promise<Dispatch> {
  const database = await Database.open(databaseUrl, 'flow')
  const dataFolder = mkdtempSync(join(tmpdir(), 'tijdig-bench-'))
  const faults: string[] = []
  const log = {
    info: () => undefined,
    error: (fields: object, message: string) => void faults.push(`${message} ${JSON.stringify(fields)}`),
  }
  const url = String(told.carrier)
  const connected =
    told.sandbox === true
      ? {}
      : told.sms === true
        ? {
            twilio: {
              url,
              accountSid: 'AC0123456789abcdef0123456789abcdef',
              authToken: 'bench-token',
              from: { address: '+3197010200300' },
            },
            publicUrl: 'https://bench.example',
          }
        : { whatsapp: { url, graphVersion: 'v25.0', phoneNumberId: '106540352242922', token: 'bench-token' } }
  const from = performance.now()
  // Time passes: what a busy machine made miss its slot is due again a second later.
  const clock = (): Instant => (NOW + Math.floor(performance.now() - from)) as Instant
  const redis = told.redis === undefined ? null : await openRedisBelt({ redisUrl: String(told.redis), redisPrefix: 'bench' }, log)
  let answered = 0
  const meter = {
    handedOver: () => {
      answered++
    },
  }
  const pipe = openPipe({
    meter,
    ...(redis && { belt: redis }),
    database,
    clock,
    sandboxUrl: url,
    dataFolder,
    redirectAllTo: null,
    log,
    answerWithinMs: 10_000,
    ...connected,
  })
  const ticker = openTicker(pipe, clock)
  await database.query('select 1')
  return {
    database,
    pipe,
    clock,
    faults,
    answered: () => answered,
    start() {
      if (redis) takeChunks(pipe, redis, clock)
      ticker.start()
    },
    stop: () => ticker.stop(),
    async close() {
      await Promise.all([pipe.drivers.email, pipe.drivers.sms, pipe.drivers.whatsapp, pipe.drivers.letter].map((driver) => driver.close()))
      await database.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
}
