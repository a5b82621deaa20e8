/** Command: what all commands have in common: their options, the help that teaches, and how they are run. */
import type { Command } from 'commander'
import { give, type Answer } from './answer'
import { withSession, type Session } from './session'

export interface CommonOptions {
  readonly json?: boolean
  readonly demo?: boolean
  readonly creditor?: string
}

export interface Lesson {
  readonly examples: readonly string[]
  /** Exit code -> what it means here. */
  readonly exits: Readonly<Record<number, string>>
  readonly more?: readonly string[]
}

/** Help ends with what one needs to go on: examples that work as they stand, and what each exit code means. */
export function teach(command: Command, { examples, exits, more = [] }: Lesson): Command {
  const lines = [
    '',
    ...(more.length > 0 ? [...more, ''] : []),
    'Examples:',
    ...examples.map((example) => `  tijdig ${example}`),
    '',
    'Exit codes:',
    ...Object.entries(exits).map(([code, meaning]) => `  ${code.padEnd(3)} ${meaning}`),
  ]
  return command.addHelpText('after', lines.join('\n'))
}

export const NO_DATABASE = 'the database cannot be reached, is in use, or must be migrated'
export const WRONG_USAGE = 'wrong usage, or no such creditor'

export const withJson = (command: Command): Command => command.option('--json', 'one JSON value on standard output, for machines')
export const withDemo = (command: Command): Command =>
  withJson(command).option('--demo', "work on the demo's database, whatever DATABASE_URL says")
export const withCreditor = (command: Command): Command =>
  withDemo(command).option('--creditor <code>', 'may be left out when there is one creditor')

/** Opens the database, asks, closes it, and only then gives the answer. */
export async function answerFrom(options: CommonOptions, ask: (session: Session) => Promise<Answer>): Promise<void> {
  give(await withSession(options, ask), options.json ?? false)
}
