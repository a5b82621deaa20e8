/** The embedded server comes up where people really install it, and says what to do where it cannot. */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import {
  beginOf,
  clusterOf,
  entriesOf,
  preparedFolder,
  processSpace,
  removeAll,
  run,
  serversOn,
  temporaryFolder,
} from '../support/embedded-folders'
import { buildSupervisor, removeLibraryLinks } from '../support/embedded-programs'

const isRoot = process.getuid?.() === 0
const itAsRoot = isRoot ? it : it.skip

let program: string
beforeAll(() => {
  program = buildSupervisor(temporaryFolder())
})
afterAll(removeAll)

it('gives the app a role that is no superuser, on a server that only this machine reaches', async () => {
  const data = temporaryFolder()
  const app = run(program, data)
  const client = new Client(await app.line('url'))
  await client.connect()
  const role = await client.query(
    'SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  )
  expect(role.rows).toEqual([
    { current_user: 'tijdig_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: true, rolcreatedb: true },
  ])
  const settings = await client.query<{ name: string; setting: string }>('SELECT name, setting FROM pg_settings WHERE name = ANY($1)', [
    ['fsync', 'data_checksums', 'listen_addresses', 'TimeZone', 'server_encoding', 'full_page_writes'],
  ])
  expect(Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
    listen_addresses: '127.0.0.1',
  })
  expect((await client.query("SELECT lower('ÉÉN') AS name")).rows).toEqual([{ name: 'één' }])
  await client.end()
  // PostgreSQL's lock file: its fifth line is the folder of the socket, where there is one.
  expect(readFileSync(path.join(clusterOf(data), 'postmaster.pid'), 'utf8').split('\n')[4]).toBe('')
  for (const file of ['superuser-password', 'owner-password']) expect(statSync(path.join(data, 'pg', file)).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(data, 'pg')).mode & 0o777).toBe(0o700)
})

