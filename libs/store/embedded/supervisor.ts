/** Starts the embedded PostgreSQL on a data folder, whatever the last run left there, and stops it. */
import path from 'node:path'
import { ensureCluster, refuseOtherMajor } from './cluster'
import { lockFolder } from './folder-lock'
import { clearLeftoverServer, type ServerLog } from './leftover-server'
import { ensureOwnerDatabase } from './owner-database'
import { findPrograms } from './platform-package'
import { makeFolder, prepareAccount } from './server-account'
import { type ServerProcess, type ServerSettings, startServer } from './server-process'

export interface EmbeddedPostgresOptions {
  /** The cluster lies in `<dataFolder>/pg/<major>`. */
  readonly dataFolder: string
  readonly log?: ServerLog
  /** Server settings that win over ours, by their PostgreSQL names. */
  readonly settings?: ServerSettings
}

export interface EmbeddedPostgres {
  /** Address of the database as its owner; it holds a password, so it is never logged. */
  readonly url: string
  /** Closes connections, shuts the server down and waits until it is gone. */
  stop(): Promise<void>
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.dataFolder, 'pg')
  const log = options.log ?? (() => undefined)
  const programs = await findPrograms()
  makeFolder(folder)
  const unlock = await lockFolder(folder)
  let server: ServerProcess | undefined
  try {
    refuseOtherMajor(folder)
    const account = await prepareAccount(folder, [programs.postgres, programs.share])
    const cluster = await ensureCluster(folder, programs, account)
    await clearLeftoverServer(cluster, log)
    server = await startServer(cluster, programs, account, options.settings ?? {}, log)
    const url = await ensureOwnerDatabase(folder, server.port, account)
    return { url, stop: stopOnce(server, unlock) }
  } catch (error) {
    await server?.stop()
    unlock()
    throw error
  }
}

/** The folder is free only when the server is gone. */
function stopOnce(server: ServerProcess, unlock: () => void): () => Promise<void> {
  let stopped: Promise<void> | undefined
  return () => (stopped ??= server.stop().finally(unlock))
}
