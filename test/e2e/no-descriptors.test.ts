/** `npm start` that has no file descriptor left, and whose carrier ends meanwhile: it says so, lives on, and works again once there are some. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../support/free-port'
import { expectSoon } from '../support/soon'

const folder = mkdtempSync(join(tmpdir(), 'tijdig-descriptors-'))
// Under root the database runs as another user, who has to pass here.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Few enough that taking them all takes no time. */
const LIMIT = 256

const BEATS_MS = 1_500

/** The one process of a data folder touches a file there every second, for others to see that it lives. */
function lastBeat(): number {
  const place = join(folder, 'data/pg')
  const [file = ''] = readdirSync(place).filter((name) => name.startsWith('in-use-'))
  return statSync(join(place, file)).mtimeMs
}

const carrierOf = (parent: number): number => {
  const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n')
  const [pid] =
    rows
      .map((row) => row.trim().split(/\s+/))
      .find(([, of, ...command]) => of === String(parent) && command.join(' ').includes('sandbox-carrier/main')) ?? []
  return Number(pid)
}

test('without a descriptor it says so and lives on; with them again its carrier is there and it answers', async () => {
  const port = String(await freePort())
  const program = [process.execPath, '--require', resolve('test/support/starving.cjs'), resolve('dist/apps/standalone/main.js')]
  const child = spawn('sh', ['-c', `ulimit -n ${LIMIT}; exec "$@"`, 'sh', ...program], {
    env: { PATH: process.env.PATH, TIJDIG_DATA: join(folder, 'data'), PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()))
  const says = (words: string): Promise<void> =>
    expectSoon(() => Promise.resolve([child.exitCode, said.join('').includes(words)]), [null, true])
  try {
    await says('Tijdig is up')
    process.kill(carrierOf(child.pid ?? 0), 'SIGKILL')
    await says('the sandbox carrier ended unexpectedly and is started again')
    child.kill('SIGUSR2')
    await says('no file descriptor is left')
    // Longer than the carrier rests before it is started again.
    const told = lastBeat()
    await expectSoon(() => Promise.resolve([child.exitCode, lastBeat() > told + BEATS_MS]), [null, true])
    child.kill('SIGUSR2')
    await says('there are file descriptors again')
    await says('the sandbox carrier runs again')
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200)
  } finally {
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  }
})
