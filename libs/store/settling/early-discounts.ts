/** Discounts for early payment: who paid the rest in time owes no more; when that money goes back, the discount goes with it (R106). */
import type { Cents, DebtorId, Instant, LocalDate } from '#domain'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { newId } from '../ids'

interface Change {
  readonly claimId: string
  readonly debtorId: DebtorId
  /** Below zero takes off what is open. */
  readonly amount: Cents
  readonly bookedOn: LocalDate
}

/** Of the claims that these payments are for, by the key of each payment; their debtors are held by the caller. */
export async function settleDiscounts(sql: Sql, { id, profile }: Creditor, keys: readonly string[], now: Instant): Promise<void> {
  const discount = profile.payment?.discount
  if (!discount) return
  const changes = await sql.query<Change>(CHANGES, [id, keys, Math.round(discount.percent * 100), discount.withinDays])
  if (changes.length === 0) return
  await sql.query(BOOK, [id, JSON.stringify(changes.map((change) => ({ ...change, entryId: newId(), eventId: newId() }))), new Date(now)])
}

/** What was credited or corrected is no early payment: all that is gone must have been paid by the last day. */
const CHANGES = `
  select t.id as "claimId", t.debtor_id as "debtorId", case when t.taken < 0 then -t.taken else -t.open_cents end as amount, t.last_on as "bookedOn" from (
    select c.id, c.debtor_id, c.original_cents, c.open_cents, coalesce(sum(e.amount_cents) filter (where e.kind = 'discount'), 0)::bigint as taken,
      coalesce(-sum(e.amount_cents) filter (where e.kind = 'payment' and e.booked_on <= c.issued_on + $4::int), 0)::bigint as in_time,
      max(e.booked_on) filter (where e.kind = 'payment') as last_on
    from claim c join ledger_entry e on e.creditor_id = c.creditor_id and e.claim_id = c.id
    where c.creditor_id = $1 and c.id in (select p.claim_id from payment p where p.creditor_id = $1 and p.source_key = any ($2))
      and c.kind = 'claim' and c.state = 'open' and c.open_cents > 0
    group by c.creditor_id, c.id
  ) t where t.taken < 0 or (t.open_cents <= t.original_cents * $3::int / 10000 and t.in_time >= t.original_cents - t.open_cents)`

const BOOK = `
  with given as (
    select * from jsonb_to_recordset($2::jsonb) as g ("claimId" uuid, "debtorId" uuid, amount bigint, "bookedOn" date, "entryId" uuid, "eventId" uuid)
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at)
    select $1, "entryId", "claimId", 'discount', amount, "bookedOn", $3 from given
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
    select $1, "eventId", "debtorId", "claimId", 'discount', jsonb_build_object('cents', -amount), $3 from given
  )
  update claim c set open_cents = c.open_cents + g.amount, state = case when c.open_cents + g.amount > 0 then 'open' else 'settled' end
  from given g where c.creditor_id = $1 and c.id = g."claimId"`
