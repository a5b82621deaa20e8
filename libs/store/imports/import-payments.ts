/** Import of payments: matched by reference, then by invoice number with amount; the rest is listed for a person. */
import type { DebtorId, ImportedPayment, ImportId, Instant } from '#domain'
import type { Sql } from '../database'
import { liftReadHolds } from '../replies/inbound-messages'
import type { Creditor } from '../entities/creditor.entity'
import { settleDiscounts } from '../settling/early-discounts'
import { keepPromises } from '../settling/promises'
import { newId } from '../ids'
import { notePaid } from '../responses'

export interface PaymentCounts {
  readonly loaded: number
  readonly matched: number
}

interface Recorded extends PaymentCounts {
  /** Contacts that these payments are taken for the answer to. */
  readonly answered: readonly string[]
}

/** One chunk; a payment known by its key is passed by. Every matched one asks for a review, which stops what is planned. */
export async function recordPayments(
  sql: Sql,
  creditor: Creditor,
  importId: ImportId | null,
  payments: readonly ImportedPayment[],
  now: Instant,
): Promise<Recorded> {
  const rows = JSON.stringify(payments.map((payment) => ({ ...payment, id: newId(), entryId: newId(), eventId: newId() })))
  const debtors = await sql.query<{ id: DebtorId }>(LOCK, [creditor.id, rows])
  const [counts] = await sql.query<PaymentCounts>(RECORD, [creditor.id, rows, importId, new Date(now)])
  await settleDiscounts(
    sql,
    creditor,
    payments.map(({ key }) => key),
    now,
  )
  await keepPromises(
    sql,
    creditor.id,
    debtors.map(({ id }) => id),
    now,
  )
  const answered = await notePaid(
    sql,
    creditor.id,
    payments.map(({ key }) => key),
    now,
  )
  if (payments.some(({ amount }) => amount < 0)) await sql.query(REOPENED, [creditor.id, rows])
  return { ...(counts ?? { loaded: 0, matched: 0 }), answered }
}

const GIVEN = `jsonb_to_recordset($2::jsonb) as g (id uuid, "entryId" uuid, "eventId" uuid, key text, "receivedOn" date, amount bigint,
  "paymentReference" text, "claimReference" text, "invoiceNumber" text, description text, "payerIban" text, "payerName" text, "returnCode" text)`

/** What settles a claim of which nothing was paid, for who pays early (R106); null: there is no such discount, or its last day has passed. */
const LESS_DISCOUNT = `
  select c.original_cents - c.original_cents * round((r.profile #>> '{payment,discount,percent}')::numeric * 100)::int / 10000
  from creditor r where r.id = $1 and c.open_cents = c.original_cents and g."receivedOn" <= c.issued_on + (r.profile #>> '{payment,discount,withinDays}')::int`

/** The claim a payment is for: its own reference, or the invoice number when the amount is what is open, less a discount for paying early. */
const MATCHED = `
  select g.*, c.id as claim_id, c.debtor_id from ${GIVEN}
  left join lateral (
    select c.id, c.debtor_id from claim c where c.creditor_id = $1 and c.kind = 'claim'
      and (c.reference in (g."claimReference", g."paymentReference")
        or (c.invoice_number = g."invoiceNumber" and g.amount in (c.open_cents, (${LESS_DISCOUNT}))))
    order by (c.reference = g."claimReference") desc nulls last, (c.reference = g."paymentReference") desc nulls last limit 1
  ) c on true`

const LOCK = `
  select d.id from debtor d where d.creditor_id = $1 and d.id in (select debtor_id from (${MATCHED}) m) order by d.creditor_id, d.id for update`

