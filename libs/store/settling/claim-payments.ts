/** Payments on claims by the day they were credited, for what must be counted from day to day: costs, interest, a statement. */
import type { Cents, CreditorId, LocalDate } from '#domain'
import type { Sql } from '../database'

export interface ClaimPayment {
  readonly on: LocalDate
  readonly amount: Cents
}

/** By claim id, in the order of their days; money that went back is negative. */
export async function paymentsOnClaims(sql: Sql, claims: readonly { readonly creditorId: CreditorId; readonly claimId: string }[]): Promise<ReadonlyMap<string, readonly ClaimPayment[]>> {
  if (claims.length === 0) return new Map()
  const rows = await sql.query<ClaimPayment & { claimId: string }>(
    `select e.claim_id as "claimId", e.booked_on as "on", -sum(e.amount_cents)::bigint as amount
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, claim_id)
     join ledger_entry e on e.creditor_id = k.creditor_id and e.claim_id = k.claim_id and e.kind = 'payment'
     group by e.claim_id, e.booked_on having sum(e.amount_cents) <> 0 order by e.booked_on`,
    [claims.map(({ creditorId }) => creditorId), claims.map(({ claimId }) => claimId)],
  )
  const byClaim = new Map<string, ClaimPayment[]>()
  for (const { claimId, on, amount } of rows) byClaim.set(claimId, [...byClaim.get(claimId) ?? [], { on, amount }])
  return byClaim
}
