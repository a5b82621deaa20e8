/** Runs a work's floor and product in turn (A B A B …), each in a process and on a database of its own, and gathers the reports. */
import { ownProcessorMs } from './processor'
import { runProgram } from './program'
import { onDatabase, type BenchServer } from './server'
import type { Beside, Report, Side, Work } from './work'

export interface Result {
  readonly work: Work
  readonly n: number
  readonly floor: readonly Report[]
  readonly product: readonly Report[]
}

interface Filled {
  readonly side: Side
  readonly url: string | null
}

export async function runWork(server: BenchServer, work: Work, n: number, rounds: number, told: (line: string) => void): Promise<Result> {
  const floor = work.floor && (await fill(server, work.floor, n))
  const product = await fill(server, work.product, n)
  const floorReports: Report[] = []
  const productReports: Report[] = []
  for (let round = 1; round <= rounds; round++) {
    if (floor) floorReports.push(await runOnce(server, work, floor, n))
    productReports.push(await runOnce(server, work, product, n))
    told(`${work.name} ${round}/${rounds}: ${[...floorReports.slice(-1), ...productReports.slice(-1)].map(describe).join(' | ')}`)
  }
  for (const filled of [floor, product]) if (filled?.url) await server.drop(filled.url)
  return { work, n, floor: floorReports, product: productReports }
}

const describe = (report: Report): string =>
  `${Math.round((report.count / report.ms) * 1000)}/s ${Math.round(report.peakRssMb)} MiB ${Object.entries(report.figures)
    .map(([name, value]) => `${name} ${value.toFixed(1)}`)
    .join(' ')}${report.problems.length > 0 ? ` PROBLEMS ${report.problems.join('; ')}` : ''}`

async function fill(server: BenchServer, side: Side, n: number): Promise<Filled> {
  if (!side.seed) return { side, url: null }
  const url = await server.create()
  await side.seed(url, n)
  await onDatabase(url, async (client) => void (await client.query('vacuum analyze')))
  return { side, url }
}

async function runOnce(server: BenchServer, work: Work, { side, url }: Filled, n: number): Promise<Report> {
  const own = url === null ? null : await server.copy(url)
  const beside = await work.beside?.()
  try {
    const before = { database: server.processorMs(), beside: ownProcessorMs() }
    const report = await runProgram(side.program, { url: own ?? '', cluster: server.cluster, n, told: { ...side.told, ...beside?.told } })
    const each = (ms: number): number => (ms / report.count) * 1000
    const spent = {
      node: each(report.processorMs),
      ...(own !== null && { database: each(report.databaseMs ?? server.processorMs() - before.database) }),
      ...(beside && { beside: each(ownProcessorMs() - before.beside) }),
    }
    return { ...report, figures: { ...report.figures, ...named(spent) }, problems: [...report.problems, ...(await problemsOf(beside, n))] }
  } finally {
    await beside?.close()
    if (own !== null) await server.drop(own)
  }
}

/** Microseconds of processor time for each that was counted, by who spent them. */
const named = (spent: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(spent).map(([who, figure]) => [`µs of ${who}`, figure]))

const problemsOf = async (beside: Beside | undefined, n: number): Promise<readonly string[]> => (beside ? beside.problems(n) : [])
