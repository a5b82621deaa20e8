/** `tijdig statement`: what a debtor owes today, itemised. */
import type { Command } from 'commander'
import { decimal, decimalStatement, type Statement } from '#domain'
import { debtorStatement, Rulebooks } from '#pipeline'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

export function addStatement(program: Command): void {
  const command = withCreditor(program.command('statement'))
    .summary('what a debtor owes, itemised')
    .description(
      'States what a debtor owes today: each claim, its payments, the collection costs, their VAT and the interest, with how each was arrived at.',
    )
    .argument('<debtor>', 'reference of the debtor')
    .action((debtor: string, options: CommonOptions) => answerFrom(options, (session) => statementOf(session, debtor, options)))
  teach(command, {
    examples: ['statement D-1001', 'statement D-1001 --json'],
    exits: { 0: 'stated', 1: 'no such debtor, or nothing is open', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function statementOf(session: Session, reference: string, { creditor: code }: CommonOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const debtor = await chooseDebtor(session.database, creditor, reference)
  const statement = await debtorStatement(session.database, new Rulebooks(session.database), debtor, session.now)
  if (!statement) throw answerIsNo(`${reference} owes nothing`)
  return {
    lines: [`${reference} on ${statement.asOf}`, ...table(['', 'euro'], linesOf(statement))],
    data: { debtor: reference, ...decimalStatement(statement) },
  }
}

function linesOf({ claims, costs, interest, covered, provisional, total }: Statement): string[][] {
  const line = (label: string, cents: number): string[][] => (cents === 0 ? [] : [[label, decimal(cents)]])
  return [
    ...claims.flatMap(({ reference, original, payments, settledOtherwise, open, interest: accrued, waived }) => [
      ...line(`claim ${reference}`, original),
      ...payments.flatMap(({ on, amount, ...of }) => [
        ...line(`  paid on ${on}`, -amount),
        ...line('    of that for costs', of.costs),
        ...line('    of that for interest', of.interest),
      ]),
      ...line('  credited or corrected', -settledOtherwise),
      ...line('  open', open),
      ...(accrued?.periods ?? []).map(({ from, until, days, percent, principal, compounded }) => [
        `  interest from ${from} to ${until}: ${percent}% over ${decimal(principal + compounded)}, ${days} days`,
        '',
      ]),
      ...(waived.costs === null ? [] : [[`  no collection costs: ${waived.costs}`, '']]),
      ...(waived.interest === null ? [] : [[`  no interest: ${waived.interest}`, '']]),
    ]),
    ...line(`interest${provisional ? ' (provisional)' : ''}`, interest),
    ...line(
      `collection costs${costs.parts.length > 0 ? ` over ${costs.parts.map(({ principal }) => decimal(principal)).join(' and ')}` : ''}`,
      costs.amount,
    ),
    ...line(`VAT ${costs.vatPercent ?? 0}%`, costs.vat),
    ...line('paid of the interest', -covered.interest),
    ...line('paid of the costs', -covered.costs),
    ...line('together', total),
  ]
}
