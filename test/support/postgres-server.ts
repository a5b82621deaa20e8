/** One private PostgreSQL for a whole test run, owned by the jest process, started when the first test asks for a database. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
/* eslint-disable no-restricted-imports -- jest loads its global set-up outside its module map, so #store would be the built one in dist */
import { liveHolders } from '../../libs/store/embedded/folder-lock'
import { clearLeftoverServer } from '../../libs/store/embedded/leftover-server'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/store/embedded/supervisor'

const FOLDER_PREFIX = 'tijdig-test-postgres-'

/** What a test run cannot afford and need not have: its data is thrown away. Tests of crashes start servers of their own. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' }

interface Run {
  readonly door: Server
  readonly folder: string
  server?: Promise<EmbeddedPostgres>
}
let run: Run | undefined

/** Workers come and go, so they ask the jest process for the server's address; gives where to ask. */
export async function openServerDoor(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX))
  // Under root the server runs as another user, who has to pass here; what lies below is closed by the supervisor.
  chmodSync(folder, 0o755)
  const opened: Run = {
    folder,
    door: createServer((_, response) => {
      // A worker that was busy for seconds would ask again over a connection that has just been closed.
      response.setHeader('connection', 'close')
      opened.server ??= start(folder)
      opened.server.then(
        ({ url }) => response.end(url),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
      )
    }),
  }
  await new Promise<void>((resolve) => opened.door.listen(0, '127.0.0.1', resolve))
  run = opened
  return `http://127.0.0.1:${(opened.door.address() as AddressInfo).port}/`
}

export async function closeServerDoor(): Promise<void> {
  if (!run) return
  const { door, folder, server } = run
  door.close()
  door.closeAllConnections()
  await (await server?.catch(() => undefined))?.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function start(dataFolder: string): Promise<EmbeddedPostgres> {
  await removeAbandoned()
  return startEmbeddedPostgres({ dataFolder, settings: FAST })
}

/** A test run that was killed leaves its server running and its folder behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const folder = path.join(tmpdir(), name)
    const cluster = path.join(folder, 'pg', '18')
    // Unreadable or without a cluster: another user's, or a run that is only beginning.
    if (!existsSync(cluster) || (await liveHolders(path.dirname(cluster))).length > 0) continue
    await clearLeftoverServer(cluster, () => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}
