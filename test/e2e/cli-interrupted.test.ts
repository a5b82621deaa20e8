/** A long import that is stopped, politely or not: the same command goes on each time, and no row is lost or loaded twice. */
import { copyFileSync, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { CommandLine } from '../support/cli'
import { earlier } from '../support/earlier-items'
import { csvLine, HEAD, portfolioRows } from '../support/portfolio-generator'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

let database: TestDatabase
let owner: Client
let cli: CommandLine
let all: number

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  cli = new CommandLine({ DATABASE_URL: database.url })
  copyFileSync(join(__dirname, '../../config/demo/creditor.yaml'), join(cli.folder, 'acme.yaml'))
  await cli.run('migrate')
  await cli.run('creditor', 'add', 'acme', '--profile', 'acme.yaml')
  all = await write('open-items.csv')
})
afterAll(async () => {
  await owner.end()
  cli.remove()
  await database.drop()
})

async function write(name: string): Promise<number> {
  const file = createWriteStream(join(cli.folder, name))
  file.write(HEAD)
  let count = 0
  for (const row of portfolioRows({ debtors: 14_000, seed: 1 })) {
    file.write(earlier(csvLine(row)))
    count += 1
  }
  await finished(file.end())
  return count
}

const WORDS = ['import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items']

/** Of an import that is under way; the owner is subject to row-level security, so it asks as the pipe. */
async function linesDone(): Promise<number> {
  await owner.query('set role tijdig_flow')
  const {
    rows: [run],
  } = await owner.query<{ lines: number }>(`select lines_done as lines from import_run where state = 'running'`)
  return run?.lines ?? 0
}

/** Once another chunk is in. */
async function interrupt(signal: NodeJS.Signals, before: number): ReturnType<CommandLine['run']> {
  const { child, ended } = cli.start(...WORDS)
  while (child.exitCode === null && (await linesDone()) <= before);
  child.kill(signal)
  return ended
}

async function loaded(): Promise<{ claims: number; entries: number }> {
  const {
    rows: [found],
  } = await owner.query<{ claims: number; entries: number }>(
    `select count(distinct claim_id)::int as claims, count(*)::int as entries from ledger_entry where kind = 'principal'`,
  )
  return found ?? { claims: 0, entries: 0 }
}

test('an import that is killed, and then stopped in order, goes on each time with the same command', async () => {
  expect(await interrupt('SIGKILL', 0)).toMatchObject({ code: null, stdout: '' })
  const kept = await linesDone()
  expect(kept).toBeGreaterThan(0)
  expect((await loaded()).claims).toBeLessThan(all)

  const stopped = await interrupt('SIGINT', kept)
  expect(stopped).toMatchObject({ code: 130, stdout: '' })
  expect(stopped.stderr).toMatch(/stopped after line \d+; what was read until there is kept\. Run the same command again to go on\./)
  const done = await linesDone()
  expect(done).toBeGreaterThan(kept)
  expect((await loaded()).claims).toBeLessThan(all)

  expect(await cli.json(...WORDS)).toMatchObject({
    lines: all,
    loaded: all,
    changed: 0,
    unchanged: 0,
    refused: 0,
    held: 0,
    resumedAt: done,
  })
  expect(await loaded()).toEqual({ claims: all, entries: all })
})
