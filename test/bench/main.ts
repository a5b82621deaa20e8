/**
 * `npm run bench -- [work …] [--n 20000] [--rounds 5]`: every work, or the named ones, beside its floor.
 * These sources are compiled next to the program (dist/test/bench) and never run by jest.
 */
import { parseArgs } from 'node:util'
import { runWork, type Result } from './harness'
import { startBenchServer } from './server'
import { failuresOf, machine, table } from './table'
import { WORKS } from './works'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { n: { type: 'string' }, rounds: { type: 'string', default: '5' } },
  })
  const unknown = positionals.filter((name) => !WORKS.some((work) => work.name === name))
  if (unknown.length > 0) {
    say(`no such work: ${unknown.join(', ')}; there are ${WORKS.map(({ name }) => name).join(', ')}`)
    return 2
  }
  const chosen = WORKS.filter(({ name, onlyByName }) => (positionals.length === 0 ? !onlyByName : positionals.includes(name)))
  const results: Result[] = []
  const server = await startBenchServer()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().finally(() => process.exit(130)))
  try {
    for (const work of chosen) results.push(await runWork(server, work, Number(values.n ?? work.n), Number(values.rounds), say))
  } finally {
    await server.close()
  }
  const failures = results.flatMap(failuresOf)
  say(`\n${table(results)}\n\n${machine()}`)
  for (const failure of failures) say(`FAILED ${failure}`)
  return failures.length > 0 ? 1 : 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`)
    process.exitCode = 1
  },
)
