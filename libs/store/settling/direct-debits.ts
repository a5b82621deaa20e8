/** Direct debits: the debtor's permission, what was listed for the bank, and what came back. */
import type { Cents, CreditorId, DebtorId, Instant, LocalDate, Mandate } from '#domain'
import type { Sql } from '../database'
import { appendEvent, askReview } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

/** The running one of debtor `d`. */
export const MANDATE = `(case when d.mandate -> 'ended' is null then d.mandate end)`

/** It takes the place of the one before; what was collected under that stays as it was. */
export async function giveMandate(sql: Sql, debtor: DebtorKey, mandate: Mandate, source: string, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  await sql.query(`update debtor set mandate = $3 where creditor_id = $1 and id = $2`, [
    debtor.creditorId,
    debtor.debtorId,
    JSON.stringify(mandate),
  ])
  await appendEvent(sql, { ...debtor, kind: 'mandate', at: now, detail: { mandate: mandate.reference, source } })
}

/** False when there was none. It stays known as ended, so that an export that still tells of it does not bring it back. `code`: of the return that showed it will not do, or who ended it. */
export async function endMandate(sql: Sql, debtor: DebtorKey, code: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const mandate = await mandateOf(sql, debtor)
  if (!mandate) return false
  await sql.query(`update debtor set mandate = mandate || jsonb_build_object('ended', $3::text) where creditor_id = $1 and id = $2`, [
    debtor.creditorId,
    debtor.debtorId,
    code,
  ])
  await appendEvent(sql, { ...debtor, kind: 'mandate-ended', at: now, detail: { mandate: mandate.reference, code } })
  return true
}

export async function mandateOf(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<Mandate | null> {
  const [row] = await sql.query<{ mandate: Mandate | null }>(
    `select ${MANDATE} as mandate from debtor d where creditor_id = $1 and id = $2`,
    [creditorId, debtorId],
  )
  return row?.mandate ?? null
}

/** Who has a mandate and owes something, in the order of their ids, taken for the transaction as every fact takes them. */
export const takeDebtorsWithMandate = (
  sql: Sql,
  creditorId: CreditorId,
  after: DebtorId | null,
  limit: number,
  lock: boolean,
): Promise<DebtorKey[]> =>
  sql.query<DebtorKey>(
    `select d.creditor_id as "creditorId", d.id as "debtorId" from debtor d
     where d.creditor_id = $1 and d.mandate is not null and ${MANDATE} is not null and d.merged_into is null and ($2::uuid is null or d.id > $2)
       and exists (select from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open')
     order by d.id limit $3${lock ? ' for update of d' : ''}`,
    [creditorId, after, limit],
  )

/** One claim to be collected on one day. */
export interface CollectionToMake {
  readonly debtorId: DebtorId
  readonly claimId: string
  readonly mandate: string
  readonly on: LocalDate
  readonly amount: Cents
}

/** From here on they are taken as paid until they come back. */
export async function recordCollections(
  sql: Sql,
  creditorId: CreditorId,
  batchId: string,
  made: readonly CollectionToMake[],
  now: Instant,
): Promise<void> {
  if (made.length === 0) return
  await sql.query(COLLECT, [
    creditorId,
    JSON.stringify(made.map((one) => ({ ...one, id: newId(), eventId: newId() }))),
    batchId,
    new Date(now),
  ])
}

const COLLECT = `
  with given as materialized (
    select * from jsonb_to_recordset($2::jsonb) as g (id uuid, "eventId" uuid, "debtorId" uuid, "claimId" uuid, mandate text, "on" date, amount bigint)
  ), listed as (
    insert into direct_debit (creditor_id, id, claim_id, mandate, collect_on, amount_cents, batch_id, recorded_at)
    select $1, id, "claimId", mandate, "on", amount, $3, $4 from given
  ), marked as (
    update claim c set debited = true from given g where c.creditor_id = $1 and c.id = g."claimId"
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $4::timestamptz)
    from (select distinct "debtorId" from given) g where d.creditor_id = $1 and d.id = g."debtorId"
  )
  insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
  select $1, "eventId", "debtorId", "claimId", 'collection', jsonb_build_object('mandate', mandate, 'on', "on", 'cents', amount), $4 from given`

export interface DebitReturn {
  readonly claimId: string
  readonly code: string
  /** Local day on which the bank booked it. */
  readonly on: LocalDate
}

/**
 * Of a claim that nobody listed here, the bookkeeping collected by itself: the return is all we learn of it.
 * False when this return was recorded before.
 */
export async function recordReturn(sql: Sql, debtor: DebtorKey, { claimId, code, on }: DebitReturn, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const { creditorId } = debtor
  const [known] = await sql.query(`select from direct_debit where creditor_id = $1 and claim_id = $2 and returned_on = $3`, [
    creditorId,
    claimId,
    on,
  ])
  if (known) return false
  const standing = await sql.query(
    `update direct_debit set returned_on = $3, return_code = $4 where creditor_id = $1 and claim_id = $2 and returned_on is null returning id`,
    [creditorId, claimId, on, code],
  )
  if (standing.length === 0) await sql.query(UNLISTED, [creditorId, newId(), claimId, on, code, new Date(now)])
  await appendEvent(sql, { ...debtor, kind: 'debit-returned', at: now, claimId, detail: { code, on } })
  return true
}

export interface PaidClaim {
  readonly key: string
  readonly on: LocalDate
  readonly claimId: string
  readonly debtorId: DebtorId
}

/** The claims that payments with these keys were booked on. */
export const claimsPaidBy = (sql: Sql, creditorId: CreditorId, keys: readonly string[]): Promise<PaidClaim[]> =>
  sql.query<PaidClaim>(
    `select p.source_key as key, p.received_on as "on", c.id as "claimId", c.debtor_id as "debtorId"
     from payment p join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id where p.creditor_id = $1 and p.source_key = any ($2)
       order by c.debtor_id, c.id`,
    [creditorId, keys],
  )

const UNLISTED = `
  with marked as (
    update claim set debited = true where creditor_id = $1 and id = $3
  )
  insert into direct_debit (creditor_id, id, claim_id, collect_on, amount_cents, recorded_at, returned_on, return_code)
  select $1, $2, $3, $4, original_cents, $6, $4, $5 from claim where creditor_id = $1 and id = $3`

export interface StoredCollection {
  readonly id: string
  readonly batchId: string | null
  readonly debtorId: DebtorId
  readonly debtor: string
  readonly claimId: string
  readonly claim: string
  readonly mandate: string | null
  readonly on: LocalDate
  readonly amount: Cents
  readonly returnedOn: LocalDate | null
  readonly code: string | null
}

const COLLECTIONS = `
  select t.id, t.batch_id as "batchId", d.id as "debtorId", d.reference as debtor, c.id as "claimId", c.reference as claim, t.mandate, t.collect_on as "on",
    t.amount_cents as amount, t.returned_on as "returnedOn", t.return_code as code
  from direct_debit t join claim c on c.creditor_id = t.creditor_id and c.id = t.claim_id join debtor d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
  where t.creditor_id = $1`

/** In the order they are collected. */
export const collectionsOfBatch = (sql: Sql, creditorId: CreditorId, batchId: string): Promise<StoredCollection[]> =>
  sql.query<StoredCollection>(`${COLLECTIONS} and t.batch_id = $2 order by t.collect_on, d.reference, c.reference`, [creditorId, batchId])

/** The latest first. */
export const collectionsOfDebtor = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<StoredCollection[]> =>
  sql.query<StoredCollection>(`${COLLECTIONS} and d.id = $2 order by t.collect_on desc, c.reference limit 200`, [creditorId, debtorId])
