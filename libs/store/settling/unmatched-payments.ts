/** Payments that named no known claim: listed, linked to claims by a person, set aside with a reason, and both taken back. */
import type { Cents, CreditorId, DebtorId, ImportedPayment, Instant, LocalDate } from '#domain'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { recordPayments } from '../imports/import-payments'
import { newId } from '../ids'
import { forgetPaid } from '../responses'
import { reopenPromises } from './promises'
import { bookSetOffs, type SetOffChange } from './set-offs'

export const SET_ASIDE_REASONS = ['no-debtor', 'sent-back', 'booked-elsewhere', 'double', 'other'] as const
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number]

export interface UnmatchedPayment {
  readonly id: string
  readonly receivedOn: LocalDate
  /** Below zero: money that went back. */
  readonly amount: Cents
  readonly reference: string | null
  readonly invoiceNumber: string | null
  readonly description: string | null
  readonly payerIban: string | null
  readonly payerName: string | null
  readonly returnCode: string | null
  /** Null while nobody did anything with it. */
  readonly reason: SetAsideReason | null
  readonly note: string | null
  readonly handledAt: Instant | null
}

const COLUMNS = `id, received_on as "receivedOn", amount_cents as amount, reference, invoice_number as "invoiceNumber", description,
  payer ->> 'iban' as "payerIban", payer ->> 'name' as "payerName", return_code as "returnCode", handled_reason as reason, handled_note as note, handled_at as "handledAt"`
const OPEN = 'claim_id is null and handled is null'
const ASIDE = `handled = 'set-aside'`

/** By the day they were received, the oldest first. */
export const unmatchedToHandle = (
  sql: Sql,
  creditorId: CreditorId,
  isAside: boolean,
  after: readonly [string, string] | null,
  limit: number,
): Promise<UnmatchedPayment[]> =>
  sql.query<UnmatchedPayment>(
    `select ${COLUMNS} from payment where creditor_id = $1 and ${isAside ? ASIDE : OPEN}
      and ($2::date is null or (received_on, id) > ($2::date, $3::uuid)) order by received_on, id limit $4`,
    [creditorId, after?.[0] ?? null, after?.[1] ?? null, limit],
  )

export type UnmatchedFound = UnmatchedPayment & { readonly isOpen: boolean }

const ONE = `select ${COLUMNS}, ${OPEN} as "isOpen" from payment where creditor_id = $1 and id = $2`

export async function readUnmatched(sql: Sql, creditorId: CreditorId, id: string): Promise<UnmatchedFound | null> {
  const [row] = await sql.query<UnmatchedFound>(ONE, [creditorId, id])
  return row ?? null
}

/** Held until the transaction ends: whoever comes second finds it handled. */
export async function lockUnmatched(sql: Sql, creditorId: CreditorId, id: string): Promise<UnmatchedFound | null> {
  const [row] = await sql.query<UnmatchedFound>(`${ONE} for update`, [creditorId, id])
  return row ?? null
}

export async function setAside(
  sql: Sql,
  creditorId: CreditorId,
  id: string,
  { reason, note, by }: { readonly reason: SetAsideReason; readonly note: string | null; readonly by: string },
  now: Instant,
): Promise<void> {
  await sql.query(
    `update payment set handled = 'set-aside', handled_reason = $3, handled_note = $4, handled_by = $5, handled_at = $6 where creditor_id = $1 and id = $2`,
    [creditorId, id, reason, note, by, new Date(now)],
  )
}

/** False when it is not set aside. Nothing followed from it, so there is no hour after which it stays. */
export async function takeUp(sql: Sql, creditorId: CreditorId, id: string): Promise<boolean> {
  const rows = await sql.query<{ id: string }>(
    `update payment set handled = null, handled_reason = null, handled_note = null, handled_by = null, handled_at = null
      where creditor_id = $1 and id = $2 and ${ASIDE} returning id`,
    [creditorId, id],
  )
  return rows.length > 0
}

export interface PaymentPart {
  readonly claimReference: string
  readonly amount: Cents
}

