/** Where the database lives: the server that is configured, the embedded one another process of ours runs, or one started here. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { seedConfiguration, Database, migrate, refusePendingMigrations, startEmbeddedPostgres, type ServerLog } from '#store'
import { localDateOf, type Instant } from '#domain'
import { ConfigurationError, parseConfigurations, readConfigurationFiles } from '#settings'

export interface DatabaseHome {
  /** Address with a password in it: never logged. */
  readonly url: string
  /** True when this process started the embedded server, and so is the only one that works on it. */
  readonly ours: boolean
  close(): Promise<void>
}

export interface HomeOptions {
  readonly databaseUrl: string | null
  readonly dataFolder: string
  /** Days that partitions are made around. */
  readonly now: Instant
  readonly log: ServerLog
}

const ZONE = 'Europe/Amsterdam'

/** The process that serves: an embedded server is started, and migrates itself; a configured one must be migrated already. */
export async function openHome({ databaseUrl, dataFolder, now, log }: HomeOptions): Promise<DatabaseHome> {
  if (databaseUrl !== null) {
    await makeFolder(dataFolder)
    await refusePendingMigrations(databaseUrl)
    return { url: databaseUrl, ours: false, close: () => Promise.resolve() }
  }
  await makeFolder(dataFolder)
  const server = await startEmbeddedPostgres({ dataFolder, log })
  try {
    await migrate(server.url, localDateOf(now, ZONE))
  } catch (fault) {
    await server.stop()
    throw fault
  }
  const address: RunningServer = { pid: process.pid, url: server.url }
  writeFileSync(addressFile(dataFolder), JSON.stringify(address), { mode: 0o600 })
  return {
    url: server.url,
    ours: true,
    async close() {
      rmSync(addressFile(dataFolder), { force: true })
      await server.stop()
    },
  }
}

const makeFolder = (dataFolder: string): Promise<unknown> =>
  mkdir(dataFolder, { recursive: true }).catch((fault: unknown) => {
    throw new ConfigurationError('TIJDIG_DATA', `${dataFolder} cannot be made or is no folder (${(fault as NodeJS.ErrnoException).code})`)
  })

/** A command beside it: joins the embedded server of a running process, else starts it for as long as the command takes. */
export async function joinHome(options: HomeOptions): Promise<DatabaseHome> {
  const url = options.databaseUrl === null ? await runningServer(options.dataFolder) : null
  return url === null ? openHome(options) : { url, ours: false, close: () => Promise.resolve() }
}

const addressFile = (dataFolder: string): string => join(dataFolder, 'database-address')

interface RunningServer {
  readonly pid: number
  readonly url: string
}

/** Only a server whose process lives: one that a crash left behind is nobody's, and the next start ends it. */
async function runningServer(dataFolder: string): Promise<string | null> {
  if (!existsSync(addressFile(dataFolder))) return null
  const { pid, url } = JSON.parse(readFileSync(addressFile(dataFolder), 'utf8')) as RunningServer
  if (!lives(pid)) return null
  return Database.open(url, 'flow', 1).then(
    async (database) => {
      await database.close()
      return url
    },
    () => null,
  )
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** What changed under config/ becomes new versions (rule 18); a file that does not fit stops the start with its place. */
export async function seedFromFiles(database: Database, configFolder: string, now: Instant): Promise<number> {
  const files = readConfigurationFiles(configFolder)
  parseConfigurations(files)
  return seedConfiguration(database, files, now)
}
