/** Every test file gets a database of its own, on which the rules of an ordinary owner hold. */
import { Client } from 'pg'
import { type TestDatabase, createTestDatabase } from '../support/postgres'

const databases: TestDatabase[] = []
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop()
})

async function fresh(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  databases.push(database)
  return database
}

async function ask<T extends object>(url: string, query: string): Promise<T[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<T>(query)).rows
  } finally {
    await client.end()
  }
}

it('gives two callers two databases, and removes one although somebody is connected', async () => {
  const [one, two] = await Promise.all([fresh(), fresh()])
  await ask(one.url, 'CREATE TABLE mine (id int)')
  expect(await ask(two.url, "SELECT to_regclass('mine') AS mine")).toEqual([{ mine: null }])

  const guest = new Client(one.url)
  const cutOff = new Promise((resolve) => guest.on('error', resolve))
  await guest.connect()
  await one.drop()
  expect(await cutOff).toMatchObject({ code: '57P01' })
  await expect(ask(one.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' })
})

it('connects as an ordinary owner, for whom forced row-level security holds', async () => {
  const { url } = await fresh()
  await ask(url, 'CREATE TABLE hidden (id int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; ALTER TABLE hidden FORCE ROW LEVEL SECURITY')
  await expect(ask(url, 'INSERT INTO hidden VALUES (1)')).rejects.toMatchObject({ code: '42501' })
})