/** Each part is a payment of its own from here on, recorded as one that named its claim; `undoSeconds` null: it cannot be taken back. */
export async function linkParts(
  sql: Sql,
  creditor: Creditor,
  payment: UnmatchedPayment,
  parts: readonly PaymentPart[],
  { by, undoSeconds }: { readonly by: string; readonly undoSeconds: number | null },
  now: Instant,
): Promise<{ readonly recorded: readonly ImportedPayment[]; readonly undoUntil: Instant | null }> {
  const recorded = parts.map((part): ImportedPayment => ({
    key: `part-${newId<string>()}`,
    receivedOn: payment.receivedOn,
    amount: part.amount,
    currency: 'EUR',
    claimReference: part.claimReference,
    paymentReference: null,
    invoiceNumber: null,
    description: payment.description,
    payerIban: payment.payerIban,
    payerName: payment.payerName,
    ...(payment.returnCode !== null && { returnCode: payment.returnCode }),
  }))
  const { matched, answered } = await recordPayments(sql, creditor, null, recorded, now)
  if (matched !== parts.length) throw new Error('a part of a payment found no claim')
  await sql.query('update payment set part_of = $2 where creditor_id = $1 and source_key = any ($3)', [
    creditor.id,
    payment.id,
    recorded.map(({ key }) => key),
  ])
  const [linked] = await sql.query<{ undoUntil: Instant | null }>(
    `update payment set handled = 'linked', handled_by = $3, handled_at = $4, answered = $5, undo_until = clock_timestamp() + make_interval(secs => $6)
     where creditor_id = $1 and id = $2 returning undo_until as "undoUntil"`,
    [creditor.id, payment.id, by, new Date(now), answered, undoSeconds],
  )
  return { recorded, undoUntil: linked?.undoUntil ?? null }
}

interface Part {
  readonly id: string
  readonly claimId: string
  readonly debtorId: DebtorId
  readonly claimReference: string
  readonly receivedOn: LocalDate
  readonly amount: Cents
}

/** What the parts covered of costs and interest is covered no more. */
async function takeBackSetOffs(sql: Sql, { id }: Creditor, parts: readonly Part[], now: Instant): Promise<void> {
  const booked = await sql.query<SetOffChange>(
    `select claim_id as "claimId", payment_id as "paymentId", booked_on as "on", -coalesce(sum(amount_cents) filter (where kind = 'costs'), 0)::bigint as costs,
       -coalesce(sum(amount_cents) filter (where kind = 'interest'), 0)::bigint as interest
     from ledger_entry where creditor_id = $1 and claim_id = any ($2::uuid[]) and payment_id = any ($3::uuid[])
       and kind in ('costs', 'interest') group by 1, 2, 3`,
    [id, parts.map(({ claimId }) => claimId), parts.map((part) => part.id)],
  )
  for (const { id: paymentId, debtorId } of parts)
    await bookSetOffs(
      sql,
      { creditorId: id, debtorId },
      booked.filter((one) => one.paymentId === paymentId),
      now,
    )
}

interface Linked {
  readonly handledAt: Instant
  readonly answered: readonly string[] | null
}

/**
 * Within its seconds, by whoever linked it: the parts go back as money that goes back does, and are gone; what they were taken for the proof of is open again.
 * False when it is too late.
 */
export async function unlink(sql: Sql, creditor: Creditor, id: string, by: string, now: Instant): Promise<boolean> {
  const [linked] = await sql.query<Linked>(
    `select handled_at as "handledAt", answered from payment where creditor_id = $1 and id = $2 and handled = 'linked' and handled_by = $3
      and undo_until > clock_timestamp() for update`,
    [creditor.id, id, by],
  )
  if (!linked) return false
  const parts = await sql.query<Part>(
    `select p.id, c.id as "claimId", p.received_on as "receivedOn", p.amount_cents as amount, c.reference as "claimReference",
      c.debtor_id as "debtorId" from payment p
     join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id where p.creditor_id = $1 and p.part_of = $2`,
    [creditor.id, id],
  )
  const debtors = [...new Set(parts.map(({ debtorId }) => debtorId))].sort()
  await sql.query('select from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by id for update', [creditor.id, debtors])
  await reopenPromises(sql, creditor.id, debtors, linked.handledAt, now)
  await takeBackSetOffs(sql, creditor, parts, now)
  const back = parts.map(({ receivedOn, claimReference, amount }): ImportedPayment => ({
    receivedOn,
    claimReference,
    key: `part-back-${newId<string>()}`,
    amount: -amount,
    currency: 'EUR',
    paymentReference: null,
    invoiceNumber: null,
    description: null,
    payerIban: null,
    payerName: null,
  }))
  await recordPayments(sql, creditor, null, back, now)
  await sql.query('delete from payment where creditor_id = $1 and (part_of = $2 or source_key = any ($3))', [
    creditor.id,
    id,
    back.map(({ key }) => key),
  ])
  await forgetPaid(sql, creditor.id, linked.answered ?? [], now)
  await sql.query(
    'update payment set handled = null, handled_by = null, handled_at = null, undo_until = null, answered = null where creditor_id = $1 and id = $2',
    [creditor.id, id],
  )
  return true
}
