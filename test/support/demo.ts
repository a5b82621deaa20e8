/** The demo as a child process on a folder of its own, killed while a request is in flight, and read when it is over. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, readSync, closeSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { killServers, temporaryFolder } from './embedded-folders'

const MAIN = join(__dirname, '../../dist/apps/standalone/main.js')

export interface Demo {
  readonly folder: string
  /** Where its database, log and outbox lie. */
  readonly data: string
  start(): DemoRun
}

export interface DemoRun {
  readonly pid: number
  /** Everything it has said on standard output. */
  said(): string
  complaints(): string
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Resolves while a request is in flight, after so many others; false when the demo ended before. */
  inFlight(after: number): Promise<boolean>
  /** kill -9 of the demo alone: its carrier ends when its standard input does, its database is left behind. */
  kill(): Promise<void>
  /** kill -9 of the demo, its carrier and its database at once. */
  killAll(): Promise<void>
}

export function openDemo(days: number, seed: string): Demo {
  const folder = temporaryFolder()
  const data = join(folder, 'demo')
  return { folder, data, start: () => startDemo(data, folder, ['--demo', '--days', String(days), '--seed', seed, '--exit']) }
}

function startDemo(data: string, folder: string, given: readonly string[]): DemoRun {
  // Nothing of the developer's own settings: the demo reads its environment strictly.
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [MAIN, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { PATH, HOME, TIJDIG_DATA: folder, PORT: '0', LOG_LEVEL: 'error' },
  })
  const [said, complaints] = [collect(child, 'stdout'), collect(child, 'stderr')]
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    pid: child.pid ?? 0,
    said,
    complaints,
    ended,
    inFlight: (after) => watch(child, join(data, 'accepted.jsonl'), after),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async killAll() {
      // The carrier is in the demo's process group; the database made one of its own.
      process.kill(-(child.pid ?? 0), 'SIGKILL')
      await killServers(data)
      await ended
    },
  }
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[stream]?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

/**
 * A request is in flight when the carrier has noted `received` and has not yet written that it accepted: its answer cannot have left,
 * since the acceptance is on disk before any answer is. The log is read every millisecond from where it stood.
 */
async function watch(child: ChildProcess, log: string, after: number): Promise<boolean> {
  let place = existsSync(log) ? statSync(log).size : 0
  let received = 0
  const open = new Set<string>()
  let torn = ''
  while (child.exitCode === null && child.signalCode === null) {
    const fresh = torn + readFrom(log, place)
    place += Buffer.byteLength(fresh) - Buffer.byteLength(torn)
    const lines = fresh.split('\n')
    torn = lines.pop() ?? ''
    for (const line of lines) {
      const { type, handOverId } = JSON.parse(line) as { type: string; handOverId?: string }
      if (type === 'received') {
        received += 1
        open.add(handOverId ?? '')
      } else if (type === 'accepted') open.delete(handOverId ?? '')
    }
    if (lines.length > 0 && received > after && open.size > 0 && lines.at(-1)?.includes('"received"')) return true
    await pause(1)
  }
  return false
}

function readFrom(path: string, place: number): string {
  if (!existsSync(path)) return ''
  const size = statSync(path).size - place
  if (size <= 0) return ''
  const file = openSync(path, 'r')
  try {
    const block = Buffer.alloc(size)
    return block.subarray(0, readSync(file, block, 0, size, place)).toString('utf8')
  } finally {
    closeSync(file)
  }
}

export interface CarrierLine {
  readonly type: string
  readonly handOverId?: string
  readonly to?: string
  readonly at?: string
  readonly channel?: string
}

export const carrierLog = ({ data }: Demo): CarrierLine[] =>
  readFileSync(join(data, 'accepted.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CarrierLine)
