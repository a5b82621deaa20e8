/** `tijdig move-database`: everything that the embedded database holds is on the server afterwards, or nothing is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDate } from '#domain'
import { Database, moveDatabase } from '#store'
import { CommandLine } from '../support/cli'
import { earlier } from '../support/earlier-items'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

const CONFIG = join(__dirname, '../../config')
let target: TestDatabase
let cli: CommandLine

beforeAll(async () => {
  target = await createTestDatabase()
  cli = new CommandLine({ PORT: '0', LOG_LEVEL: 'error' })
  for (const code of ['acme', 'other']) {
    cli.write(`${code}.yaml`, readFileSync(join(CONFIG, 'demo/creditor.yaml'), 'utf8'))
    expect((await cli.run('creditor', 'add', code, '--profile', `${code}.yaml`)).code).toBe(0)
  }
  cli.write('open-items.csv', earlier(readFileSync(join(CONFIG, 'demo/open-items.csv'), 'utf8')))
  await cli.run('import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items', '--creditor', 'other')
})
afterAll(async () => {
  cli.remove()
  await target.drop()
})

const count = async (database: Database, table: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1

test('refuses while a process of ours runs on the embedded database', async () => {
  const { child, ended } = cli.start('start')
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  const refused = await cli.run('move-database', target.url)
  child.kill('SIGINT')
  await ended
  expect(refused).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('in use by process') as string })
})

test('takes the rows of all creditors over, keeps them apart there, and refuses a second time', async () => {
  const { rows, tables } = await cli.json<{ rows: number; tables: Record<string, number> }>('move-database', target.url)
  expect(tables).toMatchObject({ creditor: 2, claim: 290, sending_switch: 1 })
  expect(rows).toBe(Object.values(tables).reduce((sum, n) => sum + n, 0))
  const flow = await Database.open(target.url, 'flow', 2)
  const tenant = await Database.open(target.url, 'tenant', 2)
  try {
    for (const [table, n] of Object.entries(tables)) expect([table, await count(flow, table)]).toEqual([table, n])
    expect(await count(tenant, 'claim')).toBe(0)
    expect(await flow.query(`select conname from pg_constraint where contype = 'f' and not convalidated`)).toEqual([])
    expect(
      await flow.query(
        `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition and relrowsecurity and not relforcerowsecurity`,
      ),
    ).toEqual([])
    const again = await cli.run('move-database', target.url)
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('holds data already') as string })
    expect(await count(flow, 'claim')).toBe(290)
  } finally {
    await flow.close()
    await tenant.close()
  }
})

test('the server is used like the embedded database was: the same debtor, the same story', async () => {
  const there = cli.as({ DATABASE_URL: target.url })
  const words = ['timeline', 'D00003', '--creditor', 'other']
  expect(await there.json(...words)).toEqual(await cli.json(...words))
})

test('a move that breaks on the way leaves nothing behind, and goes the second time', async () => {
  const broken = await createTestDatabase()
  const owner = await Database.open(broken.url, 'owner', 1)
  const cut =
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()'
  const move = (onProgress: () => void): ReturnType<typeof moveDatabase> =>
    moveDatabase({ from: target.url, to: broken.url, today: '2027-01-04' as LocalDate, onProgress })
  try {
    // So many tables are there: between two short ones, and within the long one of the configuration.
    for (const place of [1, 11, 21, 22]) {
      const cuts: Promise<unknown>[] = []
      let tables = 0
      await expect(
        move(() => {
          if (++tables === place) cuts.push(owner.query(cut))
        }),
      ).rejects.toThrow(/terminat|connection|ECONNRESET/i)
      await Promise.all(cuts)
    }
    await owner.query('set role tijdig_flow')
    expect(await count(owner, 'creditor')).toBe(0)
    expect(await move(() => undefined)).toMatchObject({ creditor: 2, claim: 290 })
  } finally {
    await owner.close()
    await broken.drop()
  }
})
