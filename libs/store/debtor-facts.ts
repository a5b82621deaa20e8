/** Facts of one debtor as people see and correct them: disputes and holds by their id. */
import type { HoldKind, Instant, LocalDate } from '#domain'
import { correctClaim, readClaimRecord } from './claim-records'
import type { Sql } from './database'
import { appendEvent, askReview, openTask, recordDispute, resolveDispute } from './facts'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

const given = ({ creditorId, debtorId }: DebtorKey): string[] => [creditorId, debtorId]

export interface StoredDispute {
  readonly id: string
  readonly claimId: string
  readonly reason: string | null
  readonly openedAt: Instant
  readonly resolvedAt: Instant | null
  readonly outcome: string | null
}

export const disputesOf = (sql: Sql, debtor: DebtorKey): Promise<StoredDispute[]> =>
  sql.query<StoredDispute>(
    `select id, claim_id as "claimId", reason, opened_at as "openedAt", resolved_at as "resolvedAt", outcome from dispute
     where creditor_id = $1 and debtor_id = $2 order by opened_at desc, id desc limit 200`,
    given(debtor),
  )

/** Null when the claim is not an open one of this debtor's, or is disputed already. */
export async function openDispute(
  sql: Sql,
  debtor: DebtorKey,
  claimId: string,
  reason: string | null,
  now: Instant,
): Promise<string | null> {
  await askReview(sql, debtor, now)
  const [free] = await sql.query(
    `select from claim c where c.creditor_id = $1 and c.debtor_id = $2 and c.id = $3 and c.state = 'open'
       and not exists (select from dispute x where x.creditor_id = $1 and x.claim_id = c.id and x.resolved_at is null)`,
    [...given(debtor), claimId],
  )
  if (!free) return null
  await recordDispute(sql, debtor, claimId, reason, now)
  return (await disputesOf(sql, debtor)).find((dispute) => dispute.claimId === claimId && dispute.resolvedAt === null)?.id ?? null
}

export const DISPUTE_OUTCOMES = ['upheld', 'rejected', 'corrected', 'withdrawn'] as const

export interface DisputeEnd {
  readonly outcome: (typeof DISPUTE_OUTCOMES)[number]
  /** The creditor's business day. */
  readonly on: LocalDate
}

/** One that is upheld leaves nothing to pay: the claim is withdrawn with it. After any other end it goes on from where it stood. */
export async function endDispute(sql: Sql, debtor: DebtorKey, id: string, { outcome, on }: DisputeEnd, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const dispute = (await disputesOf(sql, debtor)).find((one) => one.id === id && one.resolvedAt === null)
  if (!dispute) return false
  await resolveDispute(sql, debtor, dispute.claimId, outcome, now)
  const claim = outcome === 'upheld' ? await readClaimRecord(sql, debtor.creditorId, dispute.claimId) : null
  if (claim?.state === 'open') await correctClaim(sql, debtor, claim.id, { kind: 'withdrawal', amount: -claim.open, bookedOn: on }, now)
  return true
}

export interface StoredHold {
  readonly id: string
  readonly kind: HoldKind
  readonly claimId: string | null
  readonly from: Instant
  readonly until: Instant | null
  readonly liftedAt: Instant | null
  readonly note: string | null
}

export const holdsOf = (sql: Sql, debtor: DebtorKey): Promise<StoredHold[]> =>
  sql.query<StoredHold>(
    `select id, kind, claim_id as "claimId", from_at as "from", until_at as until, lifted_at as "liftedAt", note from hold
     where creditor_id = $1 and debtor_id = $2 order by from_at desc, id desc limit 200`,
    given(debtor),
  )

export interface NewHold {
  readonly kind: HoldKind
  readonly claimId: string | null
  readonly until: Instant | null
  readonly note: string | null
}

/** Null when the claim is not this debtor's. Help with debts is confirmed by a person, the same day (P20). */
export async function restDebtor(
  sql: Sql,
  debtor: DebtorKey,
  { kind, claimId, until, note }: NewHold,
  now: Instant,
): Promise<string | null> {
  await askReview(sql, debtor, now)
  const [made] = await sql.query<{ id: string }>(
    `insert into hold (creditor_id, id, debtor_id, claim_id, kind, from_at, until_at, note)
     select $1, $3, $2, $4, $5, $6, $7, $8 where $4::uuid is null or exists (select from claim where creditor_id = $1 and debtor_id = $2 and id = $4) returning id`,
    [...given(debtor), newId(), claimId, kind, new Date(now), until === null ? null : new Date(until), note],
  )
  if (!made) return null
  await appendEvent(sql, { ...debtor, kind: 'hold', at: now, claimId, detail: { hold: made.id, kind } })
  if (kind === 'debt-help') await openTask(sql, debtor, 'debt-help-confirmation', {}, now)
  return made.id
}

/** A hold that belongs to a dispute, a complaint or an arrangement ends with it, not by itself. */
export async function liftHold(sql: Sql, debtor: DebtorKey, id: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const [lifted] = await sql.query<{ kind: HoldKind; claimId: string | null }>(
    `update hold set lifted_at = $4 where creditor_id = $1 and debtor_id = $2 and id = $3 and lifted_at is null and kind not in ('dispute', 'arrangement', 'complaint')
     returning kind, claim_id as "claimId"`,
    [...given(debtor), id, new Date(now)],
  )
  if (lifted)
    await appendEvent(sql, { ...debtor, kind: 'hold-lifted', at: now, claimId: lifted.claimId, detail: { hold: id, kind: lifted.kind } })
  return lifted !== undefined
}
