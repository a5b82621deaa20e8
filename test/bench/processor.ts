/** Processor time by who spent it, which says more than the clock on a machine that others use too. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** Milliseconds of a PostgreSQL server: its processes, and those that ended; 0 where the system does not tell. */
export function serverProcessorMs(dataFolder: string): number {
  try {
    const pid = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .filter((stat) => stat?.parent === pid)
    const server = statOf(String(pid))
    return (server?.own ?? 0) + (server?.ended ?? 0) + children.reduce((sum, stat) => sum + (stat?.own ?? 0), 0)
  } catch {
    return 0
  }
}

interface Stat {
  readonly parent: number
  readonly own: number
  /** Of its children that have ended. */
  readonly ended: number
}

function statOf(pid: string): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
    const ticks = (from: number): number => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * TICK_MS
    return { parent: fields[1] ?? 0, own: ticks(11), ended: ticks(13) }
  } catch {
    // It ended between the list and the look.
    return undefined
  }
}

export function ownProcessorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
