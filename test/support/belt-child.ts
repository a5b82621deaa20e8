/** Starts a worker in a process of its own for a test; see belt-worker.cjs. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { RedisPlace } from '#queue'
import type { PipeBench } from './pipe'

export interface WorkerChild {
  kill(): Promise<void>
  /** It does nothing any more and breaks no connection, as a process that is starved. */
  halt(): void
  goOn(): void
}

const running = new Set<ChildProcess>()

export async function startWorker({ url, carrier, now }: PipeBench, redis: RedisPlace | null): Promise<WorkerChild> {
  const given = { databaseUrl: url, carrierUrl: carrier.url, folder: carrier.folder, redis, now }
  const child = spawn(process.execPath, [join(__dirname, 'belt-worker.cjs'), JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('the worker did not start')
    }),
  ])
  return {
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    halt: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  }
}

/** For `afterEach`. */
export function endWorkers(): void {
  for (const child of running) child.kill('SIGKILL')
}
