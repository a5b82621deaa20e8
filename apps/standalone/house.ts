/** The house: database, HTTP, sandbox carrier and pipe of the one process, opened in order and closed in the reverse. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '#domain'
import { openMetrics, type Metrics } from '#lifecycle'
import {
  closeDrivers,
  keepConfigurationFresh,
  openCallDesk,
  openPipe,
  openRedisBelt,
  recoverAfterCrash,
  takeChunks,
  type BusinessClock,
  type Pipe,
  type PipeLog,
} from '#pipeline'
import { connectedCarriers, type CarrierSettings, type SecretsKeys } from '#settings'
import { Database } from '#store'
import { openHome, seedFromFiles } from './database-home'
import { startSandbox, type SandboxOptions, type SandboxProcess } from './sandbox-process'
import { openDoors, openHttp, type HttpOptions } from './standalone.module'

export interface HouseOptions extends CarrierSettings {
  readonly databaseUrl: string | null
  readonly dataFolder: string
  readonly configFolder: string
  readonly pagesFolder: string
  readonly trustedProxies: readonly string[]
  readonly host: string
  readonly port: number
  readonly redirectAllTo: string | null
  readonly secretsKeys?: SecretsKeys
  readonly webhooksAllowPrivate?: boolean
  readonly sandboxSecret: string | null
  readonly sandbox: Pick<SandboxOptions, 'seed' | 'behaviour' | 'clock'>
  readonly answerWithinMs: number
  /** Null: the belt is in this process. */
  readonly redisUrl: string | null
  readonly redisPrefix: string
  readonly leaseSeconds: number
  readonly clock: BusinessClock
  /** Called once the database is there, before anything reads the clock for work: a play finds its stored time here. */
  readonly onDatabase?: (database: Database) => Promise<void>
  readonly log: PipeLog
}

export interface House {
  readonly pipe: Pipe
  readonly sandbox: SandboxProcess
  readonly url: string
  /** Called for every callback that is kept. */
  onCall: () => void
  /** Whether turns of the pipe succeed, where something takes them all the time. */
  isTurning: () => boolean
  close(): Promise<void>
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { clock, log, dataFolder } = options
  const opened: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one()
  }
  try {
    const home = await openHome({ databaseUrl: options.databaseUrl, dataFolder, now: clock(), log: (line, level) => log[level]({}, line) })
    opened.push(() => home.close())
    const database = await Database.open(home.url, 'flow')
    opened.push(() => database.close())
    const tenant = await Database.open(home.url, 'tenant')
    opened.push(() => tenant.close())
    await options.onDatabase?.(database)
    await seedFromFiles(database, options.configFolder, clock())
    const sandboxSecret = options.sandboxSecret ?? keptSecret(dataFolder)
    const works = { onCall: (): void => undefined, isTurning: (): boolean => true }
    const metrics = openMetrics()
    const desk = openCallDesk({ database, redirectAllTo: options.redirectAllTo, log })
    opened.push(keepConfigurationFresh(desk))
    const standing = { ...options, secretsKeys: options.secretsKeys ?? [], sandboxUrl: null as string | null }
    const http: HttpOptions = {
      database,
      tenant,
      desk,
      clock,
      dataFolder,
      log,
      metrics,
      webhooksAllowPrivate: options.webhooksAllowPrivate ?? false,
      carriers: ['sandbox', ...connectedCarriers(options)].join(', '),
      standing: () => standing,
      sandboxSecret,
      carrierDoors: options.carrierDoors,
      publicUrl: options.publicUrl,
      ...(options.secretsKeys && { secretsKeys: options.secretsKeys }),
      onCall: () => works.onCall(),
      isTurning: () => works.isTurning(),
      pagesFolder: options.pagesFolder,
      trustedProxies: options.trustedProxies,
    }
    const app = await openHttp(http, options.host, options.port)
    opened.push(() => app.close())
    if (options.webhooksPort !== null) {
      const doors = await openDoors(http, options.host, options.webhooksPort)
      opened.push(() => doors.close())
    }
    const url = await app.getUrl()
    const sandbox = await startSandbox(
      {
        ...options.sandbox,
        folder: dataFolder,
        callbackUrl: `${url}/webhooks/sandbox`,
        callbackSecret: sandboxSecret,
        ...drivenFrom(options, clock()),
      },
      log,
    )
    opened.push(() => sandbox.stop())
    standing.sandboxUrl = sandbox.url
    const pipe = await openPipeOf(options, database, sandbox.url, metrics)
    metrics.watch('tijdig_belt_depth', 'Jobs on the belt or being worked on, over all processes', [], async () => [
      { value: await pipe.belt.depth() },
    ])
    opened.push(() => closeDrivers(pipe))
    if (home.ours) await recoverAfterCrash(pipe, clock())
    return Object.assign(works, { pipe, sandbox, url, close })
  } catch (fault) {
    await close()
    throw fault
  }
}

/** The virtual clock of a play is this process's alone, so that its belt is too; else workers that run apart may help. */
async function openPipeOf(options: HouseOptions, database: Database, sandboxUrl: string, meter: Metrics): Promise<Pipe> {
  const { redisUrl, redisPrefix, clock, log } = options
  const belt = redisUrl === null ? undefined : await openRedisBelt({ redisUrl, redisPrefix }, log)
  const pipe = openPipe({ ...options, database, sandboxUrl, meter, ...(belt ? { belt } : {}) })
  if (belt) takeChunks(pipe, belt, clock)
  return pipe
}

const drivenFrom = ({ sandbox }: HouseOptions, now: Instant): Pick<SandboxOptions, 'now'> =>
  sandbox.clock === 'driven' ? { now: new Date(now).toISOString() } : {}

/** The secret that the sandbox carrier signs with: made once, kept beside the data, readable by us alone. */
function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'sandbox-secret')
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (kept !== '') return kept
  const made = randomBytes(32).toString('hex')
  // Whole or not at all: with half a secret, or none, anybody might sign.
  writeFileSync(`${file}.new`, made, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}
