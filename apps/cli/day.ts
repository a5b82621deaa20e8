/** A day as an option of a command. */
import { InvalidArgumentError } from 'commander'
import { isLocalDate, type LocalDate } from '#domain'

export function day(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError('It must be a date such as 2027-01-31.')
  return text
}
