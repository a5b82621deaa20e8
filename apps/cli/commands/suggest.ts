/** `tijdig suggest`: billing days that follow the debtors' money, and pay days that their payments teach. */
import { InvalidArgumentError, type Command } from 'commander'
import type { IncomeRule } from '#domain'
import { Rulebooks, suggestBillingDays, suggestPayDays, type BillingSuggestion, type PayDaySuggestion } from '#pipeline'
import { keepLearnedIncomes } from '#store'
import { counted, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import type { Session } from '../session'

const within =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d{1,3}$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    return value
  }

interface BillingOptions extends CommonOptions {
  readonly term: number
  readonly times: number
}

interface PayDayOptions extends CommonOptions {
  readonly accept: boolean
}

export function addSuggest(program: Command): void {
  const suggest = program
    .command('suggest')
    .summary('what would follow the money of your debtors')
    .description('Looks at what is known of debtors and their money; nothing changes unless you say so.')
  const billing = withCreditor(suggest.command('billing-days'))
    .summary('invoice and due days that follow each income day')
    .description('For each day on which debtors have their money: the day after it as due day, and the invoice its term before.')
    .option('--term <days>', 'days between invoice and due day', within(1, 120), 14)
    .option('--times <count>', 'how many of each', within(1, 24), 3)
    .action((options: BillingOptions) => answerFrom(options, (session) => billingAnswer(session, options)))
  teach(billing, {
    more: [
      'The due day is the first bank day after the money; fourteen days also pre-notify a direct debit. A calendar that ends gives fewer days.',
    ],
    examples: ['suggest billing-days', 'suggest billing-days --term 30 --times 6 --json'],
    exits: { 0: 'told', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
  const payDays = withCreditor(suggest.command('pay-days'))
    .summary('days on which payments say that money comes in')
    .description(
      'For debtors who never said when their money comes: the day of the month after which their payments of the past year came, with the evidence.',
    )
    .option('--accept', 'keep them: reminders then follow these days, until the debtor states another', false)
    .action((options: PayDayOptions) => answerFrom(options, (session) => payDayAnswer(session, options)))
  teach(payDays, {
    more: [
      'A day counts when in three months or more, and in three quarters of the months with a payment, one came within three days of it.',
    ],
    examples: ['suggest pay-days', 'suggest pay-days --accept'],
    exits: { 0: 'told', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function billingAnswer(session: Session, { creditor: code, term, times }: BillingOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const groups = await suggestBillingDays(session.database, new Rulebooks(session.database), creditor, term, times, session.now)
  return { lines: billingLines(groups), data: { term, groups } }
}

function billingLines(groups: readonly BillingSuggestion[]): string[] {
  if (groups.length === 0) return ['Of no debtor it is known when their money comes in.']
  const rows = groups.flatMap(({ income, debtors, days }) =>
    days.length === 0
      ? [[incomeName(income), debtors, 'not known', '-', '-']]
      : days.map(({ creditOn, invoiceOn, dueOn }) => [incomeName(income), debtors, creditOn, invoiceOn, dueOn]),
  )
  return table(['income', 'debtors', 'money comes', 'invoice on', 'due on'], rows)
}

async function payDayAnswer(session: Session, { creditor: code, accept }: PayDayOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const found: PayDaySuggestion[] = []
  let kept = 0
  for await (const suggestions of suggestPayDays(session.database, new Rulebooks(session.database), creditor, session.now)) {
    found.push(...suggestions)
    if (accept && suggestions.length > 0) kept += await keepLearnedIncomes(session.database, creditor.id, suggestions, session.now)
  }
  const rows = found.map(({ debtor, rule, evidence }) => [
    debtor,
    incomeName(rule),
    `${evidence.fitting} of ${evidence.months} months`,
    `${evidence.first} to ${evidence.last}`,
  ])
  const verdict = accept ? `Kept ${counted(kept, 'new day')}.` : `${counted(found.length, 'day')}; --accept keeps them.`
  return {
    lines:
      found.length === 0
        ? ['No payments say on which day money comes in.']
        : [...table(['debtor', 'money comes', 'paid soon after', 'payments'], rows), '', verdict],
    data: { suggestions: found, kept: accept ? kept : null },
  }
}

function incomeName(income: IncomeRule): string {
  if ('calendar' in income) return income.calendar
  switch (income.every) {
    case 'month':
      return `day ${income.day} of the month, ${income.roll}`
    case 'week':
      return `every ${income.weekday}, ${income.roll}`
    case 'four-weeks':
      return `every four weeks from ${income.anchor}, ${income.roll}`
  }
}
