/** A start that cannot be: it ends with one line that names the setting to look at. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const folder = mkdtempSync(join(tmpdir(), 'tijdig-start-'))
const file = join(folder, 'file')
writeFileSync(file, '')
const taken = createServer().listen(0, '127.0.0.1')
const port = (): string => String((taken.address() as AddressInfo).port)
beforeAll(() => taken.listening || once(taken, 'listening'))
afterAll(() => {
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

async function lastWord(settings: Readonly<Record<string, string>>): Promise<readonly [code: number | null, line: string]> {
  const child = spawn(process.execPath, ['dist/apps/standalone/main.js'], {
    env: { PATH: process.env.PATH, TIJDIG_DATA: join(folder, 'data'), PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  return [code, errors.trim().split('\n').at(-1) ?? '']
}

test('a database that nobody serves', async () => {
  expect(await lastWord({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })).toEqual([
    1,
    'DATABASE_URL: the database cannot be opened: connect ECONNREFUSED 127.0.0.1:1',
  ])
  // A name may have two addresses, which are both tried.
  const [code, line] = await lastWord({ DATABASE_URL: 'postgres://nobody@localhost:1/nothing' })
  expect([code, line]).toEqual([1, expect.stringMatching(/^DATABASE_URL: the database cannot be opened: .*ECONNREFUSED/)])
})

test('a folder that is a file', async () => {
  expect(await lastWord({ TIJDIG_DATA: file })).toEqual([1, `TIJDIG_DATA: ${file} cannot be made or is no folder (EEXIST)`])
})

test('a folder of configuration without any', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  expect(await lastWord({ TIJDIG_CONFIG: empty })).toEqual([
    1,
    `environment: TIJDIG_CONFIG: ${empty} has none of the folders policies, strategies, calendars, templates, imports, rates, replies`,
  ])
})

test('a port that is taken, and an address that is not ours', async () => {
  expect(await lastWord({ PORT: port() })).toEqual([1, `PORT: another program listens at ${port()} already`])
  expect(await lastWord({ HOST: '999.1.1.1' })).toEqual([1, 'HOST: 999.1.1.1 is no address of this machine'])
})
