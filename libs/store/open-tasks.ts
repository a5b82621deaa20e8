/** Open tasks as people work them off: listed in the order they came, each closed once. */
import type { CreditorId, Instant, TaskKind } from '#domain'
import type { Sql } from './database'
import { endDebtHelp, prolongDebtHelp } from './settling/debt-help'
import { appendEvent, askReview } from './facts'
import type { DebtorKey } from './snapshots'

export interface StoredTask {
  readonly id: string
  readonly debtorId: string
  readonly kind: TaskKind
  readonly claims: readonly string[]
  readonly attemptId: string | null
  readonly openedAt: Instant
}

/** Open ones in the order they came. */
export const listOpenTasks = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<StoredTask[]> =>
  sql.query<StoredTask>(
    `select id, debtor_id as "debtorId", kind, claims, attempt_id as "attemptId", opened_at as "openedAt" from task
     where creditor_id = $1 and closed_at is null and ($2::uuid is null or id > $2) order by id limit $3`, [creditorId, after, limit])

/** How a review of debt help ends: the pause goes on for the same time once more, or is over (P20). */
export const DEBT_HELP_PROLONGED = 'prolonged'

/** False when it is closed already. What follows is decided anew; only a review that a person closes ends a debt-help pause. */
export async function closeTask(sql: Sql, creditorId: CreditorId, id: string, as: string, now: Instant): Promise<boolean> {
  const [task] = await sql.query<{ debtorId: DebtorKey['debtorId'] }>(`select debtor_id as "debtorId" from task where creditor_id = $1 and id = $2`, [creditorId, id])
  if (!task) return false
  const debtor = { creditorId, debtorId: task.debtorId }
  await askReview(sql, debtor, now)
  const [closed] = await sql.query<{ kind: TaskKind }>(
    `update task set closed_at = $3, closed_as = $4 where creditor_id = $1 and id = $2 and closed_at is null returning kind`, [creditorId, id, new Date(now), as])
  if (closed?.kind === 'debt-help-review') await (as === DEBT_HELP_PROLONGED ? prolongDebtHelp : endDebtHelp)(sql, debtor, now)
  if (closed) await appendEvent(sql, { ...debtor, kind: 'task-closed', at: now, detail: { kind: closed.kind, as } })
  return closed !== undefined
}
