/** `tijdig simulate`: plays scenario files with the real decide, without a database. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { readSettings } from '#settings'
import { compareExpected, parseScenario, play, type SimulationConfiguration } from '#simulation'
import { say } from '../answer'
import { teach } from '../command'
import { EXIT, type ExitCode } from '../exit-codes'
import { readSimulationConfiguration } from '../simulation-configuration'

export function addSimulate(program: Command): void {
  const command = program.command('simulate')
    .summary('play scenarios: what would be sent, and why')
    .description('Plays what happens to one debtor on a virtual clock and prints one JSON object per file: contacts, costs, tasks and holds, with reasons.')
    .argument('<files...>', 'scenarios, as JSON')
    .option('--check', 'compare with `expect` of each file; differences go to standard error', false)
    .action((files: string[], { check }: { readonly check: boolean }) => {
      const configuration = readSimulationConfiguration(readSettings().configFolder)
      const codes = files.map((file) => simulateFile(file, configuration, check))
      process.exitCode = Math.max(...codes)
    })
  teach(command, {
    examples: ['simulate test/scenarios/promise-kept.json', 'simulate --check test/scenarios/*.json'],
    exits: { 0: 'played, and with --check all as expected', 1: 'with --check: something differs', 2: 'wrong usage, or a file that cannot be accepted' },
  })
}

function simulateFile(file: string, configuration: SimulationConfiguration, check: boolean): ExitCode {
  try {
    const scenario = parseScenario(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as unknown)
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
  if (fault instanceof SyntaxError) return refuse(file, '', `is not JSON: ${fault.message}`)
  if ('path' in fault && fault.name === 'ScenarioError') return refuse(file, String(fault.path), fault.message)
  if ('code' in fault && 'syscall' in fault) return refuse(file, '', `cannot be read (${String(fault.code)})`)
  throw fault
}

function refuse(file: string, path: string, message: string): ExitCode {
  say(path === '' ? `${file}: ${message}` : `${file}: ${path}: ${message}`)
  return EXIT.unacceptable
}
