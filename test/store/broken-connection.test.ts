/** A server that restarts breaks connections at any moment, that of their being handed out too: the work fails and is done again, the process lives. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { Database } from '#store'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

let database: TestDatabase
let proxy: Server
const state = { breaks: false }
beforeAll(async () => {
  database = await createTestDatabase()
  const { hostname, port } = new URL(database.url)
  proxy = createServer((client) => {
    const server = connect(Number(port || 5432), hostname)
    client.pipe(server)
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    server.on('data', (said: Buffer) => {
      if (state.breaks && said.subarray(-READY.length).equals(READY)) client.end(Buffer.concat([said, TERMINATED]))
      else client.write(said)
    })
    server.on('end', () => client.end())
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
})
afterAll(async () => {
  proxy.close()
  await database.drop()
})

const READY = Buffer.from('Z\0\0\0\x05I', 'latin1')
/** What a server says to its clients when it is stopped: an ErrorResponse. */
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'
const TERMINATED = Buffer.concat([Buffer.from('E'), Buffer.from(Uint32Array.of(FIELDS.length + 4).buffer).swap32(), Buffer.from(FIELDS)])

test('a connection that breaks in the moment it is handed out fails its transaction, and nothing else', async () => {
  const url = new URL(database.url)
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const through = await Database.open(url.href, 'owner', 2)
  await through.transaction(async (sql) => {
    // The one that is open is in use, so that another is made.
    await sql.query('select 1')
    state.breaks = true
    await expect(through.transaction((other) => other.query('select 2'))).rejects.toThrow(/not queryable|terminated/)
    state.breaks = false
    expect(await through.transaction((other) => other.query('select 3 as n'))).toEqual([{ n: 3 }])
  })
  await through.close()
})
