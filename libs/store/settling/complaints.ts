/** Complaints: all contact rests while one is looked into; acknowledged within two working days, with an owner and an outcome (Bki art. 6.1). */
import type { DebtorId, Instant, LocalDate } from '#domain'
import type { Sql } from '../database'
import { appendEvent, askReview, closeTasks, insertHold, openTask } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

export const COMPLAINT_OUTCOMES = ['upheld', 'partly-upheld', 'rejected', 'withdrawn'] as const
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number]

export interface NewComplaint {
  /** Null: about more than one claim, or about how the debtor was treated. */
  readonly claimId: string | null
  /** A code or a few words; no names. */
  readonly about: string | null
  readonly acknowledgeBy: LocalDate
}

/** Null when the claim is not this debtor's. The acknowledgement is decided and sent like any other contact. */
export async function noteComplaint(
  sql: Sql,
  debtor: DebtorKey,
  { claimId, about, acknowledgeBy }: NewComplaint,
  now: Instant,
): Promise<string | null> {
  await askReview(sql, debtor, now)
  const hold = newId<string>()
  const [made] = await sql.query<{ id: string }>(
    `insert into complaint (creditor_id, id, debtor_id, claim_id, hold_id, about, received_at, acknowledge_by)
     select $1, $3, $2, $4, $5, $6, $7, $8 where $4::uuid is null or exists (select from claim
       where creditor_id = $1 and debtor_id = $2 and id = $4) returning id`,
    [debtor.creditorId, debtor.debtorId, newId(), claimId, hold, about, new Date(now), acknowledgeBy],
  )
  if (!made) return null
  await insertHold(sql, debtor, { id: hold, kind: 'complaint', claimId: null, toAnswer: true }, now)
  await appendEvent(sql, { ...debtor, kind: 'complaint', at: now, claimId, detail: { complaint: made.id, hold } })
  await openTask(sql, debtor, 'complaint', claimId === null ? {} : { claimId }, now)
  return made.id
}

/** False when it is closed. */
export async function ownComplaint(sql: Sql, { creditorId, debtorId }: DebtorKey, id: string, owner: string): Promise<boolean> {
  const rows = await sql.query(
    `update complaint set owner = $4 where creditor_id = $1 and debtor_id = $2 and id = $3 and closed_at is null returning id`,
    [creditorId, debtorId, id, owner],
  )
  return rows.length > 0
}

/** False when it is closed already. Contact goes on once no complaint is left. */
export async function closeComplaint(sql: Sql, debtor: DebtorKey, id: string, outcome: ComplaintOutcome, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const [closed] = await sql.query<{ hold: string; claimId: string | null; others: boolean }>(
    `with closed as (
       update complaint set outcome = $4, closed_at = $5 where creditor_id = $1 and debtor_id = $2 and id = $3 and closed_at is null returning hold_id, claim_id
     ), lifted as (
       update hold h set lifted_at = $5 from closed c where h.creditor_id = $1 and h.id = c.hold_id and h.lifted_at is null
     )
     select hold_id as hold, claim_id as "claimId",
       exists (select from complaint o where o.creditor_id = $1 and o.debtor_id = $2 and o.id <> $3 and o.closed_at is null) as others from closed`,
    [debtor.creditorId, debtor.debtorId, id, outcome, new Date(now)],
  )
  if (!closed) return false
  await appendEvent(sql, {
    ...debtor,
    kind: 'complaint-closed',
    at: now,
    claimId: closed.claimId,
    detail: { complaint: id, hold: closed.hold, outcome },
  })
  if (!closed.others) await closeTasks(sql, debtor, { kind: 'complaint' }, outcome, now)
  return true
}

export interface StoredComplaint {
  readonly id: string
  readonly debtorId: DebtorId
  readonly claimId: string | null
  readonly about: string | null
  readonly owner: string | null
  readonly receivedAt: Instant
  readonly acknowledgeBy: LocalDate
  /** When the written acknowledgement left; null: not yet. */
  readonly acknowledgedAt: Instant | null
  readonly outcome: ComplaintOutcome | null
  readonly closedAt: Instant | null
}

/** The latest first. */
export const complaintsOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<StoredComplaint[]> =>
  sql.query<StoredComplaint>(
    `select m.id, m.debtor_id as "debtorId", m.claim_id as "claimId", m.about, m.owner, m.received_at as "receivedAt", m.acknowledge_by as "acknowledgeBy",
       (select min(a.sent_at) from contact_attempt a where a.creditor_id = m.creditor_id and a.debtor_id = m.debtor_id and a.step = 'reply-complaint'
         and a.state = 'handed-over' and a.sent_at >= m.received_at) as "acknowledgedAt",
       m.outcome, m.closed_at as "closedAt"
     from complaint m where m.creditor_id = $1 and m.debtor_id = $2 order by m.received_at desc, m.id desc limit 200`,
    [creditorId, debtorId],
  )
