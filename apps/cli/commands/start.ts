/** `tijdig start`: everything in one process, for real use. */
import type { Command } from 'commander'
import { readSettings } from '#settings'
import { serve } from '../../standalone/serve'
import { NO_DATABASE, teach } from '../command'

export function addStart(program: Command): void {
  const command = program.command('start')
    .summary('run everything in one process')
    .description('Starts database, carriers, pipe and HTTP in one process, on the system clock. Sandbox carriers stand in until real ones are configured.')
    .action(() => serve(readSettings()))
  teach(command, { examples: ['start'], exits: { 0: 'stopped by Ctrl-C', 2: 'a setting or a file under config/ does not fit', 3: NO_DATABASE } })
}
