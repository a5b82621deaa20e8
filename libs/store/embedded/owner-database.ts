/** Gives the app its own role and database on the embedded server: never the superuser, who passes by row-level security. */
import path from 'node:path'
import { Client } from 'pg'
import { SUPERUSER, passwordIn, superuserPasswordFile } from './cluster'
import type { ServerAccount } from './server-account'

const OWNER = 'tijdig_owner'
const DATABASE = 'tijdig'

/** Creates what is missing, so that a crash in between is mended by the next start; gives the owner's address. */
export async function ensureOwnerDatabase(folder: string, port: number, account: ServerAccount): Promise<string> {
  const password = passwordIn(path.join(folder, 'owner-password'), account)
  const superuser = passwordIn(superuserPasswordFile(folder), account)
  // Told in full, ssl included: the user's PG* environment must not lead us elsewhere.
  const client = new Client({ host: '127.0.0.1', port, user: SUPERUSER, password: superuser, database: 'postgres', ssl: false })
  await client.connect()
  try {
    await ensureOwner(client, password)
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`)
  } finally {
    await client.end()
  }
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`
}

/** The password file is the truth: the role follows it. Its hexadecimal text needs no quoting. */
async function ensureOwner(client: Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER])
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(`${verb} ROLE ${OWNER} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE CREATEDB PASSWORD '${password}'`)
}
