/** The processes that run apart, started as their compose file starts them, to be killed by a test. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Program = 'api' | 'webhooks' | 'scheduler' | 'worker'

export interface RunningProgram {
  readonly pid: number
  /** What it logged and complained of. */
  said(): string
  /** Its last words, once it has ended without being asked; null while it lives. */
  died(): string | null
  /** kill -9. */
  kill(): Promise<void>
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>
}

const running = new Set<ChildProcess>()
process.on('exit', endPrograms)

const STARTS_WITHIN_MS = 60_000

/** Answers when it says that it is up. */
export async function startProgram(program: Program, settings: Readonly<Record<string, string>>): Promise<RunningProgram> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, HOST: '127.0.0.1', PORT: '0', ...settings }
  const child = spawn(process.execPath, [resolve(`dist/apps/${program}/main.js`)], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  running.add(child)
  let said = ''
  let asked = false
  let lastWords: string | null = null
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    if (!asked) lastWords = `the ${program} ended by itself with ${String(code ?? signal)}: ${said.slice(-2_000)}`
    return code as number | null
  })
  const up = new Promise<void>((resolveUp) =>
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('"msg":"up"')) resolveUp()
    }),
  )
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    asked = true
    child.kill(signal)
    return ended
  }
  const first = await Promise.race([up.then(() => 'up'), ended, pause(STARTS_WITHIN_MS, 'late', { ref: false })])
  if (first !== 'up') {
    await end('SIGKILL')
    throw new Error(`the ${program} did not start: ${said.slice(-2_000)}`)
  }
  return {
    pid: child.pid ?? 0,
    said: () => said,
    died: () => lastWords,
    kill: () => end('SIGKILL').then(() => undefined),
    stop: () => end('SIGTERM'),
  }
}

/** For the end of a test that failed. */
export function endPrograms(): void {
  for (const child of running) child.kill('SIGKILL')
}
