/** Interest rates by date, and what a calculation with them answers: the amount in cents with every period it was made of. */
import type { LocalDate } from './dates'
import type { Cents } from './money'

/** `consumer`: art. 6:119 BW; `trade`: commercial contracts between firms and with government, art. 6:119a BW. */
export const INTEREST_KINDS = ['consumer', 'trade'] as const
export type InterestKind = (typeof INTEREST_KINDS)[number]

/** A yearly rate in percent, from a day until the next row. */
export interface InterestRate {
  readonly from: LocalDate
  readonly percent: number
}

export interface InterestTable {
  readonly name: string
  /** Last day for which every rate is known; beyond it an amount is provisional ("voorlopig"). */
  readonly knownUntil: LocalDate
  readonly rates: Readonly<Record<InterestKind, readonly InterestRate[]>>
}

/** One stretch of days with one principal and one rate. */
export interface InterestPeriod {
  readonly from: LocalDate
  /** Not included: the day on which the next period begins, or the principal is paid. */
  readonly until: LocalDate
  readonly days: number
  readonly percent: number
  /** Principal not yet paid, and interest of full years that bears interest itself (art. 6:119(2) BW). */
  readonly principal: Cents
  readonly compounded: Cents
}

export interface Interest {
  readonly amount: Cents
  /** True when days beyond the last known rate were counted with it. */
  readonly provisional: boolean
  readonly periods: readonly InterestPeriod[]
}
