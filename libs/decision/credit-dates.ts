/** Credit dates: on which days money arrives by an income rule or an income calendar (P6). */
import { addDays, dayOfMonth, daysBetween, lastDayOfMonth, weekdayOf, WEEKDAYS } from '#domain'
import type { CreditDayRule, IncomeCalendar, IncomeRule, LocalDate, Rulebook } from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import type { Almanac } from './almanac'
import { rolled } from './bank-days'

/** First credit date from `from` to `to`, both included, or null. Throws BeyondCalendar when a list that would tell is not loaded. */
export function firstCredit(almanac: Almanac, income: IncomeRule, from: LocalDate, to: LocalDate): LocalDate | null {
  return almanac.remember(`credit ${keyOf(income)} ${from} ${to}`, () => {
    const found = creditsBetween(almanac, income, from, to)
    return found.reduce<LocalDate | null>((first, day) => (first === null || day < first ? day : first), null)
  })
}

/** The next credit dates from a day on, in order; a year is looked ahead at most. */
export function creditDatesFrom(income: IncomeRule, from: LocalDate, rulebook: Rulebook, count = 3): LocalDate[] {
  const almanac = almanacOf(rulebook)
  const dates: LocalDate[] = []
  let next = from
  while (dates.length < count && daysBetween(from, next) < 366) {
    const until = addDays(next, 31)
    const found = firstCredit(almanac, income, next, until)
    if (found) dates.push(found)
    next = addDays(found ?? until, 1)
  }
  return dates
}

function keyOf(income: IncomeRule): string {
  if ('calendar' in income) return income.calendar
  if (income.every === 'month') return `${income.day}${income.roll}`
  return income.every === 'week' ? income.weekday + income.roll : income.anchor + income.roll
}

function creditsBetween(almanac: Almanac, income: IncomeRule, from: LocalDate, to: LocalDate): LocalDate[] {
  if ('calendar' in income) return listedCredits(almanac, income.calendar, from, to)
  // A roll moves a nominal day by five days at most (Christmas, Easter), so nominal days around the range count too.
  return nominalDays(income, addDays(from, -7), addDays(to, 7))
    .map((nominal) => rolled(almanac, nominal, income.roll))
    .filter((day) => day >= from && day <= to)
}

function nominalDays(income: Exclude<IncomeRule, { calendar: string }>, from: LocalDate, to: LocalDate): LocalDate[] {
  if (income.every === 'month') {
    const { day } = income
    return monthsBetween(from, to)
      .map(({ year, month }) => (day === 'last' ? lastDayOfMonth(year, month) : dayOfMonth(year, month, day)))
      .filter((nominal) => nominal >= from && nominal <= to)
  }
  const every = income.every === 'week' ? 7 : 28
  const offset =
    income.every === 'week' ? WEEKDAYS.indexOf(income.weekday) - WEEKDAYS.indexOf(weekdayOf(from)) : daysBetween(from, income.anchor)
  const days: LocalDate[] = []
  for (let day = addDays(from, ((offset % every) + every) % every); day <= to; day = addDays(day, every)) days.push(day)
  return days
}

function listedCredits(almanac: Almanac, name: string, from: LocalDate, to: LocalDate): LocalDate[] {
  const calendar = almanac.calendars.income[name]
  if (!calendar) throw new BeyondCalendar(name, from)
  const credits: LocalDate[] = []
  for (const { year, month } of monthsBetween(from, to)) {
    const first = dayOfMonth(year, month, 1)
    // An earlier date that is known answers the question, whatever a later month holds.
    const credit = creditOfMonth(almanac, calendar, year, month)
    if (credit === 'unknown') {
      if (credits.length > 0) return credits
      throw new BeyondCalendar(name, first < from ? from : first)
    }
    if (credit !== null && credit >= from && credit <= to) credits.push(credit)
  }
  return credits
}

/** Null: it does not pay that month. */
function creditOfMonth(almanac: Almanac, calendar: IncomeCalendar, year: number, month: number): LocalDate | null | 'unknown' {
  const published = listedIn(calendar, year, month)
  if (published) return published
  const rule = ruleOf(calendar, year, month)
  if (!rule) return 'unknown'
  if (!rule.months.includes(month)) return null
  const nominal = dayOfMonth(year, month, rule.nominalDay)
  const day = addDays(nominal, rule.shiftByWeekday[weekdayOf(nominal)] ?? 0)
  return rule.nextWorkingDay ? workingDayFrom(almanac, day) : day
}

/** Whether the calendar knows the credit date of that month, or that there is none. */
export const tellsAbout = (calendar: IncomeCalendar, year: number, month: number): boolean =>
  listedIn(calendar, year, month) !== undefined || ruleOf(calendar, year, month) !== undefined

const listedIn = ({ listed }: IncomeCalendar, year: number, month: number): LocalDate | undefined =>
  listed[dayOfMonth(year, month, 1).slice(0, 7)]

/** The rule in force that month, unless only the list counts. */
function ruleOf({ rules }: IncomeCalendar, year: number, month: number): CreditDayRule | undefined {
  const rule = rules.find(({ from, until, nominalDay }) => {
    const nominal = dayOfMonth(year, month, nominalDay)
    return from <= nominal && nominal <= until
  })
  return rule?.listOnlyMonths.includes(month) ? undefined : rule
}

function workingDayFrom(almanac: Almanac, from: LocalDate): LocalDate {
  let day = from
  while (isWeekend(day) || almanac.closed('contact', day) !== null) day = addDays(day, 1)
  return day
}

const isWeekend = (day: LocalDate): boolean => ['saturday', 'sunday'].includes(weekdayOf(day))

function monthsBetween(from: LocalDate, to: LocalDate): { year: number; month: number }[] {
  const months: { year: number; month: number }[] = []
  const last = to.slice(0, 7)
  let year = Number(from.slice(0, 4))
  let month = Number(from.slice(5, 7))
  while (`${year}-${String(month).padStart(2, '0')}` <= last) {
    months.push({ year, month })
    if (month === 12) year++
    month = (month % 12) + 1
  }
  return months
}
