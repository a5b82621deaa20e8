/** How far a calendar tells: the last day before the first that nobody has loaded. */
import { addDays, dayOfMonth, laterDate } from '#domain'
import type { ClosedDays, IncomeCalendar, LocalDate } from '#domain'
import { tellsAbout } from './credit-dates'

export const closedDaysReach = ({ validUntil }: ClosedDays): LocalDate => validUntil

/** From the month of `today` on; a month that passed without a list hurts nobody any more. */
export function incomeReach(calendar: IncomeCalendar, today: LocalDate): LocalDate {
  let year = Number(today.slice(0, 4))
  let month = Number(today.slice(5, 7))
  const last = lastToldMonth(calendar, today)
  while (tellsAbout(calendar, year, month) && monthOf(year, month) <= last) {
    if (month === 12) year++
    month = (month % 12) + 1
  }
  return addDays(dayOfMonth(year, month, 1), -1)
}

/** No rule and no list goes further than this. */
function lastToldMonth({ rules, listed }: IncomeCalendar, today: LocalDate): string {
  const ends = [...rules.map(({ until }) => until), ...Object.values(listed)]
  return ends.reduce(laterDate, today).slice(0, 7)
}

const monthOf = (year: number, month: number): string => dayOfMonth(year, month, 1).slice(0, 7)
