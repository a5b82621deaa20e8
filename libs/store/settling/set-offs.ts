/** Books what payments cover of costs and interest: so much of the principal is open again, in the same transaction. */
import type { Instant, SetOff, LocalDate } from '#domain'
import type { Sql } from '../database'
import { appendEvent } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

/** By how much what a payment covers differs from what was booked. */
export interface SetOffChange extends SetOff {
  readonly claimId: string
  readonly paymentId: string
  readonly on: LocalDate
}

/** The debtor is locked by the caller, and asked for a review by whatever brought the change. */
export async function bookSetOffs(sql: Sql, debtor: DebtorKey, changes: readonly SetOffChange[], now: Instant): Promise<void> {
  const lines = changes.flatMap(({ claimId, paymentId, on, ...parts }) =>
    (['costs', 'interest'] as const).flatMap((kind) =>
      parts[kind] === 0 ? [] : [{ id: newId(), claimId, paymentId, on, kind, cents: parts[kind] }],
    ),
  )
  if (lines.length === 0) return
  await sql.query(BOOK, [debtor.creditorId, JSON.stringify(lines), new Date(now)])
  for (const { claimId, costs, interest } of changes)
    await appendEvent(sql, { ...debtor, claimId, kind: 'set-off', at: now, detail: { costs, interest } })
}

const BOOK = `
  with given as (
    select * from jsonb_to_recordset($2::jsonb) as g (id uuid, "claimId" uuid, "paymentId" uuid, "on" date, kind text, cents bigint)
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, payment_id, recorded_at)
    select $1, id, "claimId", kind, cents, "on", "paymentId", $3 from given
  )
  update claim c set open_cents = c.open_cents + g.cents, covered_cents = c.covered_cents + g.cents,
    state = case when c.state = 'withdrawn' then c.state when c.open_cents + g.cents > 0 then 'open' else 'settled' end
  from (select "claimId", sum(cents) as cents from given group by "claimId") g where c.creditor_id = $1 and c.id = g."claimId"`
