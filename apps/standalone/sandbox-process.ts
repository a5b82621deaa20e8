/** Starts the sandbox carrier as a process of its own; it ends with us. */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { PipeLog } from '#pipeline'

const FIRST_REST_MS = 500
const LONGEST_REST_MS = 30_000

export interface SandboxOptions {
  readonly folder: string
  readonly seed: string
  readonly behaviour: 'calm' | 'lively'
  readonly clock: 'system' | 'driven'
  readonly now?: string
  readonly callbackUrl: string
  readonly callbackSecret: string
}

export interface SandboxProcess {
  readonly url: string
  /** Moves a driven clock, which sends the callbacks due by then; answers when the next one is due. */
  setClock(now: string): Promise<string | null>
  stop(): Promise<void>
}

/** It lives as long as we do: where it ends by itself it is started again, and goes on from its log. */
export async function startSandbox(options: SandboxOptions, log: PipeLog): Promise<SandboxProcess> {
  const stopping = new AbortController()
  const isStopping = (): boolean => stopping.signal.aborted
  let restart: Promise<void> = Promise.resolve()
  const first = await launch(options)
  let { child } = first
  const watch = (): void => {
    child.once('exit', (code, signal) => {
      if (isStopping()) return
      log.error({ code, signal }, 'the sandbox carrier ended unexpectedly and is started again')
      restart = startAgain()
    })
  }
  const startAgain = async (): Promise<void> => {
    for (let rest = FIRST_REST_MS; ; rest = Math.min(2 * rest, LONGEST_REST_MS)) {
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (isStopping()) return
      const next = await launch({ ...options, port: first.port }).catch(() => null)
      if (next === null) continue
      child = next.child
      log.info({}, 'the sandbox carrier runs again')
      return watch()
    }
  }
  watch()
  const url = `http://127.0.0.1:${first.port}`
  return {
    url,
    setClock: (now) => setClock(url, now),
    async stop() {
      stopping.abort()
      await restart
      const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

type Carrier = ChildProcessByStdio<Writable, Readable, null>
const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** The port of the first start is that of all, since the drivers know it. */
async function launch(settings: SandboxOptions & { readonly port?: number }): Promise<{ child: Carrier; port: number }> {
  const child = spawn(process.execPath, [join(__dirname, '../sandbox-carrier/main.js')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${JSON.stringify(settings)}\n`)
  const lines = createInterface({ input: child.stdout })
  const port = once(lines, 'line').then(([line]) => (JSON.parse(line as string) as { port: number }).port)
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the sandbox carrier did not start')))
  return { child, port: await Promise.race([port, ended]) }
}

async function setClock(url: string, now: string): Promise<string | null> {
  const answer = await fetch(`${url}/clock`, { method: 'POST', body: JSON.stringify({ now }) })
  if (!answer.ok) throw new Error(`the sandbox carrier refused its clock: ${answer.status}`)
  return ((await answer.json()) as { next: string | null }).next
}
