/** Clears what a killed app left on the cluster: a server that still runs is shut down in order, a dead one's lock file is removed. */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { becomesTrue, beginOf, programOf, serverProcesses, signal } from './processes'

const SHUTDOWN_MS = 60_000
const CHILDREN_MS = 3_000

/** What becomes of the server, for whoever runs it. */
export type ServerLog = (line: string, level: 'info' | 'error') => void

export const lockFileOf = (cluster: string): string => path.join(cluster, 'postmaster.pid')

/** After this no process of a server works in the folder, and nothing keeps a new server from starting. */
export async function clearLeftoverServer(cluster: string, log: ServerLog): Promise<void> {
  const pid = lockedBy(cluster)
  if (pid !== undefined && isServer(pid, cluster)) {
    log(`an earlier embedded PostgreSQL still runs as process ${pid}; shutting it down`, 'info')
    signal(pid, 'SIGINT')
    if (!(await becomesTrue(() => beginOf(pid) === undefined, SHUTDOWN_MS))) {
      throw new Error(`The earlier PostgreSQL server, process ${pid} on ${cluster}, does not shut down`)
    }
  }
  await awaitOrphanedChildren(cluster)
  // PostgreSQL itself takes a zombie or a reused number for a live server. Only now may the file go: it is also what tells
  // PostgreSQL of children that still hold the old shared memory, and two generations on one folder destroy it.
  if (pid !== undefined) rmSync(lockFileOf(cluster), { force: true })
}

/** Lines of a server's lock file: 1 its process, 4 its port, 8 its state; empty when there is none. */
export function readLockFile(cluster: string): string[] {
  try {
    return readFileSync(lockFileOf(cluster), 'utf8')
      .split('\n')
      .map((line) => line.trim())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function lockedBy(cluster: string): number | undefined {
  const pid = Number(readLockFile(cluster)[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** A number alone proves nothing: it may have been given to any program since. */
function isServer(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') return serverProcesses(cluster).includes(pid)
  return beginOf(pid) !== undefined && (programOf(pid) ?? 'postgres') === 'postgres'
}

/** Children whose postmaster was killed end by themselves as soon as they notice, and are killed when they do not. */
async function awaitOrphanedChildren(cluster: string): Promise<void> {
  const allGone = (): boolean => serverProcesses(cluster).length === 0
  if (await becomesTrue(allGone, CHILDREN_MS)) return
  for (const pid of serverProcesses(cluster)) signal(pid, 'SIGKILL')
  if (!(await becomesTrue(allGone, CHILDREN_MS))) throw new Error(`Processes of an earlier PostgreSQL server still work in ${cluster}`)
}
