/** Claims as the API lists, reads and corrects them. */
import type { Cents, CreditorId, DebtorId, Instant, InvoiceFlag, LocalDate } from '#domain'
import type { Sql } from './database'
import { appendEvent, askReview } from './facts'
import { newId } from './ids'
import { keepPromises } from './settling/promises'
import type { DebtorKey } from './snapshots'

export interface ClaimRecord {
  readonly id: string
  readonly debtorId: DebtorId
  readonly kind: 'claim' | 'credit-note'
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly issuedOn: LocalDate | null
  readonly dueOn: LocalDate
  readonly restartedOn: LocalDate | null
  readonly description: string | null
  readonly purchaseOrder: string | null
  readonly project: string | null
  readonly original: Cents
  readonly open: Cents
  readonly state: 'open' | 'settled' | 'withdrawn'
  readonly flags: readonly InvoiceFlag[]
  readonly createdAt: Instant
}

const CLAIM = `
  select c.id, c.debtor_id as "debtorId", c.kind, c.reference, c.invoice_number as "invoiceNumber", c.issued_on as "issuedOn", c.due_on as "dueOn", c.restarted_on as "restartedOn", c.description,
    c.purchase_order as "purchaseOrder", c.project, c.original_cents as original, c.open_cents as open, c.state, c.flags, c.created_at as "createdAt"
  from claim c`

/** All, in the order they came to us. */
export const listClaimRecords = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<ClaimRecord[]> =>
  sql.query<ClaimRecord>(`${CLAIM} where c.creditor_id = $1 and ($2::uuid is null or c.id > $2) order by c.id limit $3`, [
    creditorId,
    after,
    limit,
  ])

export const listClaimsOfDebtor = (
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  after: string | null,
  limit: number,
): Promise<ClaimRecord[]> =>
  sql.query<ClaimRecord>(
    `${CLAIM} where c.creditor_id = $1 and c.debtor_id = $2 and ($3::uuid is null or c.id > $3) order by c.id limit $4`,
    [creditorId, debtorId, after, limit],
  )

/** Open and due on or before this day, the oldest first. */
export const listOverdueClaims = (
  sql: Sql,
  creditorId: CreditorId,
  today: LocalDate,
  after: readonly [string, string] | null,
  limit: number,
): Promise<ClaimRecord[]> =>
  sql.query<ClaimRecord>(
    `${CLAIM} where c.creditor_id = $1 and c.state = 'open' and c.due_on < $2 and ($3::date is null or (c.due_on, c.id) > ($3::date, $4::uuid)) order by c.due_on, c.id limit $5`,
    [creditorId, today, after?.[0] ?? null, after?.[1] ?? null, limit],
  )

export async function readClaimRecord(sql: Sql, creditorId: CreditorId, id: string): Promise<ClaimRecord | null> {
  const [row] = await sql.query<ClaimRecord>(`${CLAIM} where c.creditor_id = $1 and c.id = $2`, [creditorId, id])
  return row ?? null
}

export async function isClaimReferenceTaken(sql: Sql, creditorId: CreditorId, reference: string): Promise<boolean> {
  return (await sql.query('select id from claim where creditor_id = $1 and reference = $2', [creditorId, reference])).length > 0
}

export interface ClaimEdit {
  readonly dueOn?: LocalDate
  readonly invoiceNumber?: string | null
  readonly description?: string | null
  readonly purchaseOrder?: string | null
  readonly project?: string | null
}

/** The debtor is locked by the caller; what is left out stays. */
export async function editClaim(sql: Sql, key: DebtorKey, claimId: string, edit: ClaimEdit, now: Instant): Promise<void> {
  await askReview(sql, key, now)
  const given = (value: unknown): boolean => value !== undefined
  if (edit.dueOn !== undefined) await moveTerms(sql, key, claimId, edit.dueOn)
  await sql.query(
    `update claim set due_on = coalesce($3::date, due_on), invoice_number = case when $4 then $5 else invoice_number end, description = case when $6 then $7 else description end,
       purchase_order = case when $8 then $9 else purchase_order end, project = case when $10 then $11 else project end where creditor_id = $1 and id = $2`,
    [
      key.creditorId,
      claimId,
      edit.dueOn ?? null,
      given(edit.invoiceNumber),
      edit.invoiceNumber ?? null,
      given(edit.description),
      edit.description ?? null,
      given(edit.purchaseOrder),
      edit.purchaseOrder ?? null,
      given(edit.project),
      edit.project ?? null,
    ],
  )
  await appendEvent(sql, { ...key, kind: 'claim-changed', at: now, claimId, detail: { by: 'api', fields: Object.keys(edit) } })
}

/** Who gets more time while the term of a letter (step `t`) runs gets it on top of that term (P19). */
export const LATER_END = (dueOn: string, was: string): string => `greatest(t.pay_by, t.legal_end) + (${dueOn} - ${was})`

const moveTerms = (sql: Sql, { creditorId }: DebtorKey, claimId: string, dueOn: LocalDate): Promise<unknown> =>
  sql.query(
    `update claim_step t set pay_by = ${LATER_END('$3::date', 'c.due_on')} from claim c
     where c.creditor_id = $1 and c.id = $2 and c.due_on < $3 and t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live and coalesce(t.pay_by, t.legal_end) is not null`,
    [creditorId, claimId, dueOn],
  )

/** A line in the ledger that moves what is open; `withdrawal` ends the claim. */
export async function correctClaim(
  sql: Sql,
  key: DebtorKey,
  claimId: string,
  correction: { readonly kind: 'correction' | 'withdrawal'; readonly amount: Cents; readonly bookedOn: LocalDate },
  now: Instant,
): Promise<void> {
  await askReview(sql, key, now)
  await sql.query(
    `insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [key.creditorId, newId(), claimId, correction.kind, correction.amount, correction.bookedOn, new Date(now)],
  )
  await sql.query(
    `update claim set open_cents = open_cents + $3::bigint,
       state = case when $4 then 'withdrawn' when kind = 'claim' and open_cents + $3::bigint <= 0 then 'settled' when kind = 'credit-note' and open_cents + $3::bigint >= 0 then 'settled' else 'open' end
     where creditor_id = $1 and id = $2`,
    [key.creditorId, claimId, correction.amount, correction.kind === 'withdrawal'],
  )
  await keepPromises(sql, key.creditorId, [key.debtorId], now)
  await appendEvent(sql, {
    ...key,
    kind: 'claim-changed',
    at: now,
    claimId,
    detail: { by: 'api', change: correction.kind, cents: correction.amount },
  })
}
