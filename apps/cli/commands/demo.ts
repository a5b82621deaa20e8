/** `tijdig demo`: the invented portfolio, played on a virtual clock. */
import { InvalidArgumentError, type Command } from 'commander'
import { readSettings } from '#settings'
import { NO_DATABASE, teach } from '../command'

interface Options {
  readonly days: number
  readonly seed: string
  readonly exit: boolean
}

const wholeDays = (text: string): number => {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 120) throw new InvalidArgumentError('It must be a whole number from 1 to 120.')
  return days
}

export function addDemo(program: Command): void {
  const command = program
    .command('demo')
    .summary('play an invented portfolio on a virtual clock')
    .description('Plays about 200 invented debtors through the real pipe, with sandbox carriers, in a database of its own under data/demo.')
    .option('--days <count>', 'days to play', wholeDays, 45)
    .option('--seed <word>', 'the same seed tells the same story', 'klaver')
    .option('--exit', 'stop after the summary instead of staying up', false)
    // Loaded when it runs: other commands need no HTTP.
    .action(async (options: Options) => (await import('../../standalone/demo/demo.js')).playDemo(readSettings(), options))
  teach(command, {
    examples: ['demo', 'demo --days 10 --seed anna --exit', 'timeline D00003 --demo'],
    exits: { 0: 'played', 2: 'wrong usage', 3: NO_DATABASE },
  })
}
