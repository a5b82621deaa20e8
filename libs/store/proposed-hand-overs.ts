/** Proposals to hand a case over to collection that a person made: the rules' own come at the end of the ladder. */
import type { CreditorId, Instant, LocalDate } from '#domain'
import type { Sql } from './database'
import { appendEvent, askReview, OPEN_TASK } from './facts'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

/** Null when there is one already, by whomever. About every claim that is open now. */
export async function proposeHandOver(sql: Sql, debtor: DebtorKey, by: string, now: Instant): Promise<string | null> {
  await askReview(sql, debtor, now)
  const [made] = await sql.query<{ id: string }>(
    `insert into task (creditor_id, id, debtor_id, kind, claims, opened_at, proposed_by)
     select $1, $3, $2, 'escalation', array(select reference from claim where creditor_id = $1 and debtor_id = $2 and state = 'open' and kind = 'claim' order by due_on, reference), $4, $5
     where not exists (select from task t where t.creditor_id = $1 and t.debtor_id = $2 and t.kind = 'escalation' and ${OPEN_TASK}) returning id`,
    [debtor.creditorId, debtor.debtorId, newId(), new Date(now), by],
  )
  if (made) await appendEvent(sql, { ...debtor, kind: 'task-opened', at: now, detail: { kind: 'escalation' } })
  return made?.id ?? null
}

/** By who made it, while nobody decided; false otherwise. */
export async function withdrawProposal(sql: Sql, debtor: DebtorKey, id: string, by: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const withdrawn = await sql.query(
    `update task t set closed_at = $5, closed_as = 'withdrawn'
     where t.creditor_id = $1 and t.debtor_id = $2 and t.id = $3 and t.kind = 'escalation' and t.proposed_by = $4 and ${OPEN_TASK} returning t.id`,
    [debtor.creditorId, debtor.debtorId, id, by, new Date(now)],
  )
  if (withdrawn.length > 0)
    await appendEvent(sql, { ...debtor, kind: 'task-closed', at: now, detail: { kind: 'escalation', as: 'withdrawn' } })
  return withdrawn.length > 0
}

/** Approved: the ladder of its claims is at its end, as when it had ended by itself. */
export async function handOver(sql: Sql, creditorId: CreditorId, taskId: string, on: LocalDate): Promise<void> {
  await sql.query(
    `insert into claim_step (creditor_id, claim_id, round, step, phase, taken_on)
     select c.creditor_id, c.id, c.round, 'handed-over', 'escalation', $3 from task t join claim c on c.creditor_id = t.creditor_id and c.reference = any (t.claims)
     where t.creditor_id = $1 and t.id = $2 on conflict do nothing`,
    [creditorId, taskId, on],
  )
}
