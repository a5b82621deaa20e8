/** Direct debit: the debtor's permission to collect, and what became of each collection (SEPA Core). */
import type { LocalDate } from './dates'
import type { Cents } from './money'

/** `collectOn`: the bank day after the debtor's money comes, or a day of the month that the debtor chose (R87). */
export interface Mandate {
  readonly reference: string
  readonly signedOn: LocalDate
  readonly collectOn: 'day-after-income' | number
}

export const COLLECT_ON = /^(day-after-income|[1-9]|1\d|2[0-8])$/

/** Null where it names no such day. */
export function parseCollectOn(text: string): Mandate['collectOn'] | null {
  if (!COLLECT_ON.test(text)) return null
  return text === 'day-after-income' ? text : Number(text)
}

/** A collection that went to the bank; it may still come back for weeks, and is taken as paid until it does. */
export interface Collection {
  readonly claim: string
  readonly on: LocalDate
  readonly amount: Cents
  /** Local day on which the return was booked, and the bank's code (AM04 …); null while it has not come back. */
  readonly returnedOn: LocalDate | null
  readonly code: string | null
}

/**
 * What a return means. `retry`: no money there, once more after the next income. `technical`: nothing the debtor can mend, once more.
 * `account`: that account or permission will not do, so the debtor is asked and nothing is collected any more.
 * `dispute`, `deceased`: everything rests and a person looks.
 */
export const RETURN_MEANINGS = ['retry', 'technical', 'account', 'dispute', 'deceased'] as const
export type ReturnMeaning = (typeof RETURN_MEANINGS)[number]

/** As banks write it: AM04, MD06. */
export const RETURN_CODE = /^[A-Z]{2}\d{2}$/
