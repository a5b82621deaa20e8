/** The frame of a side's program: reads its run, does it, and answers one line with the figures and this process's peak memory. */
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { Pool } from 'pg'
import { ownProcessorMs, serverProcessorMs } from './processor'
import type { Report, Run } from './work'

export type Measured = Pick<Report, 'count' | 'ms'> & Partial<Pick<Report, 'problems' | 'figures' | 'processorMs' | 'databaseMs'>>

/** Of this process's run. */
let cluster = ''

export async function runSide(work: (run: Run) => Promise<Measured>): Promise<void> {
  const run = JSON.parse(await text(process.stdin)) as Run
  cluster = run.cluster
  const report: Report = { problems: [], figures: {}, processorMs: 0, ...(await work(run)), peakRssMb: peakRssMb() }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

/** Linux keeps the highest; elsewhere the runtime's own figure must do. */
function peakRssMb(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}

export async function timed(work: () => Promise<number>): Promise<Pick<Report, 'count' | 'ms' | 'processorMs' | 'databaseMs'>> {
  const from = performance.now()
  const spent = { own: ownProcessorMs(), database: serverProcessorMs(cluster) }
  const count = await work()
  return {
    count,
    ms: performance.now() - from,
    processorMs: ownProcessorMs() - spent.own,
    databaseMs: serverProcessorMs(cluster) - spent.database,
  }
}

/** Plain connections for a floor, all open before the clock starts. */
export async function openPool(url: string, connections: number): Promise<Pool> {
  const pool = new Pool({ connectionString: url, max: connections })
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
  for (const client of clients) client.release()
  return pool
}

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Of this process alone, its garbage collector included: what others do on the machine does not count. */
export async function cpuTimed(work: () => Promise<number>): Promise<{ count: number; ms: number }> {
  const from = ownProcessorMs()
  const count = await work()
  return { count, ms: ownProcessorMs() - from }
}
