/** A direct debit that came back: recorded, and what its code means is done about the mandate and the claim (P17). */
import { meaningOf } from '#decision'
import type { Instant, LocalDate } from '#domain'
import { endMandate, placeHold, recordDisputedDebit, recordReturn, type Creditor, type DebtorKey, type Sql } from '#store'
import type { Rulebooks } from './rulebooks'

export interface ReturnedDebit {
  readonly claimId: string
  readonly code: string
  readonly on: LocalDate
}

/** False when it was known. The message to the debtor, and the next collection, are decided like everything else. */
export async function noteDebitReturn(sql: Sql, rulebooks: Rulebooks, creditor: Creditor, debtorId: DebtorKey['debtorId'], returned: ReturnedDebit, now: Instant): Promise<boolean> {
  const debtor = { creditorId: creditor.id, debtorId }
  if (!(await recordReturn(sql, debtor, returned, now))) return false
  switch (meaningOf(returned.code, await rulebooks.ofCreditor(creditor, sql))) {
    case 'retry':
    case 'technical':
      break
    case 'account':
      await endMandate(sql, debtor, returned.code, now)
      break
    case 'dispute':
      await recordDisputedDebit(sql, debtor, returned.claimId, returned.code, now)
      break
    case 'deceased':
      await placeHold(sql, debtor, 'deceased', null, now)
      break
  }
  return true
}
