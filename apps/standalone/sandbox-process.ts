/** Starts the sandbox carrier as a process of its own; it ends with us. */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { PipeLog } from '#pipeline'
import { keepRunning } from '#store'

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
  const { child, port } = await launch(options)
  const release = keepRunning(child, {
    // The port of the first start is that of all, since the drivers know it.
    start: async () => (await launch({ ...options, port })).child,
    ended: (code, signal) => log.error({ code, signal }, 'the sandbox carrier ended unexpectedly and is started again'),
    runsAgain: () => log.info({}, 'the sandbox carrier runs again'),
  })
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    setClock: (now) => setClock(url, now),
    async stop() {
      const last = await release()
      const ended = hasEnded(last) ? Promise.resolve() : once(last, 'exit')
      last.stdin.end()
      await ended
    },
  }
}

type Carrier = ChildProcessByStdio<Writable, Readable, null>
const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function launch(settings: SandboxOptions & { readonly port?: number }): Promise<{ child: Carrier; port: number }> {
  const child = spawn(process.execPath, [join(__dirname, '../sandbox-carrier/main.js')], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (child.pid === undefined) {
    // As where there are no descriptors left: then it has no pipes either.
    const [fault] = (await once(child, 'error')) as [Error]
    throw new Error(`the sandbox carrier did not start: ${fault.message}`)
  }
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
