/** `tijdig release`: lets a creditor in shadow send, after its counts were seen and confirmed. */
import type { Command } from 'commander'
import { decimal } from '#domain'
import { previewRelease, releaseCreditor, type ReleasePreview } from '#store'
import { counted, say, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withDemo, type CommonOptions } from '../command'
import { confirmed } from '../confirm'
import { answerIsNo, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly yes: boolean
}

export function addRelease(program: Command): void {
  const command = withDemo(program.command('release'))
    .summary('let a creditor in shadow send')
    .description(
      'Shows what a creditor in shadow has planned, by phase and channel, asks, and then lets it send. Each contact still passes the gate.',
    )
    .argument('<creditor>', 'its code')
    .option('--yes', 'do not ask', false)
    .action((code: string, options: Options) => answerFrom(options, (session) => release(session, code, options)))
  teach(command, {
    examples: ['release acme', 'release acme --yes --json'],
    exits: {
      0: 'released',
      1: 'not confirmed, or it sends already',
      2: 'wrong usage, no such creditor, or nobody to ask and no --yes',
      3: NO_DATABASE,
    },
  })
}

async function release(session: Session, code: string, { yes }: Options): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  if (creditor.state === 'live') throw answerIsNo(`${code} sends already`)
  const planned = await session.read(creditor.id, (sql) => previewRelease(sql, creditor.id))
  const contacts = planned.reduce((sum, row) => sum + row.contacts, 0)
  const preview = previewLines(creditor.name, planned, contacts)
  if (!yes) await ask(code, preview)
  if (!(await releaseCreditor(session.database, creditor.id, session.now)))
    throw answerIsNo(`${code} was released by somebody else meanwhile`)
  return {
    lines: [...(yes ? preview : []), `${code} is released: from now on it sends.`],
    data: { creditor: code, released: true, contacts, planned: planned.map(({ cents, ...row }) => ({ ...row, amount: decimal(cents) })) },
  }
}

function previewLines(name: string, planned: readonly ReleasePreview[], contacts: number): string[] {
  if (contacts === 0) return [`${name} has nothing planned yet; what is decided from now on is sent.`]
  const rows = planned.map(({ phase, channel, contacts: count, cents }) => [phase, channel, count, Number(decimal(cents)).toFixed(2)])
  return [`${name} has ${counted(contacts, 'contact')} planned:`, ...table(['phase', 'channel', 'contacts', 'amount'], rows)]
}

/** The counts are part of the question, so they stand where the question stands. */
async function ask(code: string, preview: readonly string[]): Promise<void> {
  for (const line of preview) say(line)
  if (!process.stdin.isTTY) throw unacceptable('there is nobody to confirm this: say --yes')
  if (!(await confirmed(`Let ${code} send?`))) throw answerIsNo(`${code} stays in shadow`)
}
