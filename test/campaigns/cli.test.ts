/** `tijdig campaign` as an operator types it: made, foreseen, started and stopped, with answers for machines and clear refusals. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandLine } from '../support/cli'
import { earlier } from '../support/earlier-items'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

const CONFIG = join(__dirname, '../../config')
let database: TestDatabase
let cli: CommandLine
beforeAll(async () => {
  database = await createTestDatabase()
  cli = new CommandLine({ DATABASE_URL: database.url, PORT: '0' })
  cli.write('open-items.csv', earlier(readFileSync(join(CONFIG, 'demo/open-items.csv'), 'utf8')))
  copyFileSync(join(CONFIG, 'demo/creditor.yaml'), join(cli.folder, 'acme.yaml'))
  for (const words of [
    ['migrate'],
    ['creditor', 'add', 'acme', '--profile', 'acme.yaml', '--email-from', 'post@acme.example'],
    ['import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items'],
  ]) {
    const { code, stderr } = await cli.run(...words)
    if (code !== 0 && code !== 1) throw new Error(stderr)
  }
})
afterAll(async () => {
  cli.remove()
  await database.drop()
})

it('a campaign is made, foreseen, started once, and stopped', async () => {
  cli.write('all.json', '{"field": "open-claims", "min": 1}')
  const made = await cli.run('campaign', 'create', 'spring', '--segment', 'all.json', '--strategy', 'consumer', '--calls-per-day', '5')
  expect(made).toMatchObject({ code: 0, stdout: 'spring is a draft.\nNext: tijdig campaign dry-run spring\n' })
  expect(await cli.json('creditor', 'costs', 'acme', '--email', '2.00', '--letter', '1100')).toEqual([
    { channel: 'email', perThousand: '2.00' },
    { channel: 'letter', perThousand: '1100.00' },
  ])
  const foreseen = await cli.json<{ enrolled: number; played: number; perDay: unknown[] }>('campaign', 'dry-run', 'spring', '--days', '20')
  expect(foreseen.enrolled).toBeGreaterThan(20)
  expect(foreseen.played).toBe(foreseen.enrolled)
  expect((await cli.run('campaign', 'start', 'spring')).code).toBe(0)
  expect(await cli.run('campaign', 'start', 'spring')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('spring is running: it cannot start') as string,
  })
  expect(await cli.json('campaign', 'progress', 'spring')).toMatchObject({ state: 'running', enrolled: 0, enrolments: [] })
  expect((await cli.run('campaign', 'stop', 'spring')).code).toBe(0)
  expect(await cli.json('campaign', 'list')).toMatchObject([{ name: 'spring', state: 'stopped' }])
})

it('what cannot be is refused with its place, and changes nothing', async () => {
  cli.write('bad.json', '{"all": [{"field": "kind", "in": ["dog"]}]}')
  const create = (file: string, ...more: string[]): ReturnType<CommandLine['run']> =>
    cli.run('campaign', 'create', 'bad', '--segment', file, '--strategy', 'consumer', ...more)
  expect(await create('bad.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('/filter/all/0/in/0') as string })
  expect(await create('all.json', '--compare', 'consumer@x')).toMatchObject({ code: 2 })
  expect(await cli.run('campaign', 'progress', 'bad')).toMatchObject({ code: 1 })
})
