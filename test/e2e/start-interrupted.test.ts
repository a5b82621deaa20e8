/** A start that is broken off half-way: what it had opened by then is closed, and no database is left running. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectSoon } from '../support/soon'

const folder = mkdtempSync(join(tmpdir(), 'tijdig-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Of a PostgreSQL that runs, or that was left. */
const lockFiles = (): string[] =>
  existsSync(join(folder, 'pg'))
    ? readdirSync(join(folder, 'pg')).filter((name) => existsSync(join(folder, 'pg', name, 'postmaster.pid')))
    : []

test('Ctrl-C while the database starts leaves none behind', async () => {
  const child = spawn(process.execPath, ['dist/apps/standalone/main.js'], {
    env: { PATH: process.env.PATH, TIJDIG_DATA: folder, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  // The first of a fresh folder runs the migrations next, which takes seconds.
  await expectSoon(() => Promise.resolve(lockFiles().filter((name) => !name.includes('.new')).length), 1)
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(lockFiles()).toEqual([])
}, 180_000)
