/** A private PostgreSQL for benches, durable as shipped, and a fresh copy of a filled database for each run. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '#store'
import { dropDatabase } from '../support/postgres'
import { serverProcessorMs } from './processor'

export interface BenchServer {
  create(): Promise<string>
  /** A copy as a server would have it that ran for a while: on disk, with its statistics. */
  copy(url: string): Promise<string>
  drop(url: string): Promise<void>
  /** Where its files lie. */
  readonly cluster: string
  /** Of all its processes, so far. */
  processorMs(): number
  close(): Promise<void>
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-bench-'))
  // Under root the server runs as another user, who has to pass here.
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataFolder: folder })
  const on = (url: string, statement: string): Promise<void> => onDatabase(url, async (client) => void (await client.query(statement)))
  const fresh = (): { name: string; url: string } => {
    const name = `bench_${randomBytes(6).toString('hex')}`
    const url = new URL(server.url)
    url.pathname = `/${name}`
    return { name, url: url.href }
  }
  return {
    async create() {
      const { name, url } = fresh()
      await on(server.url, `create database ${name} template template0 encoding 'UTF8'`)
      return url
    },
    async copy(from) {
      const { name, url } = fresh()
      // By files, which ends in a checkpoint: no run pays for the filling.
      await on(server.url, `create database ${name} template ${nameOf(from)} strategy file_copy`)
      return url
    },
    drop: (url) => dropDatabase(server.url, nameOf(url)),
    cluster: dataOf(folder),
    processorMs: () => serverProcessorMs(dataOf(folder)),
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `pg/<major>` */
const dataOf = (folder: string): string => join(folder, 'pg', readdirSync(join(folder, 'pg')).find((name) => /^\d+$/.test(name)) ?? '')

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
