/** A fresh, empty database for a test file, on the run's own server or on the one that TEST_DATABASE_URL or DATABASE_URL names. */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

export interface TestDatabase {
  readonly url: string
  /** Removes the database, with whoever is still connected to it. */
  drop(): Promise<void>
}

/** The named database itself is only ever connected to in order to create and remove others beside it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverUrl()
  return onServer(server, async (client) => {
    await refuseUnfit(client)
    return createDatabase(client, server, 'template0')
  })
}

/** The key of the lock under which a template is made, on a server that only test runs use. */
const TEMPLATE_LOCK = 20_261_122

/**
 * A database as `prepare` leaves it. On the run's own server that happens once a run, and every test gets a copy;
 * on a server that somebody named nothing is left behind, so there it happens each time.
 */
export async function createPreparedDatabase(template: string, prepare: (url: string) => Promise<void>): Promise<TestDatabase> {
  if (named() !== undefined) {
    const database = await createTestDatabase()
    await prepare(database.url)
    return database
  }
  const server = await serverUrl()
  return onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      const made = await createDatabase(client, server, 'template0')
      await prepare(made.url)
      await client.query(`ALTER DATABASE ${new URL(made.url).pathname.slice(1)} RENAME TO ${template}`)
    }
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
    return createDatabase(client, server, template)
  })
}

async function createDatabase(client: Client, server: string, template: string): Promise<TestDatabase> {
  const name = `tijdig_test_${randomBytes(8).toString('hex')}`
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8'`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => dropDatabase(server, name) }
}

/** Not WITH (FORCE), which may not end an autovacuum worker; a plain DROP sends that one away by itself. */
export const dropDatabase = (server: string, name: string): Promise<void> =>
  onServer(server, async (client) => {
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user', [name])
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  })

const named = (): string | undefined => process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || undefined

async function serverUrl(): Promise<string> {
  const given = named()
  if (given !== undefined) return given
  const address = process.env.TIJDIG_TEST_SERVER
  if (!address)
    throw new Error('No PostgreSQL for tests: jest has to run test/support/jest-global-setup.ts first, or set TEST_DATABASE_URL')
  const answer = await fetch(address)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`No PostgreSQL for tests: ${text}`)
  return text
}

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A superuser passes by row-level security, so the tests would pass for the wrong reason. */
async function refuseUnfit(client: Client): Promise<void> {
  const { rows } = await client.query<{ fits: boolean }>(
    'SELECT rolcreatedb AND rolcreaterole AND NOT rolsuper AND NOT rolbypassrls AS fits FROM pg_roles WHERE rolname = current_user',
  )
  if (rows[0]?.fits) return
  throw new Error('The user in TEST_DATABASE_URL or DATABASE_URL must have CREATEDB and CREATEROLE, and be neither superuser nor BYPASSRLS')
}
