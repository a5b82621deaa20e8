/** `tijdig simulate`: plays scenario files with the real decide, without a database. */
import { readFileSync } from 'node:fs'
import { InvalidArgumentError, type Command } from 'commander'
import { readSettings } from '#settings'
import { compareExpected, parseScenario, play, type Scenario, type SimulationConfiguration } from '#simulation'
import { say } from '../answer'
import { teach } from '../command'
import { compareForecasts } from '../compare-forecasts'
import { EXIT, type ExitCode } from '../exit-codes'
import { faultyLine } from '../json-fault'
import { readSimulationConfiguration } from '../simulation-configuration'

export function addSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .summary('play scenarios: what would be sent, and why')
    .description(
      'Plays what happens to one debtor on a virtual clock and prints one JSON object per file: contacts, costs, tasks and holds, with reasons.',
    )
    .argument('<files...>', 'scenarios, as JSON')
    .option('--check', 'compare with `expect` of each file; differences go to standard error', false)
    .option('--compare <policy>', 'what all files come to, beside the same debtors under this policy, or policy/strategy')
    .option(
      '--population <count>',
      'what so many debtors like those of the files come to, whose invoices fall on the days of four weeks',
      COUNT,
    )
    .option('--agents <count>', 'agents who call, for the capacity of a day', COUNT, 1)
    .option('--calls-per-agent <count>', 'calls that an agent makes in a day', COUNT, 60)
    .action((files: string[], options: Options) => {
      const configuration = readSimulationConfiguration(readSettings().configFolder)
      const codes = isForAll(options)
        ? [compareFiles(files, configuration, options)]
        : files.map((file) => simulateFile(file, configuration, options.check))
      process.exitCode = Math.max(...codes)
    })
  teach(command, {
    examples: [
      'simulate test/scenarios/promise-kept.json',
      'simulate --check test/scenarios/*.json',
      'simulate test/scenarios/promise-*.json --compare nl-sociaal/sociaal --population 100000 --agents 4',
    ],
    exits: {
      0: 'played, and with --check all as expected',
      1: 'with --check: something differs',
      2: 'wrong usage, or a file that cannot be accepted',
    },
  })
}

interface Options {
  readonly check: boolean
  readonly compare?: string
  readonly population?: number
  readonly agents: number
  readonly callsPerAgent: number
}

/** One answer for all files together. */
const isForAll = ({ compare, population }: Options): boolean => compare !== undefined || population !== undefined

function COUNT(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999999.')
  return Number(text)
}

/** One answer for all files, since a capacity is that of all their debtors together. */
function compareFiles(
  files: readonly string[],
  configuration: SimulationConfiguration,
  { check, compare, population, agents, callsPerAgent }: Options,
): ExitCode {
  if (check) return refuse('--check', '', 'looks at one file at a time: leave out --compare and --population')
  const scenarios: Scenario[] = []
  let reading = files[0] ?? ''
  try {
    for (const file of files) scenarios.push(scenarioOf((reading = file)))
    process.stdout.write(
      `${JSON.stringify(compareForecasts(scenarios, configuration, { with: compare ?? null, size: population ?? null, agents, callsPerAgent }))}\n`,
    )
    return EXIT.done
  } catch (fault) {
    return refuseFor(scenarios.length < files.length ? reading : '--compare', fault)
  }
}

const textOf = (file: string): string => readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
const scenarioOf = (file: string): Scenario => parseScenario(JSON.parse(textOf(file)) as unknown)

function simulateFile(file: string, configuration: SimulationConfiguration, check: boolean): ExitCode {
  try {
    const scenario = scenarioOf(file)
    const result = play(scenario, configuration)
    process.stdout.write(`${JSON.stringify(result)}\n`)
    if (!check) return EXIT.done
    if (scenario.expect === null) return refuse(file, 'expect', 'is missing: there is nothing to check')
    const differences = compareExpected(result, scenario.expect)
    for (const difference of differences) say(`${file}: ${difference}`)
    return differences.length > 0 ? EXIT.no : EXIT.done
  } catch (fault) {
    return refuseFor(file, fault)
  }
}

function refuseFor(file: string, fault: unknown): ExitCode {
  if (!(fault instanceof Error)) throw fault
  if (fault instanceof SyntaxError) return refuse(file, `line ${faultyLine(textOf(file))}`, `is not JSON: ${fault.message}`)
  if ('path' in fault && fault.name === 'ScenarioError') return refuse(file, String(fault.path), fault.message)
  if ('code' in fault && 'syscall' in fault) return refuse(file, '', `cannot be read (${String(fault.code)})`)
  throw fault
}

function refuse(file: string, path: string, message: string): ExitCode {
  say(path === '' ? `${file}: ${message}` : `${file}: ${path}: ${message}`)
  return EXIT.unacceptable
}
