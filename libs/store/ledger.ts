/** The ledger of a claim as people read it: every line, the latest day first. */
import type { Cents, CreditorId, Instant, LocalDate } from '#domain'
import type { Sql } from './database'

export const LEDGER_KINDS = ['principal', 'payment', 'credit-note', 'correction', 'withdrawal', 'discount', 'costs', 'interest'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

export interface LedgerLine {
  readonly id: string
  readonly kind: LedgerKind
  readonly amount: Cents
  readonly bookedOn: LocalDate
  readonly payment: string | null
  readonly recordedAt: Instant
}

export const ledgerOf = (
  sql: Sql,
  creditorId: CreditorId,
  claimId: string,
  before: readonly [string, string] | null,
  limit: number,
): Promise<LedgerLine[]> =>
  sql.query<LedgerLine>(
    `select id, kind, amount_cents as amount, booked_on as "bookedOn", payment_id as payment, recorded_at as "recordedAt" from ledger_entry
     where creditor_id = $1 and claim_id = $2 and ($3::date is null or (booked_on, id) < ($3::date, $4::uuid)) order by booked_on desc, id desc limit $5`,
    [creditorId, claimId, before?.[0] ?? null, before?.[1] ?? null, limit],
  )
