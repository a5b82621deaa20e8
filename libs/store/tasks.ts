/** Tasks: the work that waits for a person, and the holds that only a person ends. */
import type { CreditorId, HoldKind, Instant, TaskKind } from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export interface WaitingTask {
  readonly kind: TaskKind
  readonly debtor: string
  readonly since: Instant
  readonly claims: readonly string[]
  /** An unknown outcome is first looked up with the carrier; only without an answer it becomes a person's. */
  readonly waitsFor: 'person' | 'carrier'
}

/** The oldest first. */
export const openTasks = (sql: Sql, creditorId: CreditorId): Promise<WaitingTask[]> =>
  sql.query<WaitingTask>(
    `select k.kind, d.reference as debtor, k.opened_at as since, k.claims, 'person' as "waitsFor"
     from task k join debtor d on d.creditor_id = k.creditor_id and d.id = k.debtor_id where k.creditor_id = $1 and k.closed_at is null
     union all
     select 'outcome-unknown', d.reference, coalesce(a.sent_at, a.created_at), a.claims, 'carrier'
     from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
     where a.creditor_id = $1 and a.state = 'unknown'
       and not exists (select from task k where k.creditor_id = a.creditor_id and k.debtor_id = a.debtor_id and k.attempt_id = a.id and k.kind = 'outcome-unknown' and k.closed_at is null)
     order by since, debtor`,
    [creditorId],
  )

export interface StandingHold {
  readonly kind: HoldKind
  readonly claimId: string | null
  /** Reference of the claim; null when all contact with the debtor rests. */
  readonly claim: string | null
  readonly since: Instant
}

export const standingHolds = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<StandingHold[]> =>
  sql.query<StandingHold>(
    `select h.kind, h.claim_id as "claimId", c.reference as claim, h.from_at as since
     from hold h left join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id
     where h.creditor_id = $1 and h.debtor_id = $2 and h.lifted_at is null order by h.from_at, c.reference nulls first`,
    [creditorId, debtorId],
  )

/** Of any state: a hold may outlive the claim it rests. */
export async function findClaim(sql: Sql, { creditorId, debtorId }: DebtorKey, reference: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(`select id from claim where creditor_id = $1 and debtor_id = $2 and reference = $3`, [
    creditorId,
    debtorId,
    reference,
  ])
  return row?.id ?? null
}
