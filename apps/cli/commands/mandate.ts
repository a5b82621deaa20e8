/** `tijdig mandate`: a debtor's permission for direct debit. */
import { InvalidArgumentError, type Command } from 'commander'
import { parseCollectOn, type LocalDate, type Mandate } from '#domain'
import { endMandate, giveMandate } from '#store'
import type { Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { businessDay, day, refuseAhead } from '../day'
import { answerIsNo, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly reference?: string
  readonly signed?: LocalDate
  readonly collectOn: Mandate['collectOn']
  readonly end: boolean
}

export function addMandate(program: Command): void {
  const command = withCreditor(program.command('mandate'))
    .summary('note or end a permission for direct debit')
    .description('Notes a mandate, also to change the day of collection; with --end nothing more is collected and reminders go on.')
    .argument('<debtor>', 'reference of the debtor')
    .option('--reference <text>', 'as the bank knows it')
    .option('--signed <date>', 'the day on which it was given', day)
    .option('--collect-on <day>', 'day-after-income, or a day of the month from 1 to 28', collectDay, 'day-after-income' as const)
    .option('--end', 'end the mandate instead', false)
    .action((debtor: string, options: Options) => answerFrom(options, (session) => mandate(session, debtor, options)))
  teach(command, {
    examples: [
      'mandate D-1001 --reference M-77 --signed 2026-11-03',
      'mandate D-1001 --reference M-77 --signed 2026-11-03 --collect-on 5',
      'mandate D-1001 --end',
    ],
    exits: { 0: 'noted', 1: 'no such debtor, or no mandate to end', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function mandate(session: Session, debtor: string, { creditor: code, reference, signed, collectOn, end }: Options): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  return session.database.transaction(async (sql) => {
    const key = await chooseDebtor(sql, creditor, debtor)
    if (end) {
      if (!(await endMandate(sql, key, 'withdrawn', session.now))) throw answerIsNo(`${debtor} has no mandate`)
      return { lines: [`${debtor}: nothing more is collected.`], data: { debtor, mandate: null } }
    }
    if (reference === undefined || signed === undefined) throw unacceptable('a mandate needs --reference and --signed')
    refuseAhead('--signed', signed, await businessDay(sql, creditor, session.now))
    const given: Mandate = { reference, signedOn: signed, collectOn }
    await giveMandate(sql, key, given, 'agent', session.now)
    return {
      lines: [
        `${debtor}: mandate ${reference}, collected ${collectOn === 'day-after-income' ? 'on the bank day after income' : `on day ${collectOn} of the month`}.`,
      ],
      data: { debtor, mandate: given },
    }
  })
}

function collectDay(text: string): Mandate['collectOn'] {
  const day = parseCollectOn(text)
  if (day === null) throw new InvalidArgumentError('It must be day-after-income, or a day from 1 to 28.')
  return day
}
