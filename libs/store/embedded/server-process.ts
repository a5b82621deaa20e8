/** Runs one PostgreSQL server on a cluster: starts it on a free port of the loopback address, again where it ends by itself, and shuts it down. */
import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { keepRunning } from './keep-running'
import { clearLeftoverServer, readLockFile, type ServerLog } from './leftover-server'
import type { Programs } from './platform-package'
import { becomesTrue } from './processes'
import { type ServerAccount, spawnAs } from './server-account'

/** Crash recovery after a kill may take this long on a slow disk. */
const READY_MS = 120_000
const SHUTDOWN_MS = 60_000
const PORT_ATTEMPTS = 5

export type ServerSettings = Readonly<Record<string, string>>

export interface ServerProcess {
  readonly port: number
  stop(): Promise<void>
}

interface Surroundings {
  readonly cluster: string
  readonly programs: Programs
  readonly log: ServerLog
}

/** Errors stay out of the server's own log: their texts quote the values, and values are personal data. */
const SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  log_min_messages: 'log',
  log_checkpoints: 'off',
  shared_buffers: `${shareOfMemory()}MB`,
}

/** In MiB. PostgreSQL starts with 128 wherever it runs, a fiftieth of what a million claims take; a quarter, as it advises, is for a machine that it has to itself. */
function shareOfMemory(): number {
  // Within a container, of what the container may have; 0 where there is no such limit.
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.round(Math.min(Math.max(memory / 8 / 2 ** 20, 128), 2048))
}

export async function startServer(
  cluster: string,
  programs: Programs,
  account: ServerAccount,
  settings: ServerSettings,
  log: ServerLog,
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const launchAt = (output: number): ChildProcess =>
      launch(cluster, programs, account, { ...SETTINGS, ...settings, port: String(port) }, output)
    const child = launchAt(openFreshLog(logFileOf(cluster)))
    const ready = await becomesReady(child, cluster)
    if (ready) return supervised(child, port, () => launchAt(openSync(logFileOf(cluster), 'a', 0o600)), { cluster, programs, log })
    const lines = readFileSync(logFileOf(cluster), 'utf8')
    // Between our asking for a free port and the server's taking it, another program may have been quicker.
    if (attempt < PORT_ATTEMPTS && lines.includes('could not create any TCP/IP sockets')) continue
    if (hasEnded(child)) throw new Error(`The embedded PostgreSQL did not start:\n${lines.trim().split('\n').slice(-8).join('\n')}`)
    child.kill('SIGQUIT')
    throw new Error(`The embedded PostgreSQL was not ready after ${READY_MS / 1000} s; see ${logFileOf(cluster)}`)
  }
}

const logFileOf = (cluster: string): string => path.join(path.dirname(cluster), 'server.log')
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined

function launch(cluster: string, programs: Programs, account: ServerAccount, settings: ServerSettings, output: number): ChildProcess {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A group of its own: Ctrl-C at the terminal must reach us only, so that the app can finish its work on a live database.
  const child = spawnAs(account, programs.postgres, ['-D', cluster, ...args], { stdio: ['ignore', output, output], detached: true })
  closeSync(output)
  child.on('error', () => undefined)
  // An app that forgets stop() can still end; the next start clears up.
  child.unref()
  return child
}

/** The log of the run before is kept, since it may say why that run ended. */
function openFreshLog(file: string): number {
  try {
    renameSync(file, `${file}.previous`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return openSync(file, 'w', 0o600)
}

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const isReady = (): boolean => {
    const lines = readLockFile(cluster)
    return lines[0] === String(child.pid) && lines[7] === 'ready'
  }
  await becomesTrue(() => hasEnded(child) || isReady(), READY_MS)
  return !hasEnded(child) && isReady()
}

/** The port stays, since everybody has the address. */
function supervised(first: ChildProcess, port: number, again: () => ChildProcess, { cluster, programs, log }: Surroundings): ServerProcess {
  const release = keepRunning(first, {
    async start() {
      await clearLeftoverServer(cluster, log)
      const child = again()
      if (await becomesReady(child, cluster)) return child
      await quit(child)
      throw new Error('it was not ready in time')
    },
    ended: (code, signal) =>
      log(`the embedded PostgreSQL ended unexpectedly (${signal ?? code}) and is started again; see ${logFileOf(cluster)}`, 'error'),
    runsAgain: () => log('the embedded PostgreSQL runs again', 'info'),
  })
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => shutDown(await release(), cluster, programs)
  return { port, stop: () => (stopped ??= stop()) }
}

/** Fast shutdown: connections are closed, what was committed is on disk. */
async function shutDown(child: ChildProcess, cluster: string, programs: Programs): Promise<void> {
  if (hasEnded(child)) return
  child.ref()
  const ended = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)))
  // Windows has no signals; there pg_ctl asks through the server's own pipe.
  if (process.platform === 'win32') await promisify(execFile)(programs.pgCtl, ['stop', '-D', cluster, '-m', 'fast'])
  else child.kill('SIGINT')
  const inTime = becomesTrue(() => hasEnded(child), SHUTDOWN_MS)
  if (!(await Promise.race([ended, inTime]))) await quit(child)
}

/** Immediate shutdown loses nothing that was committed: the next start replays the log. */
async function quit(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGQUIT')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
