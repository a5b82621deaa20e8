/** `tijdig tasks`: the work that waits for a person. */
import type { Command } from 'commander'
import { isoInZone } from '#domain'
import { zoneOf } from '#pipeline'
import { openTasks } from '#store'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import type { Session } from '../session'

export function addTasks(program: Command): void {
  const command = withCreditor(program.command('tasks'))
    .summary('list the work that waits for a person')
    .description(
      'Lists open tasks, the oldest first: replies, disputes, broken promises, escalations, and sendings whose outcome nobody knows.',
    )
    .action((options: CommonOptions) => answerFrom(options, (session) => list(session, options)))
  teach(command, {
    more: ['An outcome that waits for `carrier` is still being looked up; it is never sent again without proof.'],
    examples: ['tasks', 'tasks --creditor acme --json'],
    exits: { 0: 'listed, also when there are none', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function list(session: Session, { creditor: code }: CommonOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const zone = await zoneOf(session.database, creditor)
  const tasks = (await session.read(creditor.id, (sql) => openTasks(sql, creditor.id))).map((task) => ({
    ...task,
    since: isoInZone(task.since, zone),
  }))
  const rows = tasks.map(({ kind, debtor, since, claims, waitsFor }) => [
    kind,
    debtor,
    since.slice(0, 16).replace('T', ' '),
    waitsFor,
    claims.join(' ') || '-',
  ])
  return { lines: tasks.length === 0 ? ['No open tasks.'] : table(['task', 'debtor', 'since', 'waits for', 'claims'], rows), data: tasks }
}
