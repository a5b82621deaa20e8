/** Facts about one debtor: each is written with its event and asks for a review; none acts by itself (rules 3, 15). */
import type { Cents, ContactEventKind, CreditorId, DebtorId, HoldKind, Instant, LocalDate, TaskKind } from '#domain'
import { DAY_OF } from './business-day'
import type { Sql } from './database'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

/** Takes the debtor for this transaction, raises its version and moves its review to now; every fact goes through here. */
export async function askReview(sql: Sql, { creditorId, debtorId }: DebtorKey, now: Instant): Promise<void> {
  await sql.query(`update debtor set version = version + 1, review_at = least(review_at, $3) where creditor_id = $1 and id = $2`, [
    creditorId,
    debtorId,
    new Date(now),
  ])
}

export interface EventToAppend extends DebtorKey {
  readonly kind: ContactEventKind
  readonly at: Instant
  readonly attemptId?: string | null
  readonly claimId?: string | null
  /** Ids and codes only (rule 20). */
  readonly detail?: Readonly<Record<string, unknown>>
}

export async function appendEvent(sql: Sql, event: EventToAppend): Promise<void> {
  await sql.query(
    `insert into contact_event (creditor_id, id, debtor_id, attempt_id, claim_id, kind, detail, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.creditorId,
      newId(),
      event.debtorId,
      event.attemptId ?? null,
      event.claimId ?? null,
      event.kind,
      event.detail ? JSON.stringify(event.detail) : null,
      new Date(event.at),
    ],
  )
}

/** True the first time this key is seen for the creditor (rule 14). */
export async function firstTime(sql: Sql, creditorId: CreditorId, key: string, at: Instant): Promise<boolean> {
  const rows = await sql.query(`insert into fact_key (creditor_id, key, at) values ($1, $2, $3) on conflict do nothing returning key`, [
    creditorId,
    key,
    new Date(at),
  ])
  return rows.length > 0
}

/** A dispute rests this claim, not the debtor (R29), and is answered. A claim already in dispute stays as it is. */
export const recordDispute = (sql: Sql, debtor: DebtorKey, claimId: string, reason: string | null, now: Instant): Promise<void> =>
  dispute(sql, debtor, { claimId, reason, toAnswer: true }, now)

/** The debtor said it to their bank and not to us, so there is nothing to answer; a person finds out what it is about. */
export const recordDisputedDebit = (sql: Sql, debtor: DebtorKey, claimId: string, code: string, now: Instant): Promise<void> =>
  dispute(sql, debtor, { claimId, reason: code, toAnswer: false }, now)

async function dispute(
  sql: Sql,
  debtor: DebtorKey,
  { claimId, reason, toAnswer }: { claimId: string; reason: string | null; toAnswer: boolean },
  now: Instant,
): Promise<void> {
  await askReview(sql, debtor, now)
  const hold = newId()
  const opened = await sql.query(
    `insert into dispute (creditor_id, id, debtor_id, claim_id, hold_id, reason, opened_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (creditor_id, claim_id) where resolved_at is null do nothing returning id`,
    [debtor.creditorId, newId(), debtor.debtorId, claimId, hold, reason, new Date(now)],
  )
  if (opened.length === 0) return
  await insertHold(sql, debtor, { id: hold, kind: 'dispute', claimId, toAnswer }, now)
  await appendEvent(sql, { ...debtor, kind: 'dispute', at: now, claimId, detail: { hold } })
  await openTask(sql, debtor, 'dispute', { claimId }, now)
}

export async function resolveDispute(sql: Sql, debtor: DebtorKey, claimId: string, outcome: string, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  const [dispute] = await sql.query<{ hold_id: string; others: boolean }>(
    `update dispute set resolved_at = $4, outcome = $5 where creditor_id = $1 and debtor_id = $2 and claim_id = $3 and resolved_at is null
     returning hold_id, exists (select from dispute o where o.creditor_id = $1 and o.debtor_id = $2 and o.claim_id <> $3 and o.resolved_at is null) as others`,
    [debtor.creditorId, debtor.debtorId, claimId, new Date(now), outcome],
  )
  if (!dispute) return
  await sql.query(`update hold set lifted_at = $3 where creditor_id = $1 and id = $2`, [debtor.creditorId, dispute.hold_id, new Date(now)])
  await appendEvent(sql, { ...debtor, kind: 'dispute-resolved', at: now, claimId, detail: { outcome } })
  if (!dispute.others) await closeTasks(sql, debtor, { kind: 'dispute' }, 'resolved', now)
}

/** Contact rests over one claim, or over the whole debtor when `claimId` is null. */
export async function placeHold(sql: Sql, debtor: DebtorKey, kind: HoldKind, claimId: string | null, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  const id = newId()
  await insertHold(sql, debtor, { id, kind, claimId, toAnswer: false }, now)
  await appendEvent(sql, { ...debtor, kind: 'hold', at: now, claimId, detail: { hold: id, kind } })
}

export async function liftHolds(sql: Sql, debtor: DebtorKey, kind: HoldKind, claimId: string | null, now: Instant): Promise<number> {
  await askReview(sql, debtor, now)
  const lifted = await sql.query<{ id: string }>(
    `update hold set lifted_at = $5 where creditor_id = $1 and debtor_id = $2 and kind = $3 and claim_id is not distinct from $4 and lifted_at is null returning id`,
    [debtor.creditorId, debtor.debtorId, kind, claimId, new Date(now)],
  )
  for (const { id } of lifted) await appendEvent(sql, { ...debtor, kind: 'hold-lifted', at: now, claimId, detail: { hold: id, kind } })
  return lifted.length
}

export interface HoldToInsert {
  readonly id: string
  readonly kind: HoldKind
  readonly claimId: string | null
  readonly toAnswer: boolean
  readonly note?: string
}

/** Of a fact that has been recorded, with its event, by the caller. */
export async function insertHold(
  sql: Sql,
  debtor: DebtorKey,
  { id, kind, claimId, toAnswer, note }: HoldToInsert,
  now: Instant,
): Promise<void> {
  await sql.query(
    `insert into hold (creditor_id, id, debtor_id, claim_id, kind, from_at, to_answer, note) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [debtor.creditorId, id, debtor.debtorId, claimId, kind, new Date(now), toAnswer, note ?? null],
  )
}

/** A task `t` that nobody has closed, nor told to be done, unless that was taken back. */
export const OPEN_TASK = `t.closed_at is null and not exists (select from held_outcome h where h.creditor_id = t.creditor_id and h.closes = t.id and h.retracted_at is null)`

/** Human work; an open one of the same kind for the debtor is enough, but not one that was told to be done: this is new. */
export async function openTask(
  sql: Sql,
  debtor: DebtorKey,
  kind: TaskKind,
  about: { claimId?: string; attemptId?: string },
  now: Instant,
): Promise<void> {
  const opened = await sql.query(
    `insert into task (creditor_id, id, debtor_id, kind, claims, attempt_id, opened_at)
     select $1, $2, $3, $4, array(select reference from claim where creditor_id = $1 and id = $5), $6, $7
     where not exists (select from task t where t.creditor_id = $1 and t.debtor_id = $3 and t.kind = $4 and ${OPEN_TASK}) returning id`,
    [debtor.creditorId, newId(), debtor.debtorId, kind, about.claimId ?? null, about.attemptId ?? null, new Date(now)],
  )
  if (opened.length > 0) await appendEvent(sql, { ...debtor, kind: 'task-opened', at: now, detail: { kind } })
}

export async function closeTasks(
  sql: Sql,
  debtor: DebtorKey,
  { kind, attemptId = null }: { readonly kind: TaskKind; readonly attemptId?: string | null },
  as: string,
  now: Instant,
): Promise<void> {
  const closed = await sql.query(
    `update task set closed_at = $4, closed_as = $5 where creditor_id = $1 and debtor_id = $2 and kind = $3 and closed_at is null and ($6::uuid is null or attempt_id = $6) returning id`,
    [debtor.creditorId, debtor.debtorId, kind, new Date(now), as, attemptId],
  )
  if (closed.length > 0) await appendEvent(sql, { ...debtor, kind: 'task-closed', at: now, detail: { kind, as } })
}

/** Stop: kept by sender and address (rule 5); the events name the channel only. */
export async function recordOptOut(sql: Sql, debtor: DebtorKey, channel: string, source: string, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  await sql.query(
    `insert into opt_out (creditor_id, channel, sender, address_hash, at, source)
     select p.creditor_id, p.channel, coalesce(s.address, ''), p.address_hash, $4, $5
     from contact_point p left join sender s on s.creditor_id = p.creditor_id and s.channel = p.channel
     where p.creditor_id = $1 and p.debtor_id = $2 and p.channel = $3 on conflict do nothing`,
    [debtor.creditorId, debtor.debtorId, channel, new Date(now), source],
  )
  await sql.query(
    `update consent set withdrawn_on = ${DAY_OF('$4', '$1')} where creditor_id = $1 and debtor_id = $2 and channel = $3 and withdrawn_on is null`,
    [debtor.creditorId, debtor.debtorId, channel, new Date(now)],
  )
  await appendEvent(sql, { ...debtor, kind: 'opt-out', at: now, detail: { channel, source } })
}

export interface AddressOptOut {
  readonly creditorId: CreditorId
  readonly channel: string
  /** The creditor's own number or address on that channel. */
  readonly sender: string
  readonly addressHash: string
}

/** Stop, by whoever has or will have this address: known to us for this channel, for another one, or not at all. */
export async function recordAddressOptOut(
  sql: Sql,
  { creditorId, channel, sender, addressHash }: AddressOptOut,
  source: string,
  now: Instant,
): Promise<void> {
  await sql.query(
    `insert into opt_out (creditor_id, channel, sender, address_hash, at, source) values ($1, $2, $3, decode($4, 'hex'), $5, $6) on conflict do nothing`,
    [creditorId, channel, sender, addressHash, new Date(now), source],
  )
  await sql.query(
    `with sharing as (
       select d.id from debtor d where d.creditor_id = $1 and d.id in (select debtor_id from contact_point where creditor_id = $1 and address_hash = decode($2, 'hex'))
       order by d.id for update
     )
     update debtor d set version = version + 1, review_at = least(review_at, $3::timestamptz) from sharing s where d.creditor_id = $1 and d.id = s.id`,
    [creditorId, addressHash, new Date(now)],
  )
}

export interface OpenClaim {
  readonly id: string
  readonly reference: string
  readonly dueOn: LocalDate
  readonly open: Cents
}

export function openClaims(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<OpenClaim[]> {
  return sql.query<OpenClaim>(
    `select id, reference, due_on as "dueOn", open_cents as open from claim where creditor_id = $1 and debtor_id = $2 and state = 'open' and kind = 'claim' order by due_on, reference`,
    [creditorId, debtorId],
  )
}

/** Of one that was merged, the debtor it is seen under now. */
export async function findDebtor(sql: Sql, creditorId: CreditorId, reference: string): Promise<DebtorId | null> {
  const [row] = await sql.query<{ id: DebtorId }>(
    `select coalesce(merged_into, id) as id from debtor where creditor_id = $1 and reference = $2`,
    [creditorId, reference],
  )
  return row?.id ?? null
}
