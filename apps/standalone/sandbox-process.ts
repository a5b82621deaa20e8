/** Starts the sandbox carrier as a process of its own; it ends with us. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

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

export async function startSandbox(options: SandboxOptions): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [join(__dirname, '../sandbox-carrier/main.js')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.write(`${JSON.stringify(options)}\n`)
  const url = `http://127.0.0.1:${await listeningPort(child)}`
  return {
    url,
    setClock: (now) => setClock(url, now),
    async stop() {
      const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
      child.stdin.end()
      await ended
    },
  }
}

async function listeningPort(child: ChildProcess): Promise<number> {
  const lines = createInterface({ input: child.stdout! })
  const port = once(lines, 'line').then(([line]) => (JSON.parse(line as string) as { port: number }).port)
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the sandbox carrier did not start')))
  return Promise.race([port, ended])
}

async function setClock(url: string, now: string): Promise<string | null> {
  const answer = await fetch(`${url}/clock`, { method: 'POST', body: JSON.stringify({ now }) })
  if (!answer.ok) throw new Error(`the sandbox carrier refused its clock: ${answer.status}`)
  return ((await answer.json()) as { next: string | null }).next
}
