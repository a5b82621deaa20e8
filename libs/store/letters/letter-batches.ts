/** Letter batches: the letters of one creditor and posting day, released together and exported under one number that is never given twice. */
import type {
  AttemptId,
  CreditorId,
  HandOverId,
  Instant,
  LetterBatchId,
  LetterContent,
  LetterLayout,
  LetterSettings,
  LocalDate,
  Phase,
} from '#domain'
import type { AttemptChunk, Lease, LeasedAttempt } from '../attempts'
import type { Sql } from '../database'
import { RUNS, WAITING } from '../waiting'

export interface DueLetters {
  readonly creditorId: CreditorId
  readonly settings: LetterSettings
}

/** Creditors with letters due for the post. */
export const creditorsWithDueLetters = (sql: Sql, now: Instant): Promise<DueLetters[]> =>
  sql.query<DueLetters>(
    `${WAITING} select distinct on (w.creditor_id) w.creditor_id as "creditorId", coalesce(nullif(r.profile -> 'letters', 'null'), '{}') as settings
     from waiting w join creditor r on r.id = w.creditor_id
     where w.channel = 'letter' and w.due_at <= $1 and ${RUNS('w.creditor_id', 'w.campaign_id')} and not (select stopped from sending_switch)`,
    [new Date(now)],
  )

export async function letterSettingsOf(sql: Sql, creditorId: CreditorId): Promise<LetterSettings> {
  const [row] = await sql.query<{ settings: LetterSettings }>(
    `select coalesce(nullif(profile -> 'letters', 'null'), '{}') as settings from creditor where id = $1`,
    [creditorId],
  )
  return row?.settings ?? {}
}

const RETURNING = `a.creditor_id as "creditorId", a.id as "attemptId", a.debtor_id as "debtorId"`
const FREE = `(a.lease_until is null or a.lease_until < clock_timestamp())`

/** Leases the creditor's due letters, as the belt does for a chunk. */
export async function leaseDueLetters(sql: Sql, creditorId: CreditorId, lease: Lease, now: Instant, limit: number): Promise<AttemptChunk> {
  const attempts = await sql.query<LeasedAttempt>(
    `with due as (
       select a.creditor_id, a.id from contact_attempt a
       where a.state = 'queued' and a.channel = 'letter' and a.due_at <= $2 and a.creditor_id = $1 and ${RUNS('a.creditor_id', 'a.campaign_id')}
         and ${FREE} order by a.due_at, a.id limit $4 for update skip locked
     )
     update contact_attempt a set lease_token = $3, lease_until = clock_timestamp() + make_interval(secs => $5)
     from due where a.creditor_id = due.creditor_id and a.id = due.id returning ${RETURNING}`,
    [creditorId, new Date(now), lease.token, limit, lease.seconds],
  )
  return { token: lease.token, attempts }
}

/** The letters of a batch that have not left, whenever they are due; or one of them. */
export async function leaseBatch(
  sql: Sql,
  { creditorId, batchId }: BatchKey,
  lease: Lease,
  only: string | null = null,
): Promise<AttemptChunk> {
  const attempts = await sql.query<LeasedAttempt>(
    `update contact_attempt a set lease_token = $3, lease_until = clock_timestamp() + make_interval(secs => $4)
     where a.creditor_id = $1 and a.batch_id = $2 and a.state = 'queued' and ($5::uuid is null or a.id = $5) and ${FREE} returning ${RETURNING}`,
    [creditorId, batchId, lease.token, lease.seconds, only],
  )
  return { token: lease.token, attempts }
}

export interface BatchKey {
  readonly creditorId: CreditorId
  readonly batchId: LetterBatchId
}

export interface BatchToRelease extends BatchKey {
  readonly postingDay: LocalDate
  readonly layout: LetterLayout
  readonly releasedBy: string
}

/** Of letters that were just marked sending; new, or assembled before. */
export async function releaseBatch(
  sql: Sql,
  { creditorId, batchId, postingDay, layout, releasedBy }: BatchToRelease,
  now: Instant,
): Promise<void> {
  await sql.query(
    `insert into letter_batch (creditor_id, id, posting_day, state, layout, released_by, released_at, due_at, created_at)
      values ($1, $2, $3, 'released', $4, $5, $6, $6, $6)
     on conflict (creditor_id, id) do update set state = 'released', posting_day = $3, layout = $4, released_by = $5, released_at = $6, due_at = $6`,
    [creditorId, batchId, postingDay, JSON.stringify(layout), releasedBy, new Date(now)],
  )
  await sql.query(
    `insert into batch_letter (creditor_id, batch_id, attempt_id, hand_over_id)
     select a.creditor_id, a.batch_id, a.id, h.id from contact_attempt a
       join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'sending'
     where a.creditor_id = $1 and a.batch_id = $2 and a.state = 'sending'
     on conflict (creditor_id, batch_id, attempt_id) do update set hand_over_id = excluded.hand_over_id`,
    [creditorId, batchId],
  )
}

