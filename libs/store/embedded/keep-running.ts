/** Keeps a child process running: where it ends by itself it is started again, until it is released. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

/** Before it is started again; twice as long after each start that fails, as on a disk that stays full. */
const FIRST_REST_MS = 500
const LONGEST_REST_MS = 30_000

export interface Restarting<C> {
  /** Rejects when it does not start, and is asked again later. */
  start(): Promise<C>
  ended(code: number | null, signal: NodeJS.Signals | null): void
  runsAgain(): void
}

/** Answers how to release it: from then on it is left alone, and whoever released it ends the process that is given. */
export function keepRunning<C extends ChildProcess>(first: C, restarting: Restarting<C>): () => Promise<C> {
  const released = new AbortController()
  let child = first
  let restart: Promise<void> = Promise.resolve()
  const watch = (): void => {
    child.once('exit', (code, signal) => {
      if (released.signal.aborted) return
      restarting.ended(code, signal)
      restart = startAgain()
    })
  }
  const startAgain = async (): Promise<void> => {
    for (let rest = FIRST_REST_MS; ; rest = Math.min(2 * rest, LONGEST_REST_MS)) {
      // Not what keeps an app alive that forgot to release it.
      await pause(rest, undefined, { ref: false, signal: released.signal }).catch(() => undefined)
      if (released.signal.aborted) return
      const next = await restarting.start().catch(() => null)
      if (next === null) continue
      child = next
      restarting.runsAgain()
      return watch()
    }
  }
  watch()
  return async () => {
    released.abort()
    await restart
    return child
  }
}
