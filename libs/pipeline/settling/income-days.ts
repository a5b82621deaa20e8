/** The days on which a debtor's money comes next, for whoever agrees a day with them: the days, never the sort of income. */
import { creditDatesFrom } from '#decision'
import { localDateOf, type Instant, type LocalDate } from '#domain'
import { loadSnapshots, type DebtorKey, type Sql } from '#store'
import { BUDGET_WINDOW_DAYS } from '../pipe'
import type { Rulebooks } from '../configuration/rulebooks'

const DAYS = 2

/** Empty where nothing is known of it, or the calendar that would tell is not loaded. */
export async function incomeDays(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<LocalDate[]> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  const income = snapshot?.state.income
  if (!snapshot?.journey || !income) return []
  const rulebook = await rulebooks.for(debtor.creditorId, snapshot.journey, sql)
  return creditDatesFrom(income, localDateOf(now, rulebook.policy.zone), rulebook, DAYS)
}
