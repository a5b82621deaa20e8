/** `tijdig waive`: lets go of collection costs or interest in one case, with a reason. */
import { Option, type Command } from 'commander'
import { chargeName, WAIVABLE, WAIVER_REASONS, waiverReason, type Waivable, type WaiverReason } from '#domain'
import { Rulebooks, waiveCharges } from '#pipeline'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseClaim, chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly claim?: string
  readonly only?: Waivable
  readonly reason?: WaiverReason
  readonly undo: boolean
}

export function addWaive(program: Command): void {
  const command = withCreditor(program.command('waive'))
    .summary('let go of costs or interest, with a reason')
    .description(
      'Asks no collection costs and no interest for the open claims of a debtor. The next message says so with the reason, and so does the timeline.',
    )
    .argument('<debtor>', 'reference of the debtor')
    .addOption(new Option('--reason <reason>', 'why; the debtor reads it').choices(WAIVER_REASONS))
    .option('--claim <reference>', 'only this claim')
    .addOption(new Option('--only <what>', 'only these; without it both').choices(WAIVABLE))
    .option('--undo', 'charge them after all', false)
    .action((debtor: string, options: Options) => {
      if ((options.reason === undefined) !== options.undo) throw unacceptable('give --reason, or --undo')
      return answerFrom(options, (session) => waiveOf(session, debtor, options))
    })
  teach(command, {
    more: ['Whether they are charged at all is a setting of the policy, the creditor and the strategy.'],
    examples: ['waive D-1001 --reason goodwill', 'waive D-1001 --claim 2027-0001 --only costs --reason our-mistake', 'waive D-1001 --undo'],
    exits: { 0: 'done', 1: 'no such debtor or claim, or it changes nothing', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function waiveOf(
  { database, now, ...session }: Session,
  reference: string,
  { creditor: code, claim, only, reason: given }: Options,
): Promise<Answer> {
  const creditor = await chooseCreditor({ database, now, ...session }, code)
  const reason = given ?? null
  const what = only === undefined ? WAIVABLE : [only]
  return database.transaction(async (sql) => {
    const debtor = await chooseDebtor(sql, creditor, reference)
    const claimId = claim === undefined ? null : await chooseClaim(sql, debtor, reference, claim)
    const claims = await waiveCharges(sql, new Rulebooks(database), debtor, { claimId, what, reason }, now)
    if (claims === 0) throw answerIsNo(`${reference}: there is nothing to change`)
    const names = what.map((one) => chargeName(one, 'en')).join(' and ')
    const line =
      reason === null
        ? `${counted(claims, 'claim')} of ${reference}: ${names} may be charged again.`
        : `${counted(claims, 'claim')} of ${reference}: no ${names}. The debtor reads: ${waiverReason(reason, 'en')}.`
    return { lines: [line], data: { debtor: reference, claim: claim ?? null, what, reason, claims } }
  })
}
