/** Starts a real sandbox carrier process for a test, with a folder of its own, and somebody who takes its callbacks. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventEmitter, once } from 'node:events'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseSandboxCallback, verifySandboxSignature } from '#channels'
import type { CarrierCallback } from '#domain'

export interface CarrierOptions {
  readonly folder?: string
  readonly seed?: string
  readonly behaviour?: 'calm' | 'lively'
  readonly clock?: 'system' | 'driven'
  readonly now?: string
  readonly callbackUrl?: string
  readonly callbackSecret?: string
  readonly port?: number
  readonly latencyMs?: number
}

export interface LoggedLine {
  readonly type: string
  readonly handOverId?: string
  readonly id?: string
  readonly channel?: string
  readonly at?: string
  readonly file?: string | null
}

export interface RunningCarrier {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly pid: number
  /** The carrier's log as it lies on disk. */
  log(): Promise<LoggedLine[]>
  stats(): Promise<{ received: number; accepted: number; handOvers: number; doubles: number; pendingCallbacks: number; inFlight: number }>
  /** Resolves when requests have been read and not yet answered, with their number. */
  inFlight(): Promise<number>
  /** Moves a driven clock; answers the moment of the next callback. */
  setClock(now: string): Promise<string | null>
  /** As a crash does: kill -9. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
const receivers = new Set<Server>()
const folders = new Set<string>()

export async function carrierFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tijdig-carrier-'))
  folders.add(folder)
  return folder
}

export async function startCarrier(options: CarrierOptions = {}): Promise<RunningCarrier> {
  const folder = options.folder ?? (await carrierFolder())
  const child = spawn(process.execPath, [resolve('dist/apps/sandbox-carrier/main.js')], { stdio: ['pipe', 'pipe', 'inherit'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.stdin.write(`${JSON.stringify({ seed: 'test', ...options, folder })}\n`)
  const port = await Promise.race([
    listeningPort(child),
    once(child, 'exit').then(() => {
      throw new Error('the sandbox carrier did not start')
    }),
  ])
  const url = `http://127.0.0.1:${port}`
  const ended = once(child, 'exit')
  const stats = async () => (await fetch(`${url}/stats`)).json() as ReturnType<RunningCarrier['stats']>
  return {
    url,
    port,
    folder,
    pid: child.pid ?? 0,
    log: async () =>
      (await readFile(join(folder, 'accepted.jsonl'), 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as LoggedLine),
    stats,
    async inFlight() {
      for (;;) {
        const { inFlight } = await stats()
        if (inFlight > 0) return inFlight
        await pause(1)
      }
    },
    async setClock(now) {
      const answer = await fetch(`${url}/clock`, { method: 'POST', body: JSON.stringify({ now }) })
      return ((await answer.json()) as { next: string | null }).next
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      // A test may have killed it already.
      child.stdin.on('error', () => undefined).end()
      await ended
    },
  }
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('no standard output')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return (JSON.parse(line) as { port: number }).port
}

/** For `afterAll`: ends what a failing test left behind. */
export async function endCarriers(): Promise<void> {
  for (const child of running) {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  // One that still listens would keep the test process alive.
  for (const server of receivers) await closeServer(server)
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
}

export interface CallbackReceiver {
  readonly url: string
  readonly secret: string
  /** Verified and parsed, in the order of arrival. */
  readonly callbacks: CarrierCallback[]
  /** Resolves when so many have arrived. */
  received(count: number): Promise<void>
  /** Status to answer with; 204 until changed. */
  answerWith(status: number): void
  close(): Promise<void>
}

export async function startCallbackReceiver(port = 0, secret: string = randomUUID()): Promise<CallbackReceiver> {
  const arrivals = new EventEmitter()
  const callbacks: CarrierCallback[] = []
  let status = 204
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks)
      const good = verifySandboxSignature(raw, String(request.headers['x-sandbox-signature']), secret)
      if (good && status < 300) callbacks.push(parseSandboxCallback(raw))
      response.writeHead(good ? status : 401).end()
      arrivals.emit('arrival')
    })
  })
  receivers.add(server)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`,
    secret,
    callbacks,
    async received(count) {
      while (callbacks.length < count) await once(arrivals, 'arrival')
    },
    answerWith: (next) => {
      status = next
    },
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  receivers.delete(server)
  if (!server.listening) return
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
