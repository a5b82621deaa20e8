/** A day as an option of a command, and which day it is for a creditor. */
import { InvalidArgumentError } from 'commander'
import { isLocalDate, localDateOf, type Instant, type LocalDate } from '#domain'
import { zoneOf } from '#pipeline'
import type { Creditor, Sql } from '#store'
import { unacceptable } from './exit-codes'

export function day(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError('It must be a date such as 2027-01-31.')
  return text
}

export const businessDay = async (sql: Sql, creditor: Creditor, now: Instant): Promise<LocalDate> =>
  localDateOf(now, await zoneOf(sql, creditor))

/** Of what is told to have happened. */
export function refuseAhead(option: string, given: LocalDate, today: LocalDate): void {
  if (given > today) throw unacceptable(`${option} ${given} is in the future`)
}