export interface BatchedLetter {
  readonly handOverId: HandOverId
  readonly attemptId: AttemptId
  readonly phase: Phase
  readonly legalEnd: LocalDate | null
  readonly letter: LetterContent
}
export interface ReleasedBatch {
  readonly id: LetterBatchId
  readonly creditorId: CreditorId
  readonly state: string
  readonly createdAt: Instant
  readonly postingDay: LocalDate
  readonly layout: LetterLayout | null
  /** This upload counted; 1 is the first. */
  readonly uploads: number
  readonly reprint: boolean
  readonly letters: readonly BatchedLetter[]
}

/** Long enough for an upload: two workers never make or upload one batch at the same time. */
const UPLOAD_LEASE_SECONDS = 300

/** Takes the batches whose upload is due and not confirmed: also after a crash, since the printer answers a known number as it did before. */
export async function takeReleasedBatches(sql: Sql, now: Instant): Promise<ReleasedBatch[]> {
  const taken = await sql.query<BatchKey>(
    `with due as (
       select creditor_id, id from letter_batch where state = 'released' and due_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
         and not (select stopped from sending_switch) order by due_at, id for update skip locked
     )
     update letter_batch b set uploads = b.uploads + 1, lease_until = clock_timestamp() + make_interval(secs => ${UPLOAD_LEASE_SECONDS})
     from due where b.creditor_id = due.creditor_id and b.id = due.id returning b.creditor_id as "creditorId", b.id as "batchId"`,
    [new Date(now)],
  )
  if (taken.length === 0) return []
  return readBatches(sql, taken)
}

/** With every letter that leaves with it, as it was worded. */
export const readBatches = (sql: Sql, keys: readonly BatchKey[]): Promise<ReleasedBatch[]> =>
  sql.query<ReleasedBatch>(
    `select b.id, b.creditor_id as "creditorId", b.state, coalesce(b.released_at, b.created_at) as "createdAt",
      b.posting_day as "postingDay", b.layout, b.uploads, b.reprint,
       coalesce(json_agg(json_build_object('handOverId', h.id, 'attemptId', h.attempt_id, 'phase', a.phase, 'legalEnd', a.legal_end,
         'letter', m.content -> 'letter')
         order by h.id) filter (where m.hand_over_id is not null), '[]') as letters
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) join letter_batch b on b.creditor_id = k.creditor_id and b.id = k.id
     left join batch_letter l on l.creditor_id = b.creditor_id and l.batch_id = b.id and l.hand_over_id is not null
     left join hand_over h on h.creditor_id = l.creditor_id and h.id = l.hand_over_id
     left join contact_attempt a on a.creditor_id = h.creditor_id and a.id = h.attempt_id
     left join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     group by b.id, b.creditor_id order by b.created_at, b.id`,
    [keys.map(({ creditorId }) => creditorId), keys.map(({ batchId }) => batchId)],
  )

/** Not confirmed: the same batch goes again, under its number. */
export async function putOffBatch(sql: Sql, batch: ReleasedBatch, dueAt: Instant): Promise<void> {
  await sql.query(`update letter_batch set due_at = $3, lease_until = null where creditor_id = $1 and id = $2 and state = 'released'`, [
    batch.creditorId,
    batch.id,
    new Date(dueAt),
  ])
}

/** At the start of the only process on an embedded database nobody is uploading. */
export async function releaseBatches(sql: Sql): Promise<void> {
  await sql.query(`update letter_batch set lease_until = null where state = 'released'`)
}

export interface ConfirmedBatch {
  readonly printed: readonly { readonly handOverId: HandOverId; readonly sequence: number; readonly pages: number }[]
  /** When all of it must have left. */
  readonly closesAt: Instant
}

export async function confirmBatch(
  sql: Sql,
  { creditorId, id }: ReleasedBatch,
  { printed, closesAt }: ConfirmedBatch,
  now: Instant,
): Promise<void> {
  await sql.query(
    `update letter_batch set state = 'exported', confirmed_at = $3, lease_until = null, closes_at = $4 where creditor_id = $1 and id = $2`,
    [creditorId, id, new Date(now), new Date(closesAt)],
  )
  await sql.query(
    `update batch_letter l set sequence = g.sequence, pages = g.pages from jsonb_to_recordset($3::jsonb) as g ("handOverId" uuid, sequence int, pages int)
     where l.creditor_id = $1 and l.batch_id = $2 and l.hand_over_id = g."handOverId"`,
    [creditorId, id, JSON.stringify(printed)],
  )
}
