/** A private real Redis for a test file, which it may flush, halt, kill and start again; or, loudly, the reason why there is none. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port'
import { findRedis, type RedisProgram } from './redis-program'

export interface TestRedis {
  readonly url: string
  /** One command in its plain form; answers the first line of the reply. */
  ask(command: string): Promise<string>
  /** Not a byte is answered any more, and no connection breaks: as a machine that hangs. */
  halt(): void
  goOn(): void
  /** kill -9; what it held is gone, since it keeps nothing on disk. */
  kill(): Promise<void>
  /** At the same address, empty. */
  start(): Promise<void>
  close(): Promise<void>
}

const program = findRedis()
if (typeof program === 'string' && process.env.REQUIRE_REDIS) throw new Error(`REQUIRE_REDIS is set, but there is ${program}`)

/** Null, or why what needs a Redis does not run; in the name of a skipped test it is seen at the end of every run. */
export const NO_REDIS = typeof program === 'string' ? program : null

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export async function startRedis(): Promise<TestRedis> {
  if (typeof program === 'string') throw new Error(program)
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-redis-'))
  const port = await freePort()
  let child = await run(program, folder, port)
  return {
    url: `redis://127.0.0.1:${port}`,
    ask: (command) => ask(port, command),
    halt: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    kill: () => end(child),
    async start() {
      child = await run(program, folder, port)
    },
    async close() {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A prefix that nobody else uses. */
export const freshPrefix = (): string => `test-${randomUUID()}`

async function run({ path, libraries }: RedisProgram, folder: string, port: number): Promise<ChildProcess> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const env = { ...process.env, ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }) }
  const child = spawn(path, args, { argv0: 'redis-server', stdio: 'ignore', env })
  running.add(child)
  child.once('exit', () => running.delete(child))
  while ((await ask(port, 'PING').catch(() => '')) !== '+PONG') {
    if (child.exitCode !== null) throw new Error('redis-server did not start')
    await pause(10)
  }
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.write(`${command}\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    return answer.toString().split('\r\n')[0] ?? ''
  } finally {
    socket.destroy()
  }
}
