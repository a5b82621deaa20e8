/** `tijdig complaint`: a complaint comes in, or is closed with its outcome (Bki art. 6.1). */
import { Option, type Command } from 'commander'
import { Rulebooks, takeComplaint } from '#pipeline'
import { closeComplaint, complaintsOf, COMPLAINT_OUTCOMES, type ComplaintOutcome } from '#store'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseClaim, chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly claim?: string
  readonly about?: string
  readonly outcome?: ComplaintOutcome
}

export function addComplaint(program: Command): void {
  const command = withCreditor(program.command('complaint'))
    .summary('note a complaint, or close it with its outcome')
    .description(
      'Notes a complaint: contact rests, and the debtor gets a written acknowledgement. With --outcome the open ones are closed and contact goes on.',
    )
    .argument('<debtor>', 'reference of the debtor')
    .option('--claim <reference>', 'the claim it is about, if it is about one')
    .option('--about <words>', 'a code or a few words; no names')
    .addOption(new Option('--outcome <outcome>', 'what came of it').choices(COMPLAINT_OUTCOMES))
    .action((debtor: string, options: Options) => answerFrom(options, (session) => complaint(session, debtor, options)))
  teach(command, {
    examples: ['complaint D-1001 --about tone', 'complaint D-1001 --outcome upheld'],
    exits: { 0: 'noted, or closed', 1: 'no such debtor or claim, or no complaint to close', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function complaint(session: Session, reference: string, { creditor: code, claim, about, outcome }: Options): Promise<Answer> {
  const { database, now } = session
  const creditor = await chooseCreditor(session, code)
  return database.transaction(async (sql) => {
    const debtor = await chooseDebtor(sql, creditor, reference)
    if (outcome !== undefined) {
      const open = (await complaintsOf(sql, debtor)).filter(({ closedAt }) => closedAt === null)
      for (const { id } of open) await closeComplaint(sql, debtor, id, outcome, now)
      if (open.length === 0) throw answerIsNo(`${reference} has no open complaint`)
      return {
        lines: [`${reference}: ${counted(open.length, 'complaint')} closed (${outcome}); the next round decides again.`],
        data: { debtor: reference, outcome, closed: open.length },
      }
    }
    const claimId = claim === undefined ? null : await chooseClaim(sql, debtor, reference, claim)
    const id = await takeComplaint(sql, new Rulebooks(database), creditor, debtor.debtorId, { claimId, about: about ?? null }, now)
    const acknowledgeBy = (await complaintsOf(sql, debtor)).find((one) => one.id === id)?.acknowledgeBy ?? null
    return {
      lines: [`${reference}: complaint noted; contact rests, and the acknowledgement leaves by ${acknowledgeBy ?? '-'}.`],
      data: { debtor: reference, complaint: id, acknowledgeBy },
    }
  })
}
