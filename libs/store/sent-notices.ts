/** Sent notices: the hand-overs that set a legal term, and the later end it gets when a later day of receipt is proven. */
import type { HandOverId, Instant, LocalDate } from '#domain'
import type { Sql } from './database'
import type { Creditor } from './entities/creditor.entity'
import { askReview } from './facts'
import type { DebtorKey } from './snapshots'

export interface SentNotice extends DebtorKey, Pick<Creditor, 'policy' | 'strategies'> {
  readonly handOverId: HandOverId
  readonly attemptId: string
  /** As it was counted so far. */
  readonly legalEnd: LocalDate
}

/** Those of these hand-overs that set a legal term. */
export const sentNotices = (sql: Sql, handOvers: readonly HandOverId[]): Promise<SentNotice[]> =>
  sql.query<SentNotice>(
    `select h.creditor_id as "creditorId", h.debtor_id as "debtorId", h.id as "handOverId", h.attempt_id as "attemptId", max(t.legal_end) as "legalEnd", r.policy, r.strategies
     from hand_over h join creditor r on r.id = h.creditor_id
     join claim_step t on t.creditor_id = h.creditor_id and t.attempt_id = h.attempt_id and t.live and t.legal_end is not null
     where h.id = any ($1::uuid[]) group by h.creditor_id, h.debtor_id, h.id, h.attempt_id, r.policy, r.strategies`,
    [handOvers],
  )

/** The debtor is locked by the caller. */
export async function lengthenTerm(
  sql: Sql,
  { attemptId, ...debtor }: SentNotice,
  received: LocalDate,
  legalEnd: LocalDate,
  now: Instant,
): Promise<void> {
  await sql.query(`update claim_step set expected_delivery = $3, legal_end = $4 where creditor_id = $1 and attempt_id = $2 and live`, [
    debtor.creditorId,
    attemptId,
    received,
    legalEnd,
  ])
  await askReview(sql, debtor, now)
}
