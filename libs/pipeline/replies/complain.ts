/** A complaint comes in: all contact rests, and the law's term for the acknowledgement begins to run (Bki art. 6.1). */
import { dayOf, workingDayAfter } from '#decision'
import type { Instant } from '#domain'
import { noteComplaint, type Creditor, type DebtorKey, type NewComplaint, type Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'

const ACKNOWLEDGED_WITHIN_WORKING_DAYS = 2

/** Null when the claim is not this debtor's. */
export async function takeComplaint(
  sql: Sql,
  rulebooks: Rulebooks,
  creditor: Pick<Creditor, 'id' | 'policy' | 'strategies'>,
  debtorId: DebtorKey['debtorId'],
  complaint: Omit<NewComplaint, 'acknowledgeBy'>,
  now: Instant,
): Promise<string | null> {
  const rulebook = await rulebooks.ofCreditor(creditor, sql)
  const acknowledgeBy = workingDayAfter(dayOf(now, rulebook), ACKNOWLEDGED_WITHIN_WORKING_DAYS, rulebook)
  return noteComplaint(sql, { creditorId: creditor.id, debtorId }, { ...complaint, acknowledgeBy }, now)
}
