/** Statutory interest, exact in cents: rates by date, yearly compounding, payments on their day, each period shown. */
import { addDays, dayOfMonth, daysBetween } from '#domain'
import type { Cents, Interest, InterestKind, InterestPeriod, InterestTable, LocalDate } from '#domain'

/** A payment counts on the day the creditor's account is credited (art. 6:114(2) BW); that day bears no interest on it any more. */
export interface PrincipalPayment {
  readonly on: LocalDate
  readonly amount: Cents
}

export interface InterestClaim {
  readonly kind: InterestKind
  readonly principal: Cents
  /** First day of default: the first day that bears interest. */
  readonly defaultFrom: LocalDate
  /** First day that bears none any more. */
  readonly until: LocalDate
  readonly payments: readonly PrincipalPayment[]
  /** What was paid of the interest itself: it covers that of full years first, which bears interest no more from that day on. */
  readonly interestPaid?: readonly PrincipalPayment[]
}

/**
 * Actual days over 365. After each full year of default that year's interest is added to what bears interest (art. 6:119(2) BW);
 * a new rate applies to running interest from its day (art. 6:120 BW). Each year is rounded to the cent, half up, when it is added.
 * Throws RangeError where the table does not reach back to the default.
 */
export function statutoryInterest(claim: InterestClaim, table: InterestTable): Interest {
  const periods: InterestPeriod[] = []
  let accrued: Cents = 0
  for (let year = 0; anniversary(claim.defaultFrom, year) < claim.until; year++) {
    const from = anniversary(claim.defaultFrom, year)
    const until = earlier(anniversary(claim.defaultFrom, year + 1), claim.until)
    const ofYear = periodsOf(claim, table, from, until, accrued)
    periods.push(...ofYear)
    accrued += interestOver(ofYear)
  }
  return { amount: accrued, provisional: periods.some(({ until }) => until > addDays(table.knownUntil, 1)), periods }
}

/** Cut wherever the rate or the principal changes; stretches on which nothing is owed are left out. */
function periodsOf(
  { kind, principal, payments, interestPaid = [] }: InterestClaim,
  table: InterestTable,
  from: LocalDate,
  until: LocalDate,
  accrued: Cents,
): InterestPeriod[] {
  const rates = table.rates[kind]
  const changes = [
    ...rates.map((rate) => rate.from),
    ...payments.map(({ on }) => on),
    ...(accrued > 0 ? interestPaid.map(({ on }) => on) : []),
  ].filter((day) => day > from && day < until)
  const days = [...new Set([from, ...changes, until])].sort()
  return days.slice(0, -1).flatMap((start, index) => {
    const end = days[index + 1] ?? until
    const open = paidBy(start, payments, principal)
    if (open <= 0) return []
    const compounded = Math.max(0, paidBy(start, interestPaid, accrued))
    return [{ from: start, until: end, days: daysBetween(start, end), percent: rateOn(table, kind, start), principal: open, compounded }]
  })
}

const paidBy = (day: LocalDate, payments: readonly PrincipalPayment[], owed: Cents): Cents =>
  payments.reduce((left, { on, amount }) => (on <= day ? left - amount : left), owed)

function rateOn(table: InterestTable, kind: InterestKind, day: LocalDate): number {
  const rate = table.rates[kind].findLast(({ from }) => from <= day)
  if (!rate) throw new RangeError(`${table.name}: no ${kind} rate for ${day}`)
  return rate.percent
}

/** Whole numbers throughout: cents times days times hundredths of a percent, divided once. */
function interestOver(periods: readonly InterestPeriod[]): Cents {
  const sum = periods.reduce(
    (total, { principal, compounded, days, percent }) =>
      total + BigInt(principal + compounded) * BigInt(days) * BigInt(Math.round(percent * 100)),
    0n,
  )
  const divisor = 365n * 10_000n
  return Number((sum * 2n + divisor) / (divisor * 2n))
}

/** A default of 29 February has its anniversary on the 28th in other years. */
const anniversary = (day: LocalDate, years: number): LocalDate =>
  dayOfMonth(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)), Number(day.slice(8)))

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b)
