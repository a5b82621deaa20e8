/** Billing days: the invoice day and the due day that follow each day on which money comes in (R92). */
import { addDays, type IncomeRule, type LocalDate, type Rulebook } from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import { collectionDay } from './bank-days'
import { contactDayUpTo } from './contact-days'
import { creditDatesFrom } from './credit-dates'

export interface BillingDay {
  readonly creditOn: LocalDate
  /** A day on which messages may go, `termDays` or a little more before the due day. */
  readonly invoiceOn: LocalDate
  /** The first bank day after the money: it can be paid, and collected, on it (P7). */
  readonly dueOn: LocalDate
}

/** Fewer than asked where a calendar ends: nothing is guessed. */
export function billingDays(income: IncomeRule, from: LocalDate, termDays: number, count: number, rulebook: Rulebook): BillingDay[] {
  const almanac = almanacOf(rulebook)
  const days: BillingDay[] = []
  try {
    for (let next = addDays(from, termDays); days.length < count;) {
      const [creditOn] = creditDatesFrom(income, next, rulebook, 1)
      if (creditOn === undefined) break
      const dueOn = collectionDay(almanac, creditOn)
      days.push({ creditOn, dueOn, invoiceOn: contactDayUpTo(almanac, 'email', addDays(dueOn, -termDays)) })
      next = addDays(creditOn, 1)
    }
  } catch (problem) {
    if (!(problem instanceof BeyondCalendar)) throw problem
  }
  return days
}
