/** Import, plan and dispatch one after the other on one database, each in a process of its own, as they run apart from each other too. */
import { onDatabase } from '../server'
import { runProgram } from '../program'
import { runSide, timed } from '../side'
import type { Report } from '../work'

/** Of twelve claims, one contact is sent. */
const SENT = 1 / 12

void runSide(async ({ url, cluster, n, told }) => {
  const reports: Record<string, Report> = {}
  const measured = await timed(async () => {
    for (const [stage, size] of [
      ['import', n],
      ['plan', n],
      ['dispatch', Math.round(n * SENT)],
    ] as const) {
      reports[stage] = await runProgram(`product/${stage}`, { url, cluster, n: size, told: { ...told, atMost: size } })
      process.stderr.write(
        `${stage}: ${Math.round(reports[stage].count / (reports[stage].ms / 1000))}/s in ${Math.round(reports[stage].ms / 1000)} s, ${Math.round(reports[stage].peakRssMb)} MiB\n`,
      )
      // As autovacuum does in the minutes that lie between them elsewhere.
      await onDatabase(url, async (client) => void (await client.query('vacuum analyze')))
    }
    return n
  })
  const stages = Object.entries(reports)
  return {
    ...measured,
    processorMs: stages.reduce((sum, [, { processorMs }]) => sum + processorMs, 0),
    problems: stages.flatMap(([stage, { problems }]) => problems.map((problem) => `${stage}: ${problem}`)),
    figures: Object.fromEntries(
      stages.flatMap(([stage, { count, ms, peakRssMb }]) => [
        [`${stage} s`, ms / 1000],
        [`${stage} /s`, count / (ms / 1000)],
        [`${stage} MiB`, peakRssMb],
      ]),
    ),
  }
})
