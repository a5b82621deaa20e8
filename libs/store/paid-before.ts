/** Paid before: how the closed claims of debtors were paid, counted in one way for the rules and for a campaign's filter. */
import type { PaidBefore } from '#domain'
import type { Sql } from './database'
import { KEYS, type OfDebtor } from './snapshot-rows'
import { keyArrays, type DebtorSnapshot } from './snapshots'

/** Settled claims by the day of their last payment; what was withdrawn, or settled without one, counts for neither. */
export const PAID_BEFORE = (creditor: string, debtor: string): string => `
  select (count(*) filter (where p.paid_on > p.due_on))::int as late, (count(*) filter (where p.paid_on <= p.due_on))::int as on_time
  from (select c.due_on, (select max(l.booked_on) from ledger_entry l
      where l.creditor_id = c.creditor_id and l.claim_id = c.id and l.kind = 'payment') as paid_on
    from claim c where c.creditor_id = ${creditor} and c.debtor_id = ${debtor} and c.state = 'settled' and c.kind = 'claim') p`

/** The same snapshots with these counts, for who is judged by rules that ask for them: it reads all that a debtor ever paid. */
export async function withPaidBefore(sql: Sql, snapshots: readonly DebtorSnapshot[]): Promise<DebtorSnapshot[]> {
  if (snapshots.length === 0) return []
  const { creditors, debtors } = keyArrays(snapshots)
  const rows = await sql.query<OfDebtor & PaidBefore>(
    `select k.n, p.late, p.on_time as "onTime" from ${KEYS}
     cross join lateral (${PAID_BEFORE('k.creditor_id', 'k.debtor_id')}) p where p.late + p.on_time > 0`,
    [creditors, debtors],
  )
  const counts = new Map(rows.map(({ n, late, onTime }): [number, PaidBefore] => [n, { late, onTime }]))
  return snapshots.map((snapshot, index) => {
    const paidBefore = counts.get(index + 1)
    return paidBefore ? { ...snapshot, state: { ...snapshot.state, paidBefore } } : snapshot
  })
}