it('keeps the values of a failed statement out of the log', async () => {
  const data = await preparedFolder(program)
  const app = run(program, data)
  const client = new Client(await app.line('url'))
  await client.connect()
  await client.query('CREATE TABLE addresses (address text PRIMARY KEY)')
  await client.query("INSERT INTO addresses VALUES ('jan@example.org')")
  await expect(client.query("INSERT INTO addresses VALUES ('jan@example.org')")).rejects.toMatchObject({ code: '23505' })
  await expect(client.query("SELECT 'jan@example.org'::int")).rejects.toMatchObject({ code: '22P02' })
  await client.end()
  const log = readFileSync(path.join(data, 'pg/server.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('jan@example.org')
})

it('refuses a second app on the same folder by naming the first, until that one is gone', async () => {
  const data = await preparedFolder(program)
  const first = run(program, data)
  await first.line('url')
  const second = run(program, data)
  expect(await second.line('error')).toBe(`${data} is in use by process ${first.pid}`)
  expect(await second.ended()).toBe(1)
  expect(serversOn(data)).not.toEqual([])

  first.process.kill('SIGTERM')
  await first.ended()
  await run(program, data, 'stop').line('url')
})

it('lets at most one of four through that start at the same moment', async () => {
  const data = temporaryFolder()
  const apps = [1, 2, 3, 4].map(() => run(program, data))
  const ends = await Promise.all(apps.map((app) => Promise.race([app.line('url').then(() => 'up'), app.line('error')])))
  expect(ends.filter((end) => end === 'up').length).toBeLessThanOrEqual(1)
  for (const end of ends) expect(end).toMatch(/^up$|is in use by process \d+$/)
})

it('is not held up by the lock of a dead app whose number was given to another program', async () => {
  const data = await preparedFolder(program)
  const stale = `in-use-${process.pid}-${processSpace()}-${beginOf(process.pid)}0`
  writeFileSync(path.join(data, 'pg', stale), '')
  const app = run(program, data, 'stop')
  await app.line('url')
  await app.ended()
  expect(entriesOf(data).filter((name) => name.startsWith('in-use'))).toEqual([])
})

itAsRoot('refuses an app in another container that shares the folder, and not for long once that one was killed', async () => {
  const data = await preparedFolder(program)
  const first = run(program, data, 'stay', { inContainer: true })
  await first.line('url')
  expect(await run(program, data).line('error')).toMatch(/is in use by process \d+$/)

  process.kill(-first.pid, 'SIGKILL')
  await first.ended()
  await run(program, data, 'stop').line('url')
})

it('refuses the data of another PostgreSQL and names the command that moves it', async () => {
  const data = temporaryFolder()
  mkdirSync(path.join(data, 'pg/17'), { recursive: true, mode: 0o700 })
  const error = await run(program, data).line('error')
  expect(error).toContain('PostgreSQL 17')
  expect(error).toContain('tijdig move-database URL')
  expect(existsSync(clusterOf(data))).toBe(false)
})

it('puts back the library links that an install without scripts leaves out', async () => {
  const home = temporaryFolder()
  const copy = buildSupervisor(home, 'copied')
  const links = removeLibraryLinks(home)
  expect(links.length).toBeGreaterThan(0)
  await run(copy, path.join(home, 'data'), 'stop').line('url')
  for (const link of links) expect(existsSync(link)).toBe(true)
})

it('points to DATABASE_URL where the platform package is missing, or cannot run as on Alpine', async () => {
  const bare = temporaryFolder()
  expect(await run(buildSupervisor(bare, 'absent'), path.join(bare, 'data')).line('error')).toMatch(/not installed .* set DATABASE_URL/)

  const alpine = temporaryFolder()
  const copy = buildSupervisor(alpine, 'copied')
  const [binary = ''] = execFileSync('find', [path.join(alpine, 'node_modules'), '-path', '*/bin/postgres'], { encoding: 'utf8' }).split(
    '\n',
  )
  // A program whose loader does not exist fails in the same way as one linked to glibc does on musl.
  writeFileSync(binary, '#!/no/such/loader\n', { mode: 0o755 })
  expect(await run(copy, path.join(alpine, 'data')).line('error')).toMatch(/glibc, which Alpine .* set DATABASE_URL/)
})

describe('started by root', () => {
  const nobody = (): { uid: number; gid: number } => {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
    return { uid: id('-u'), gid: id('-g') }
  }

  itAsRoot("comes up in root's own closed home folder, and the server is not root", async () => {
    const home = temporaryFolder(homedir())
    const parent = path.join(home, 'closed')
    mkdirSync(parent, { mode: 0o700 })
    const copy = buildSupervisor(parent, 'copied')
    const data = path.join(parent, 'data')
    const app = run(copy, data)
    await app.line('url')
    expect(statSync(clusterOf(data)).uid).not.toBe(0)
    const [postmaster] = serversOn(data)
    expect(readFileSync(`/proc/${postmaster}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\t${statSync(clusterOf(data)).uid}\\t`, 'm'))
    app.process.kill('SIGTERM')
    expect(await app.ended()).toBe(0)
  })

  itAsRoot('leaves the data to the ordinary user who made it, and that user refuses data of others', async () => {
    const home = temporaryFolder()
    const copy = buildSupervisor(home, 'copied')
    const data = path.join(home, 'data')
    mkdirSync(data)
    chownSync(data, nobody().uid, nobody().gid)
    for (const starter of [nobody(), {}, nobody()]) {
      const app = run(copy, data, 'stop', starter)
      await app.line('url')
      expect(await app.ended()).toBe(0)
      expect(statSync(clusterOf(data)).uid).toBe(nobody().uid)
    }
    const foreign = path.join(home, 'foreign')
    mkdirSync(path.join(foreign, 'pg'), { recursive: true })
    expect(await run(copy, foreign, 'stop', nobody()).line('error')).toMatch(
      /belongs to user 0, and this is user \d+: start as that user or as root/,
    )
  })

  itAsRoot('tells an ordinary user how to mend library links in a folder that is not theirs', async () => {
    const home = temporaryFolder()
    const copy = buildSupervisor(home, 'copied')
    const data = path.join(home, 'data')
    mkdirSync(data)
    chownSync(data, nobody().uid, nobody().gid)
    await run(copy, data, 'stop', nobody()).line('url')
    const folder = path.dirname(removeLibraryLinks(home)[0] ?? '')
    expect(readdirSync(folder)).not.toContain('libpq.so')
    chmodSync(folder, 0o755)
    expect(await run(copy, data, 'stop', nobody()).line('error')).toMatch(/npm rebuild.*set DATABASE_URL/)
  })
})
