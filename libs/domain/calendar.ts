/** Calendars and income rules as data: which days are closed, and on which days money arrives. */
import type { LocalDate, Weekday } from './dates'

/** What to do when the nominal day is not a bank day. */
export type Roll = 'preceding' | 'following'

/** When a debtor's money arrives: a rule, or the name of an income calendar; never the reason for it (rule 22). */
export type IncomeRule =
  | { readonly every: 'month'; readonly day: number | 'last'; readonly roll: Roll }
  | { readonly every: 'week'; readonly weekday: Weekday; readonly roll: Roll }
  | { readonly every: 'four-weeks'; readonly anchor: LocalDate; readonly roll: Roll }
  | { readonly calendar: string }

/** A day that is closed: its name in Dutch and English, and the law or list that closes it. */
export interface ClosedDay {
  readonly nl: string
  readonly en: string
  readonly source?: string
}

/**
 * Days on which something is closed, with why; complete from `validFrom` to `validUntil`, beyond which nothing may be decided:
 * a day that is known beyond it does not say that the days around it are open.
 */
export interface ClosedDays {
  readonly name: string
  readonly validFrom: LocalDate
  readonly validUntil: LocalDate
  /** Weekdays that are always closed. */
  readonly weekly: readonly Weekday[]
  readonly days: Readonly<Record<string, ClosedDay>>
}

/** Credit days of an income source: dated rules, and what the source published, which wins over them. */
export interface IncomeCalendar {
  readonly name: string
  /** Ascending, none overlapping; a month under none of them is known by its list alone. */
  readonly rules: readonly CreditDayRule[]
  /** `yyyy-mm` -> credit date published by the source. */
  readonly listed: Readonly<Record<string, LocalDate>>
}

/** The rule by which a source pays from `from` to `until`: a nominal day of the month with a shift per weekday. */
export interface CreditDayRule {
  readonly from: LocalDate
  readonly until: LocalDate
  readonly nominalDay: number
  /** Months (1..12) in which it pays. */
  readonly months: readonly number[]
  /** Days to add when the nominal day falls on that weekday, e.g. `{ saturday: -2 }`. */
  readonly shiftByWeekday: Readonly<Partial<Record<Weekday, number>>>
  /** After the shift, move to the next day that is neither weekend nor a closed day of the contact calendar (toeslagen). */
  readonly nextWorkingDay: boolean
  /** Months (1..12) for which only the list counts: without an entry the credit date is unknown. */
  readonly listOnlyMonths: readonly number[]
}

export interface Calendars {
  /** Contact calendar: Sundays, ATW holidays, Good Friday, equalised days (P2). Saturday is a matter of the policy's hours. */
  readonly contact: ClosedDays
  /** Bank calendar: TARGET (P5). */
  readonly bank: ClosedDays
  /** Days without delivery of post: Sunday, Monday, holidays (HR 25-11-2016, ECLI:NL:HR:2016:2704). */
  readonly post: ClosedDays
  readonly income: Readonly<Record<string, IncomeCalendar>>
}
