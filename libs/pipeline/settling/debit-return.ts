/** A direct debit that came back: recorded, and what its code means is done about the mandate and the claim (P17). */
import { meaningOf } from '#decision'
import type { ImportedPayment, Instant } from '#domain'
import {
  claimsPaidBy,
  endMandate,
  openTask,
  placeHold,
  recordDisputedDebit,
  recordReturn,
  type Creditor,
  type DebitReturn,
  type DebtorKey,
  type Sql,
} from '#store'
import type { Rulebooks } from '../configuration/rulebooks'

/** False when it was known. The message to the debtor, and the next collection, are decided like everything else. */
export async function noteDebitReturn(
  sql: Sql,
  rulebooks: Rulebooks,
  creditor: Creditor,
  debtorId: DebtorKey['debtorId'],
  returned: DebitReturn,
  now: Instant,
): Promise<boolean> {
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
      await openTask(sql, debtor, 'deceased', { claimId: returned.claimId }, now)
      break
  }
  return true
}

/** Payments that went back with the code of a return, once they are recorded; one that belongs to no claim tells nobody anything. */
export async function noteReturnedPayments(
  sql: Sql,
  rulebooks: Rulebooks,
  creditor: Creditor,
  payments: readonly ImportedPayment[],
  now: Instant,
): Promise<void> {
  const codes = new Map(payments.flatMap(({ key, returnCode }) => (returnCode === undefined ? [] : [[key, returnCode] as const])))
  if (codes.size === 0) return
  const rows = await claimsPaidBy(sql, creditor.id, [...codes.keys()])
  for (const { key, debtorId, claimId, on } of rows)
    await noteDebitReturn(sql, rulebooks, creditor, debtorId, { claimId, code: codes.get(key) ?? '', on }, now)
}
