/** Arrangements that an approver decides about: proposed with a rest that ends by itself, then confirmed or refused when the task is closed. */
import type { Instant, LocalDate } from '#domain'
import { cancelArrangement, confirmArrangement, waitingProposals } from './arrangements'
import type { Sql } from '../database'
import { restDebtor } from '../debtor-facts'
import { openTask } from '../facts'
import type { DebtorKey } from '../snapshots'

/** Its claims rest until then, or until it was decided. */
export async function askApproval(sql: Sql, debtor: DebtorKey, id: string, until: Instant, now: Instant): Promise<void> {
  const claims = await sql.query<{ claimId: string }>(
    'select claim_id as "claimId" from arrangement_claim where creditor_id = $1 and arrangement_id = $2',
    [debtor.creditorId, id],
  )
  for (const { claimId } of claims) {
    const hold = await restDebtor(sql, debtor, { kind: 'arrangement', claimId, until, note: null }, now)
    await sql.query('update arrangement_claim set hold_id = $4 where creditor_id = $1 and arrangement_id = $2 and claim_id = $3', [
      debtor.creditorId,
      id,
      claimId,
      hold,
    ])
  }
  await sql.query('update payment_arrangement set approval_until = $3 where creditor_id = $1 and id = $2', [
    debtor.creditorId,
    id,
    new Date(until),
  ])
  await openTask(sql, debtor, 'approval', {}, now)
}

/** Somebody tells the debtor of a refusal, and of what cannot stand any more, as after a payment in between. */
export async function decideProposals(
  sql: Sql,
  debtor: DebtorKey,
  { approved, by, today }: { readonly approved: boolean; readonly by: string; readonly today: LocalDate },
  now: Instant,
): Promise<void> {
  for (const { id } of await waitingProposals(sql, debtor)) {
    if (approved && (await confirmArrangement(sql, debtor, id, by, today, now)) === null) continue
    await cancelArrangement(sql, debtor, id, by, now)
    await openTask(sql, debtor, 'reply', {}, now)
  }
}
