/** Days of what a row says has happened: a consent, a signature or a letter of tomorrow is a slip of the keys, and would count as given. */
import type { ImportField, LocalDate } from '#domain'
import type { ClaimRow } from './claim-row'
import type { DebtorRow } from './debtor-row'

const NONE: readonly ImportField[] = []

/** The fields whose day is still to come; of an unreadable day nothing is said. */
export function daysAhead({ historyOn }: ClaimRow, debtor: DebtorRow, today: LocalDate | undefined): readonly ImportField[] {
  if (today === undefined) return NONE
  const { whatsappConsentedOn, mandateSignedOn } = debtor
  const isAhead = (day: LocalDate | '' | undefined): boolean => day !== undefined && day > today
  if (!isAhead(historyOn) && !isAhead(whatsappConsentedOn) && !isAhead(mandateSignedOn)) return NONE
  const days = { historyOn, whatsappConsentedOn, mandateSignedOn } satisfies Partial<Record<ImportField, unknown>>
  return (Object.keys(days) as (keyof typeof days)[]).filter((field) => isAhead(days[field]))
}
