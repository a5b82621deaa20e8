/** Reminders by hand as rows: found by the step that only one of them has, and taken back while they wait. */
import type { AttemptId } from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export async function contactOfStep(sql: Sql, { creditorId, debtorId }: DebtorKey, step: string): Promise<AttemptId> {
  const [row] = await sql.query<{ id: AttemptId }>(
    'select id from contact_attempt where creditor_id = $1 and debtor_id = $2 and step = $3',
    [creditorId, debtorId, step],
  )
  if (!row) throw new Error('the reminder was not planned')
  return row.id
}

/** Held for the transaction; null once a worker has it, it has left, or it was taken back. */
export async function reminderToRetract(sql: Sql, { creditorId, debtorId }: DebtorKey, id: string): Promise<AttemptId | null> {
  const [row] = await sql.query<{ id: AttemptId }>(
    `select id from contact_attempt where creditor_id = $1 and debtor_id = $2 and id = $3 and step like 'by-hand-%' and state in ('planned', 'queued') and lease_token is null for update`,
    [creditorId, debtorId, id],
  )
  return row?.id ?? null
}
