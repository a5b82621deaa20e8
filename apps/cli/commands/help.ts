/** `tijdig help`: of a command within another too; commander's own knows the first word alone, and answers one that it does not know with everything. */
import type { Command } from 'commander'
import { teach } from '../command'

export function addHelp(program: Command): void {
  const command = program
    .helpCommand(false)
    .command('help')
    .argument('[command...]', 'its words')
    .summary('display help for command')
    .description('Explains a command with examples and exit codes; without words it lists the commands.')
    .action((words: readonly string[]) => words.reduce<Command>(within, program).help())
  teach(command, { examples: ['help import', 'help import claims'], exits: { 0: 'explained', 2: 'there is no such command' } })
}

const within = (outer: Command, word: string): Command =>
  outer.commands.find((inner) => inner.name() === word) ?? outer.error(`error: unknown command '${word}'`)
