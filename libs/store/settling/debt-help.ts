/** The pause of debt help: it ends, or goes on for as long again, when a person closes its review (P20; NVVK: four to eight months). */
import type { Instant } from '#domain'
import type { Sql } from '../database'
import { appendEvent, insertHold, liftHolds } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

export async function endDebtHelp(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  await liftHolds(sql, debtor, 'debt-help', null, now)
}

/** A pause of its own, with a review of its own; one that was prolonged already ends by now at the latest, so that it is never longer than eight months. */
export async function prolongDebtHelp(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  const [earlier] = await sql.query(
    `select from hold where creditor_id = $1 and debtor_id = $2 and kind = 'debt-help' and note = $3 and lifted_at is null`, [debtor.creditorId, debtor.debtorId, PROLONGED])
  await liftHolds(sql, debtor, 'debt-help', null, now)
  if (earlier) return
  const id = newId<string>()
  await insertHold(sql, debtor, { id, kind: 'debt-help', claimId: null, toAnswer: false, note: PROLONGED }, now)
  await appendEvent(sql, { ...debtor, kind: 'hold', at: now, detail: { hold: id, kind: 'debt-help' } })
}

const PROLONGED = 'prolonged'
