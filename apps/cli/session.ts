/** Session: the database for as long as one command takes; joined where a process of ours runs, else started, always closed. */
import { join } from 'node:path'
import { readSettings, type Settings } from '#settings'
import { causeOf, Database, readVirtualClock, type Sql } from '#store'
import type { CreditorId, Instant } from '#domain'
import { joinHome, seedFromFiles, type DatabaseHome } from '../standalone/database-home'
import { say } from './answer'
import { EXIT, Refusal } from './exit-codes'

export interface SessionOptions {
  /** The demo's own database under data/demo, whatever DATABASE_URL says. */
  readonly demo?: boolean
}

export interface Session {
  readonly settings: Settings
  readonly url: string
  /** As the pipe: for what changes facts. */
  readonly database: Database
  /** As a user: sees the rows of its creditors only (rule 21). */
  readonly tenant: Database
  /** Business time of this database: the virtual clock's where there is one. */
  readonly now: Instant
  /** True when configuration was read from config/ just now. */
  readonly seeded: number
  read<T>(creditorId: CreditorId, work: (sql: Sql) => Promise<T>): Promise<T>
}

export const systemNow = (): Instant => Date.now() as Instant

export async function withSession<T>({ demo = false }: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const settings = readSettings()
  const opened: (() => Promise<unknown>)[] = []
  try {
    return await work(await open(settings, demo, opened))
  } finally {
    for (const close of opened.reverse()) await close()
  }
}

/** What was opened is noted at once, so that a fault half-way closes it too. */
async function open(settings: Settings, demo: boolean, opened: (() => Promise<unknown>)[]): Promise<Session> {
  const connect = async <T extends { close(): Promise<unknown> }>(opening: Promise<T>): Promise<T> => {
    const one = await opening
    opened.push(() => one.close())
    return one
  }
  try {
    const home = await connect(joinHome(placeOf(settings, demo)))
    const database = await connect(Database.open(home.url, 'flow', 4))
    const tenant = await connect(Database.open(home.url, 'tenant', 2))
    const now = (await readVirtualClock(database))?.nowAt ?? systemNow()
    const seeded = await seedWhereOurs(home, database, settings, now)
    return {
      settings,
      url: home.url,
      database,
      tenant,
      now,
      seeded,
      read: (creditorId, work) => tenant.tenantTransaction([creditorId], work),
    }
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ConfigurationError') throw fault
    throw new Refusal(
      EXIT.database,
      `cannot open ${demo || settings.databaseUrl === null ? 'the embedded database' : 'the database of DATABASE_URL'}: ${causeOf(fault)}`,
    )
  }
}

export function placeOf({ databaseUrl, dataFolder, logLevel }: Settings, demo: boolean): Parameters<typeof joinHome>[0] {
  return {
    databaseUrl: demo ? null : databaseUrl,
    dataFolder: demo ? join(dataFolder, 'demo') : dataFolder,
    now: systemNow(),
    log: (line) => {
      if (logLevel === 'debug' || logLevel === 'trace') say(line)
    },
  }
}

/** A process that runs already has read config/ at its start; a configured server is seeded by `migrate` and by `start`. */
const seedWhereOurs = (home: DatabaseHome, database: Database, { configFolder }: Settings, now: Instant): Promise<number> =>
  home.ours ? seedFromFiles(database, configFolder, now) : Promise.resolve(0)
