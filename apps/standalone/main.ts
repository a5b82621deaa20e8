/** Starts everything in one process: `npm start`, or with --demo the play that `npm run demo` shows. */
import '#tracing'
import 'reflect-metadata'
import { Command, InvalidArgumentError } from 'commander'
import { keepHeapSmall } from '#lifecycle'
import { readSettings } from '#settings'
import { playDemo } from './demo/demo'
import { serve } from './serve'

interface Options {
  readonly demo: boolean
  readonly days: number
  readonly seed: string
  readonly exit: boolean
}

const days = (text: string): number => {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 120) throw new InvalidArgumentError('a whole number from 1 to 120')
  return count
}

async function main(): Promise<void> {
  keepHeapSmall()
  const program = new Command('tijdig')
    .description('Tijdig in one process: database, carriers, pipe and HTTP')
    .option('--demo', 'play an invented portfolio on a virtual clock', false)
    .option('--days <count>', 'days to play', days, 45)
    .option('--seed <word>', 'the same seed tells the same story', 'klaver')
    .option('--exit', 'stop after the summary instead of staying up', false)
    .parse()
  const options = program.opts<Options>()
  const settings = readSettings()
  await (options.demo ? playDemo(settings, options) : serve(settings))
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})
