/** Whatever a killed app leaves behind, the next start comes up with every committed row. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import {
  becomesTrue,
  beginOf,
  clusterOf,
  entriesOf,
  killServers,
  preparedFolder,
  programOf,
  removeAll,
  run,
  serversOn,
  signal,
  temporaryFolder,
} from '../support/embedded-folders'
import { buildSupervisor } from '../support/embedded-programs'
import { PATIENCE_MS } from '../support/soon'

let program: string
let data: string
const bystanders: ChildProcess[] = []

beforeAll(() => {
  program = buildSupervisor(temporaryFolder())
})
beforeEach(async () => {
  data = await preparedFolder(program)
})
afterEach(() => bystanders.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(removeAll)

async function keptRows(url: string): Promise<Set<string>> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query<{ id: string }>('SELECT id FROM kept')
  await client.end()
  return new Set(rows.map(({ id }) => id))
}

async function keepRow(url: string, id: number): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query('CREATE TABLE IF NOT EXISTS kept (id bigint PRIMARY KEY)')
  await client.query('INSERT INTO kept VALUES ($1)', [id])
  await client.end()
}

async function stopInOrder(app: ReturnType<typeof run>): Promise<void> {
  app.process.kill('SIGTERM')
  expect(await app.ended()).toBe(0)
  expect(serversOn(data)).toEqual([])
}

it('keeps every committed row through three kills, of the app alone or with all processes of the server', async () => {
  const committed: string[] = []
  for (const victims of ['app', 'all', 'app'] as const) {
    const app = run(program, data, 'insert')
    await app.line('row', 50 + (committed.length % 37))
    app.process.kill('SIGKILL')
    await app.ended()
    if (victims === 'all') await killServers(data)
    else expect(serversOn(data)).not.toEqual([])
    committed.push(...app.lines('row'))
  }
  const last = run(program, data)
  const kept = await keptRows(await last.line('url'))
  expect(last.lines('log')).toEqual([expect.stringContaining('an earlier embedded PostgreSQL still runs')])
  expect(committed.length).toBeGreaterThanOrEqual(150)
  expect(committed.filter((id) => !kept.has(id))).toEqual([])
  await stopInOrder(last)
})

it.each(['', 'global/pg_control', 'base/5'])(
  'starts after a kill in the middle of creating the cluster, when %p was there',
  async (milestone) => {
    const reached = (): boolean =>
      existsSync(path.join(data, 'pg')) &&
      entriesOf(data).some((name) => name === '18' || (name.startsWith('18.new') && existsSync(path.join(data, 'pg', name, milestone))))
    // On a busy machine the middle may be over before it is seen: such a kill proves nothing.
    for (;;) {
      data = temporaryFolder()
      const first = run(program, data)
      expect(await becomesTrue(reached, PATIENCE_MS)).toBe(true)
      first.process.kill('SIGKILL')
      await first.ended()
      if (!existsSync(clusterOf(data))) break
    }

    const second = run(program, data, 'stop')
    await second.line('url')
    expect(await second.ended()).toBe(0)
    expect(entriesOf(data).filter((name) => name.startsWith('18'))).toEqual(['18'])
  },
)

it('starts over the lock file of a server that is only a zombie', async () => {
  // The shell becomes a program that never asks after the child it inherits.
  const parent = asServerUser('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'])
  const zombie = await firstLine(parent)
  expect(await becomesTrue(() => programOf(parent.pid ?? 0) === 'sleep', PATIENCE_MS)).toBe(true)
  signal(Number(zombie), 'SIGKILL')
  expect(await becomesTrue(() => /^State:\s+Z/m.test(readFileSync(`/proc/${zombie}/status`, 'utf8')), PATIENCE_MS)).toBe(true)
  await startsOverLockFileOf(zombie)
})

it('starts over a lock file whose number now belongs to another program, and leaves that program alone', async () => {
  const innocent = asServerUser('sh', ['-c', 'echo $$; exec sleep 600'])
  const pid = await firstLine(innocent)
  const begin = beginOf(Number(pid))
  await startsOverLockFileOf(pid)
  expect(beginOf(Number(pid))).toBe(begin)
})

it('lets no busy process of a killed server go on beside the new one', async () => {
  const app = run(program, data)
  const client = new Client(await app.line('url'))
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const busy = rows[0]?.pid ?? 0
  client.query('DO $$ BEGIN LOOP END LOOP; END $$').catch(() => undefined)
  app.process.kill('SIGKILL')
  signal(Number(readFileSync(path.join(clusterOf(data), 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  await app.ended()
  expect(await becomesTrue(() => serversOn(data).join() === String(busy), PATIENCE_MS)).toBe(true)

  const next = run(program, data)
  await next.line('url')
  expect(beginOf(busy)).toBeUndefined()
  await stopInOrder(next)
})

it('ends although nobody stopped the server, and clears it up at the next start', async () => {
  const forgetful = run(program, data, 'leave')
  expect(await forgetful.ended()).toBe(0)
  const [orphan] = serversOn(data)
  expect(orphan).toBeDefined()
  const next = run(program, data)
  await next.line('url')
  expect(serversOn(data)).not.toContain(orphan)
  await stopInOrder(next)
})

it('lets the app finish its work after Ctrl-C, since the server does not hear it', async () => {
  const app = run(program, data)
  await app.line('url')
  process.kill(-app.pid, 'SIGINT')
  expect(await app.line('answer')).toBe('still here')
  expect(await app.ended()).toBe(0)
  expect(serversOn(data)).toEqual([])
})

it('says so when the server dies under a running app, and starts it again at the same address with every committed row', async () => {
  const app = run(program, data)
  const url = await app.line('url')
  await keepRow(url, 1)
  for (const death of [1, 2]) {
    await killServers(data)
    expect(await app.line('log', 2 * death - 1)).toContain('error: the embedded PostgreSQL ended unexpectedly (SIGKILL)')
    expect(await app.line('log', 2 * death)).toContain('info: the embedded PostgreSQL runs again')
    await keepRow(url, 1 + death)
  }
  expect(await keptRows(url)).toEqual(new Set(['1', '2', '3']))
  await stopInOrder(app)
})

it('ends in order while it tries in vain to start the server again', async () => {
  const app = run(program, data)
  await app.line('url')
  renameSync(path.join(clusterOf(data), 'global'), path.join(clusterOf(data), 'mislaid'))
  await killServers(data)
  await app.line('log')
  await stopInOrder(app)
})

/** Only a program of the server's own user can be mistaken for a server: PostgreSQL sees that it may not signal others. */
function asServerUser(command: string, args: string[]): ChildProcess {
  const { uid, gid } = statSync(clusterOf(data))
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], cwd: '/', ...(process.getuid?.() === 0 ? { uid, gid } : {}) })
  bystanders.push(child)
  return child
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())))

async function startsOverLockFileOf(pid: string): Promise<void> {
  const lines = [pid, clusterOf(data), '1700000000', '5432', '', '127.0.0.1', '', 'ready', '']
  writeFileSync(path.join(clusterOf(data), 'postmaster.pid'), lines.join('\n'))
  const app = run(program, data)
  await app.line('url')
  await stopInOrder(app)
}
