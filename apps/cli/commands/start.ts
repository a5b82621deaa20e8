/** `tijdig start`: everything in one process, for real use. */
import type { Command } from 'commander'
import { readSettings } from '#settings'
import { NO_DATABASE, teach } from '../command'

export function addStart(program: Command): void {
  const command = program
    .command('start')
    .summary('run everything in one process')
    .description(
      'Starts database, carriers, pipe and HTTP in one process, on the system clock. Sandbox carriers stand in until real ones are configured.',
    )
    // Loaded when it runs: other commands need no HTTP.
    .action(async () => (await import('../../standalone/serve.js')).serve(readSettings()))
  teach(command, {
    examples: ['start'],
    exits: { 0: 'stopped by Ctrl-C', 2: 'a setting or a file under config/ does not fit', 3: NO_DATABASE },
  })
}
