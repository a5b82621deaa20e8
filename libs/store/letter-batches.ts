/** Letter batches: the letters of one creditor and posting day, exported under one number that is never given twice. */
import type { AttemptId, CreditorId, DebtorId, HandOverId, Instant, LetterBatchId, LetterContent, LocalDate, Phase } from '#domain'
import type { AttemptChunk, Lease, LeasedAttempt } from './attempts'
import type { Sql } from './database'
import { RUNS, WAITING } from './waiting'

/** Creditors with letters due for the post. */
export async function creditorsWithDueLetters(sql: Sql, now: Instant): Promise<CreditorId[]> {
  const rows = await sql.query<{ id: CreditorId }>(
    `${WAITING} select distinct w.creditor_id as id from waiting w where w.channel = 'letter' and w.due_at <= $1
       and ${RUNS('w.creditor_id', 'w.campaign_id')} and not (select stopped from sending_switch)`,
    [new Date(now)],
  )
  return rows.map((row) => row.id)
}

/** Leases the creditor's due letters, as the belt does for a chunk. */
export async function leaseDueLetters(sql: Sql, creditorId: CreditorId, lease: Lease, now: Instant, limit: number): Promise<AttemptChunk> {
  const attempts = await sql.query<LeasedAttempt>(
    `with due as (
       select a.creditor_id, a.id from contact_attempt a
       where a.state = 'queued' and a.channel = 'letter' and a.due_at <= $2 and a.creditor_id = $1 and ${RUNS('a.creditor_id', 'a.campaign_id')}
         and (a.lease_until is null or a.lease_until < clock_timestamp()) order by a.due_at, a.id limit $4 for update skip locked
     )
     update contact_attempt a set lease_token = $3, lease_until = clock_timestamp() + make_interval(secs => $5)
     from due where a.creditor_id = due.creditor_id and a.id = due.id
     returning a.creditor_id as "creditorId", a.id as "attemptId", a.debtor_id as "debtorId"`,
    [creditorId, new Date(now), lease.token, limit, lease.seconds],
  )
  return { token: lease.token, attempts }
}

export async function openBatch(sql: Sql, creditorId: CreditorId, id: LetterBatchId, postingDay: LocalDate, now: Instant): Promise<void> {
  await sql.query(`insert into letter_batch (creditor_id, id, posting_day, due_at, created_at) values ($1, $2, $3, $4, $4)`, [creditorId, id, postingDay, new Date(now)])
}

export interface BatchedLetter {
  readonly handOverId: HandOverId
  readonly attemptId: AttemptId
  readonly debtorId: DebtorId
  readonly phase: Phase
  readonly letter: LetterContent
}
export interface ExportingBatch {
  readonly id: LetterBatchId
  readonly creditorId: CreditorId
  readonly createdAt: Instant
  /** This upload counted; 1 is the first. */
  readonly uploads: number
  readonly letters: readonly BatchedLetter[]
}

/** Long enough for an upload: two workers never make or upload one batch at the same time. */
const UPLOAD_LEASE_SECONDS = 300

/** Takes the batches whose upload is due and not confirmed: also after a crash, since the printer answers a known number as it did before. */
export async function takeExportingBatches(sql: Sql, now: Instant): Promise<ExportingBatch[]> {
  const taken = await sql.query<{ id: LetterBatchId }>(
    `with due as (
       select creditor_id, id from letter_batch where state = 'exporting' and due_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
         and not (select stopped from sending_switch) order by due_at, id for update skip locked
     )
     update letter_batch b set uploads = b.uploads + 1, lease_until = clock_timestamp() + make_interval(secs => ${UPLOAD_LEASE_SECONDS})
     from due where b.creditor_id = due.creditor_id and b.id = due.id returning b.id`, [new Date(now)])
  if (taken.length === 0) return []
  return sql.query<ExportingBatch>(
    `select b.id, b.creditor_id as "creditorId", b.created_at as "createdAt", b.uploads,
       coalesce(json_agg(json_build_object('handOverId', h.id, 'attemptId', a.id, 'debtorId', a.debtor_id, 'phase', a.phase, 'letter', m.content -> 'letter')
         order by h.id) filter (where h.id is not null), '[]') as letters
     from letter_batch b
     left join contact_attempt a on a.creditor_id = b.creditor_id and a.batch_id = b.id and a.state in ('sending', 'unknown')
     left join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state in ('sending', 'unknown')
     left join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     where b.id = any ($1::uuid[]) group by b.id, b.creditor_id, b.created_at, b.uploads order by b.created_at, b.id`, [taken.map((batch) => batch.id)],
  )
}

/** Not confirmed: the same batch goes again, under its number. */
export async function putOffBatch(sql: Sql, batch: ExportingBatch, dueAt: Instant): Promise<void> {
  await sql.query(`update letter_batch set due_at = $3, lease_until = null where creditor_id = $1 and id = $2 and state = 'exporting'`,
    [batch.creditorId, batch.id, new Date(dueAt)])
}

/** At the start of the only process on an embedded database nobody is uploading. */
export async function releaseBatches(sql: Sql): Promise<void> {
  await sql.query(`update letter_batch set lease_until = null where state = 'exporting'`)
}

export async function confirmBatch(sql: Sql, batch: ExportingBatch, letters: number, now: Instant): Promise<void> {
  await sql.query(`update letter_batch set state = 'confirmed', confirmed_at = $3, letters = $4, lease_until = null where creditor_id = $1 and id = $2`,
    [batch.creditorId, batch.id, new Date(now), letters])
}
