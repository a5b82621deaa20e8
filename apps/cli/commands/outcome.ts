/** `tijdig outcome`: a person tells what became of a sending whose outcome nobody knew. */
import { Argument, type Command } from 'commander'
import { tellOutcome } from '#pipeline'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

const OUTCOMES = ['accepted', 'not-accepted'] as const
type Outcome = (typeof OUTCOMES)[number]

export function addOutcome(program: Command): void {
  const command = withCreditor(program.command('outcome'))
    .summary('tell what became of a sending whose outcome is unknown')
    .description('Ends the task `outcome-unknown` of a debtor. Accepted: it counts as sent. Not accepted: it goes again, through the gate.')
    .argument('<debtor>', 'reference of the debtor')
    .addArgument(new Argument('<outcome>', 'what the carrier or the debtor says').choices(OUTCOMES))
    .action((debtor: string, outcome: Outcome, options: CommonOptions) =>
      answerFrom(options, (session) => tell(session, debtor, outcome, options)),
    )
  teach(command, {
    more: ['Say not-accepted only when you know it: the debtor is then contacted, a second time if you were wrong.'],
    examples: ['outcome D-1001 accepted', 'outcome D-1001 not-accepted'],
    exits: { 0: 'told', 1: 'no such debtor, or nothing of theirs is unknown', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function tell(session: Session, reference: string, outcome: Outcome, { creditor: code }: CommonOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const told = await tellOutcome(session.database, await chooseDebtor(session.database, creditor, reference), outcome, session.now)
  if (told === 0) throw answerIsNo(`${reference}: no sending has an unknown outcome`)
  return { lines: [`${reference}: ${counted(told, 'sending')} ${outcome}.`], data: { debtor: reference, outcome, sendings: told } }
}
