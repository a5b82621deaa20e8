/** Suggest: billing days that follow the debtors' money (R92), and pay days that their payments teach; a person decides about both. */
import { billingDays, dayOf, learnPayDay, type BillingDay, type LearnedPayDay } from '#decision'
import { addDays, type DebtorId, type IncomeRule, type Instant } from '#domain'
import { incomeGroups, payingDebtors, type Creditor, type Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'

export interface BillingSuggestion {
  readonly income: IncomeRule
  readonly debtors: number
  /** Empty where the income calendar does not tell. */
  readonly days: readonly BillingDay[]
}

export async function suggestBillingDays(
  sql: Sql,
  rulebooks: Rulebooks,
  creditor: Creditor,
  termDays: number,
  months: number,
  now: Instant,
): Promise<BillingSuggestion[]> {
  const rulebook = await rulebooks.ofCreditor(creditor)
  const today = dayOf(now, rulebook)
  return (await incomeGroups(sql, creditor.id)).map(({ rule, debtors }) => ({
    income: rule,
    debtors,
    days: billingDays(rule, today, termDays, months, rulebook),
  }))
}

export interface PayDaySuggestion extends LearnedPayDay {
  readonly debtorId: DebtorId
  readonly debtor: string
}

/** Older payments may be of another job. */
const LOOK_BACK_DAYS = 366
const WINDOW = 2000

/** Window by window, so that a large portfolio does not have to fit into memory. */
export async function* suggestPayDays(
  sql: Sql,
  rulebooks: Rulebooks,
  creditor: Creditor,
  now: Instant,
): AsyncGenerator<PayDaySuggestion[]> {
  const rulebook = await rulebooks.ofCreditor(creditor)
  const since = addDays(dayOf(now, rulebook), -LOOK_BACK_DAYS)
  for (let after: DebtorId | null = null, more = true; more;) {
    const debtors = await payingDebtors(sql, creditor.id, since, after, WINDOW)
    yield debtors.flatMap(({ debtorId, debtor, payments }) => {
      const learned = learnPayDay(payments, rulebook)
      return learned ? [{ debtorId, debtor, ...learned }] : []
    })
    after = debtors.at(-1)?.debtorId ?? null
    more = debtors.length === WINDOW
  }
}
