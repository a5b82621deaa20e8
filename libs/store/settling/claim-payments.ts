/** Payments on claims by the day they were credited, for what must be counted from day to day: costs, interest, a statement. */
import type { Cents, CreditorId, LocalDate, SetOff } from '#domain'
import type { Sql } from '../database'

export interface ClaimPayment extends SetOff {
  readonly on: LocalDate
  readonly amount: Cents
}

/** By claim id, in the order of their days; money that went back is negative. */
export async function paymentsOnClaims(
  sql: Sql,
  claims: readonly { readonly creditorId: CreditorId; readonly claimId: string }[],
): Promise<ReadonlyMap<string, readonly ClaimPayment[]>> {
  if (claims.length === 0) return new Map()
  const rows = await sql.query<ClaimPayment & { claimId: string }>(
    `select e.claim_id as "claimId", e.booked_on as "on", coalesce(-sum(e.amount_cents) filter (where e.kind = 'payment'), 0)::bigint as amount,
       coalesce(sum(e.amount_cents) filter (where e.kind = 'costs'), 0)::bigint as costs,
         coalesce(sum(e.amount_cents) filter (where e.kind = 'interest'), 0)::bigint as interest
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, claim_id)
     join ledger_entry e on e.creditor_id = k.creditor_id and e.claim_id = k.claim_id and e.kind in ('payment', 'costs', 'interest')
     group by e.claim_id, e.booked_on having bool_or(e.kind <> 'payment') or sum(e.amount_cents) <> 0 order by e.booked_on`,
    [claims.map(({ creditorId }) => creditorId), claims.map(({ claimId }) => claimId)],
  )
  const byClaim = new Map<string, ClaimPayment[]>()
  for (const { claimId, ...payment } of rows) byClaim.set(claimId, [...(byClaim.get(claimId) ?? []), payment])
  return byClaim
}
