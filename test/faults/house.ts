/** The house under fault: two schedulers, some workers, webhooks, Redis and carriers that live; what is killed comes back at once. */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '#domain'
import { Database, migrate } from '#store'
import { freePort } from '../support/free-port'
import { startProgram, type Program, type RunningProgram } from '../support/processes'
import { startRedis, type TestRedis } from '../support/redis'
import { seedFromFiles } from '../../apps/standalone/database-home'
import type { CarrierSide, OpenCarrierSide } from './carrier-side'
import { writeOpenConfiguration } from './open-hours'

export const LEASE_SECONDS = 6
export const SCHEDULERS = 2
/** Name of our own connections, which are not cut. */
export const OBSERVER = 'faults'

export interface House {
  readonly folder: string
  readonly carriers: CarrierSide
  /** Of every process. */
  readonly settings: Readonly<Record<string, string>>
  readonly redis: TestRedis
  readonly flow: Database
  readonly owner: Database
  readonly programs: RunningProgram[]
  /** The last words of those that ended by themselves. */
  died(): readonly string[]
  /** Kills the one at this place and starts another in its stead. */
  replace(place: number): Promise<void>
  /** SIGTERM to all; what those said last that did not end in order. */
  stop(): Promise<string[]>
  close(): Promise<void>
}

export async function openFaultHouse(url: string, workers: number, openCarriers: OpenCarrierSide, now: Instant): Promise<House> {
  const opened: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    return { ...(await open(url, workers, openCarriers, now, opened)), close }
  } catch (fault) {
    // What is left open would keep the run from ending.
    await close()
    throw fault
  }
}

async function open(
  url: string,
  workers: number,
  openCarriers: OpenCarrierSide,
  now: Instant,
  opened: (() => Promise<void>)[],
): Promise<Omit<House, 'close'>> {
  const noted = <Opened>(one: Opened, end: (one: Opened) => Promise<unknown>): Opened => {
    opened.push(async () => void (await end(one)))
    return one
  }
  const folder = noted(mkdtempSync(join(tmpdir(), 'tijdig-faults-')), (place) => rm(place, { recursive: true, force: true }))
  const config = join(folder, 'config')
  writeOpenConfiguration(config, new Date(now))
  await migrate(url, new Date(now).toISOString().slice(0, 10) as never)
  const observed = `${url}?application_name=${OBSERVER}`
  const flow = noted(await Database.open(observed, 'flow', 6), (database) => database.close())
  const owner = noted(await Database.open(observed, 'owner', 2), (database) => database.close())
  await seedFromFiles(flow, config, now)
  const redis = noted(await startRedis(), (server) => server.close())
  const port = await freePort()
  const carriers = noted(await openCarriers(join(folder, 'carrier'), `http://127.0.0.1:${port}`), (side) => side.close())
  const settings = {
    ...carriers.settings,
    DATABASE_URL: url,
    REDIS_URL: redis.url,
    TIJDIG_CONFIG: config,
    TIJDIG_DATA: join(folder, 'data'),
    TIJDIG_LEASE_SECONDS: String(LEASE_SECONDS),
    LOG_LEVEL: 'info',
  }
  const names: Program[] = [
    ...Array.from({ length: SCHEDULERS }, (): Program => 'scheduler'),
    ...Array.from({ length: workers }, (): Program => 'worker'),
  ]
  const programs = noted<RunningProgram[]>([], (all) => Promise.all(all.map((program) => program.kill())))
  const webhooks = noted(await startProgram('webhooks', { ...settings, PORT: String(port) }), (program) => program.kill())
  // Each has come up or failed before anything is closed again.
  const started = await Promise.allSettled(
    names.map(async (name, place) => {
      programs[place] = await startProgram(name, settings)
    }),
  )
  for (const one of started) if (one.status === 'rejected') throw one.reason
  return {
    folder,
    carriers,
    settings,
    redis,
    flow,
    owner,
    programs,
    died: () => [...programs, webhooks].flatMap((program) => program.died() ?? []),
    async replace(place) {
      const dead = programs[place]?.died()
      if (dead) throw new Error(dead)
      await programs[place]?.kill()
      programs[place] = await startAgain(names[place] ?? 'worker', settings)
    },
    stop: async () => (await Promise.all([...programs, webhooks].map(ending))).flatMap((complaint) => complaint ?? []),
  }
}

/** One whose connection is cut while it starts says so and ends, and is started again, as its compose file has it. */
const startAgain = (name: Program, settings: Readonly<Record<string, string>>, left = 3): Promise<RunningProgram> =>
  startProgram(name, settings).catch((fault: unknown) => {
    if (left === 0) throw fault
    return startAgain(name, settings, left - 1)
  })

/** A lease is long over by then. */
const DRAINS_WITHIN_MS = 60_000

async function ending(program: RunningProgram): Promise<string | null> {
  const dead = program.died()
  if (dead !== null) return dead
  const code = await Promise.race([program.stop(), pause(DRAINS_WITHIN_MS, 'never', { ref: false })])
  if (code === 'never') await program.kill()
  return code === 0 ? null : `a process ended with ${code} instead of draining: ${program.said().slice(-500)}`
}
