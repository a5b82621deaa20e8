/** A long import that is stopped, politely or not: the same command goes on, and no row is lost or loaded twice. */
import { copyFileSync, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { CommandLine } from '../support/cli'
import { csvLine, HEAD, portfolioRows } from '../support/portfolio-generator'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

let database: TestDatabase
let owner: Client
let cli: CommandLine
const rows = new Map<string, number>()

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  cli = new CommandLine({ DATABASE_URL: database.url })
  copyFileSync(join(__dirname, '../../config/demo/creditor.yaml'), join(cli.folder, 'acme.yaml'))
  await cli.run('migrate')
  for (const code of ['killed', 'stopped']) {
    await cli.run('creditor', 'add', code, '--profile', 'acme.yaml')
    rows.set(code, await write(`${code}.csv`, code === 'killed' ? 1 : 2))
  }
})
afterAll(async () => {
  await owner.end()
  cli.remove()
  await database.drop()
})

async function write(name: string, seed: number): Promise<number> {
  const file = createWriteStream(join(cli.folder, name))
  file.write(HEAD)
  let count = 0
  for (const row of portfolioRows({ debtors: 14_000, seed })) {
    file.write(csvLine(row))
    count += 1
  }
  await finished(file.end())
  return count
}

const words = (code: string): string[] => ['import', 'claims', `${code}.csv`, '--mapping', 'demo-open-items', '--creditor', code]

/** Becomes true when the first chunk of the creditor's import is in; the owner is subject to row-level security, so it asks as the pipe. */
async function linesDone(code: string): Promise<number> {
  await owner.query('set role tijdig_flow')
  const { rows: [run] } = await owner.query<{ lines: number }>(
    `select lines_done as lines from import_run r join creditor c on c.id = r.creditor_id where c.code = $1 and r.state = 'running'`, [code])
  return run?.lines ?? 0
}

async function interrupt(code: string, signal: NodeJS.Signals): ReturnType<CommandLine['run']> {
  const { child, ended } = cli.start(...words(code))
  while (child.exitCode === null && (await linesDone(code)) === 0);
  child.kill(signal)
  return ended
}

async function claimsOf(code: string): Promise<{ claims: number; entries: number }> {
  const { rows: [found] } = await owner.query<{ claims: string; entries: string }>(
    `select count(distinct l.claim_id) as claims, count(*) as entries from ledger_entry l join creditor c on c.id = l.creditor_id
     where c.code = $1 and l.kind = 'principal'`, [code])
  return { claims: Number(found?.claims), entries: Number(found?.entries) }
}

it.each([['killed', 'SIGKILL'], ['stopped', 'SIGINT']] as const)('an import that is %s goes on with the same command', async (code, signal) => {
  const ended = await interrupt(code, signal)
  expect(ended.stdout).toBe('')
  if (signal === 'SIGINT') {
    expect(ended.code).toBe(130)
    expect(ended.stderr).toMatch(/stopped after line \d+; what was read until there is kept\. Run the same command again to go on\./)
  } else expect(ended.code).toBeNull()

  const done = await linesDone(code)
  const before = await claimsOf(code)
  expect(done).toBeGreaterThan(0)
  expect(before.claims).toBeLessThan(rows.get(code) ?? 0)

  const all = rows.get(code) ?? 0
  expect(await cli.json(...words(code))).toMatchObject({ lines: all, loaded: all, changed: 0, unchanged: 0, refused: 0, held: 0, resumedAt: done })
  expect(await claimsOf(code)).toEqual({ claims: all, entries: all })
})
