/** Learned pay day: the day of the month on which a debtor's payments say that money comes in, with the payments that say so. */
import { daysBetween, dayOfMonth, type IncomeRule, type LocalDate, type Roll, type Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf, withinCalendar } from './almanac'
import { rolled } from './bank-days'

export interface LearnedPayDay {
  readonly rule: IncomeRule
  readonly evidence: {
    /** Months with a payment, and those in which one came within a few days of this day. */
    readonly months: number
    readonly fitting: number
    readonly first: LocalDate
    readonly last: LocalDate
  }
}

/** Who is paid pays at once, or after the weekend. */
const SOON_DAYS = 3
const LEAST_MONTHS = 3
const LEAST_SHARE = 0.75
const ROLLS: readonly Roll[] = ['preceding', 'following']

/** Null where too little is known, or the payments are spread. */
export function learnPayDay(payments: readonly LocalDate[], rulebook: Rulebook): LearnedPayDay | null {
  const months = byMonth(payments)
  const almanac = almanacOf(rulebook)
  let best: { day: number; roll: Roll; fitting: number; waited: number } | null = null
  for (let day = 31; day >= 1; day--) {
    for (const roll of ROLLS) {
      const waits = months.flatMap((days) => waitOf(almanac, days, day, roll))
      const waited = waits.reduce((sum, wait) => sum + wait, 0)
      // Of days that fit as many months the one that is paid on soonest.
      if (!best || waits.length > best.fitting || (waits.length === best.fitting && waited < best.waited))
        best = { day, roll, fitting: waits.length, waited }
    }
  }
  if (!best || best.fitting < LEAST_MONTHS || best.fitting < months.length * LEAST_SHARE) return null
  const sorted = [...payments].sort()
  return {
    rule: { every: 'month', day: best.day, roll: best.roll },
    evidence: { months: months.length, fitting: best.fitting, first: sorted[0]!, last: sorted.at(-1)! },
  }
}

function byMonth(payments: readonly LocalDate[]): LocalDate[][] {
  const months = new Map<string, LocalDate[]>()
  for (const day of payments) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day])
  return [...months.values()]
}

/** Days from the money of that month to the first payment soon after it; none when no payment came soon. */
function waitOf(almanac: Almanac, days: readonly LocalDate[], nominal: number, roll: Roll): number[] {
  const creditOn = creditIn(almanac, days[0]!, nominal, roll)
  const waits = creditOn === null ? [] : days.map((day) => daysBetween(creditOn, day)).filter((wait) => wait >= 0 && wait <= SOON_DAYS)
  return waits.length > 0 ? [Math.min(...waits)] : []
}

function creditIn(almanac: Almanac, month: LocalDate, nominal: number, roll: Roll): LocalDate | null {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return withinCalendar(() => rolled(almanac, dayOfMonth(year, number, nominal), roll))
}