const RECORD = `
  with fresh as (
    insert into payment (creditor_id, id, received_on, amount_cents, reference, invoice_number, description, payer, claim_id, source_key,
      import_id, recorded_at, return_code)
    select $1, m.id, m."receivedOn", m.amount, coalesce(m."claimReference", m."paymentReference"), m."invoiceNumber", m.description,
      jsonb_strip_nulls(jsonb_build_object('iban', m."payerIban", 'name', m."payerName")), m.claim_id, m.key, $3, $4, m."returnCode" from (${MATCHED}) m
    on conflict (creditor_id, source_key) do nothing returning id, claim_id, amount_cents, received_on
  ), given as (
    select f.*, g."entryId", g."eventId", c.debtor_id from fresh f join ${GIVEN} on g.id = f.id join claim c on c.creditor_id = $1 and c.id = f.claim_id
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, payment_id, recorded_at)
    select $1, "entryId", claim_id, 'payment', -amount_cents, received_on, id, $4 from given
  ), paid as (
    update claim c set open_cents = c.open_cents - p.amount, state = case when c.state = 'withdrawn' then c.state when c.open_cents - p.amount > 0 then 'open' else 'settled' end
    from (select claim_id, sum(amount_cents) as amount from given group by claim_id) p where c.creditor_id = $1 and c.id = p.claim_id
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $4)
    from (select distinct debtor_id from given) g where d.creditor_id = $1 and d.id = g.debtor_id
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
    select $1, "eventId", debtor_id, claim_id, 'payment', jsonb_build_object('payment', id, 'cents', amount_cents), $4 from given
  )
  select (select count(*)::int from fresh) as loaded, (select count(*)::int from given) as matched`

/** Money that went back opens a claim again, and with it the journey that had ended; in its campaign, while that has not ended. */
const REOPENED = `
  with latest as (
    select distinct on (e.debtor_id) e.debtor_id, e.id from ${GIVEN} join payment p on p.creditor_id = $1 and p.source_key = g.key and p.amount_cents < 0
    join claim c on c.creditor_id = $1 and c.id = p.claim_id and c.state = 'open' join journey e on e.creditor_id = $1 and e.debtor_id = c.debtor_id
    order by e.debtor_id, e.started_at desc, e.id desc
  ), reopened as (
    update journey j set state = 'running', ended_at = null,
      campaign_id = (select a.id from campaign a where a.creditor_id = $1 and a.id = j.campaign_id and a.state in ('running', 'paused'))
    from latest where j.creditor_id = $1 and j.id = latest.id and j.state = 'ended'
      and not exists (select from journey r where r.creditor_id = $1 and r.debtor_id = latest.debtor_id and r.state = 'running')
    returning j.id, j.debtor_id, j.campaign_id
  )
  update campaign_enrolment e set state = 'enrolled', reason = null, left_at = null
  from reopened r where e.creditor_id = $1 and e.campaign_id = r.campaign_id and e.debtor_id = r.debtor_id and e.journey_id = r.id and e.state = 'left'`

/** Payments up to and including this day have been read (P23). */
export async function notePaymentsRead(sql: Sql, creditor: Creditor, through: string, now: Instant): Promise<void> {
  await sql.query(`update creditor set payments_read_through = greatest(payments_read_through, $2::date) where id = $1`, [
    creditor.id,
    through,
  ])
  await sql.query(
    `update debtor d set review_at = least(d.review_at, $2) from decision x
     where x.creditor_id = $1 and x.kind = 'wait' and x.reasons::jsonb @> '[{"code": "payments-not-read"}]'
       and d.creditor_id = x.creditor_id and d.id = x.debtor_id`,
    [creditor.id, new Date(now)],
  )
  await liftReadHolds(sql, creditor.id, through, now)
}

export function unmatchedPayments(
  sql: Sql,
  creditor: Creditor,
): Promise<{ receivedOn: string; amount: number; reference: string | null; invoiceNumber: string | null }[]> {
  return sql.query(
    `select received_on as "receivedOn", amount_cents as amount, reference, invoice_number as "invoiceNumber" from payment
     where creditor_id = $1 and claim_id is null and handled is null order by received_on, id`,
    [creditor.id],
  )
}
