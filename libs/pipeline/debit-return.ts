/** A direct debit that came back: recorded, and what its code means is done about the mandate and the claim (P17). */
import { meaningOf } from '#decision'
import type { DebtorId, ImportedPayment, Instant, LocalDate } from '#domain'
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

/** Payments that went back with the code of a return, once they are recorded; one that belongs to no claim tells nobody anything. */
export async function noteReturnedPayments(sql: Sql, rulebooks: Rulebooks, creditor: Creditor, payments: readonly ImportedPayment[], now: Instant): Promise<void> {
  const codes = new Map(payments.flatMap(({ key, returnCode }) => (returnCode === undefined ? [] : [[key, returnCode] as const])))
  if (codes.size === 0) return
  const rows = await sql.query<{ key: string; on: LocalDate; claimId: string; debtorId: DebtorId }>(
    `select p.source_key as key, p.received_on as "on", c.id as "claimId", c.debtor_id as "debtorId"
     from payment p join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id where p.creditor_id = $1 and p.source_key = any ($2) order by c.debtor_id, c.id`,
    [creditor.id, [...codes.keys()]])
  for (const { key, debtorId, claimId, on } of rows) await noteDebitReturn(sql, rulebooks, creditor, debtorId, { claimId, code: codes.get(key) ?? '', on }, now)
}
