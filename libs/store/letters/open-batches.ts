/** Open batches: letters that wait until people have checked and released them; one of each debtor, since every sending is judged anew. */
import type { CreditorId, Instant, LetterBatchId, LocalDate, Phase, Reason, Reasons } from '#domain'
import type { AttemptChunk, LeasedAttempt } from '../attempts'
import type { Sql } from '../database'
import { newId } from '../ids'
import type { BatchKey } from './letter-batches'

export interface OpenBatch extends BatchKey {
  readonly state: string
  readonly postingDay: LocalDate
  readonly assembledBy: string
  readonly checkedBy: string | null
  readonly phases: readonly Phase[]
}

/** Locked for this transaction; null where there is none of that number. */
export async function lockBatch(sql: Sql, { creditorId, batchId }: BatchKey): Promise<OpenBatch | null> {
  const [row] = await sql.query<Omit<OpenBatch, keyof BatchKey>>(
    `select b.state, b.posting_day as "postingDay", b.assembled_by as "assembledBy", b.checked_by as "checkedBy",
       array(select distinct a.phase from batch_letter l join contact_attempt a on a.creditor_id = l.creditor_id and a.id = l.attempt_id
         where l.creditor_id = b.creditor_id and l.batch_id = b.id and l.taken_out is null) as phases
     from letter_batch b where b.creditor_id = $1 and b.id = $2 for update`,
    [creditorId, batchId],
  )
  return row ? { creditorId, batchId, ...row } : null
}

/** The batch of the day that still takes letters, or a new one. */
async function batchOfDay(sql: Sql, creditorId: CreditorId, day: LocalDate, by: string, now: Instant): Promise<LetterBatchId> {
  const [open] = await sql.query<{ id: LetterBatchId }>(
    `update letter_batch set state = 'assembled', checked_by = null where creditor_id = $1 and id =
       (select id from letter_batch where creditor_id = $1 and posting_day = $2 and state in ('assembled', 'checked') order by created_at
         limit 1 for update) returning id`,
    [creditorId, day],
  )
  if (open) return open.id
  const id = newId<LetterBatchId>()
  await sql.query(
    `insert into letter_batch (creditor_id, id, posting_day, state, assembled_by, due_at, created_at) values ($1, $2, $3, 'assembled', $4, $5, $5)`,
    [creditorId, id, day, by, new Date(now)],
  )
  return id
}

/** Leased letters join the batch of the day, and wait in it for as long as they may. A debtor's second letter stays for the next batch. */
export async function assemble(
  sql: Sql,
  creditorId: CreditorId,
  { token, attempts }: AttemptChunk,
  day: LocalDate,
  by: string,
  now: Instant,
): Promise<LetterBatchId | null> {
  const first = [...new Map(attempts.map((attempt) => [attempt.debtorId, attempt.attemptId])).values()]
  const free = await sql.query<{ id: string }>(
    `select a.id from contact_attempt a where a.creditor_id = $1 and a.id = any ($2::uuid[]) and a.lease_token = $3 and a.state = 'queued'
       and not exists (select from contact_attempt o join letter_batch b on b.creditor_id = o.creditor_id and b.id = o.batch_id
         and b.state in ('assembled', 'checked')
         where o.creditor_id = a.creditor_id and o.debtor_id = a.debtor_id and o.state = 'queued')`,
    [creditorId, first, token],
  )
  if (free.length === 0) return null
  const batchId = await batchOfDay(sql, creditorId, day, by, now)
  await sql.query(
    `with joined as (
       update contact_attempt set batch_id = $3, due_at = expires_at, lease_token = null, lease_until = null
         where creditor_id = $1 and id = any ($2::uuid[]) and state = 'queued' returning id
     )
     insert into batch_letter (creditor_id, batch_id, attempt_id) select $1, $3, id from joined
     on conflict (creditor_id, batch_id, attempt_id) do update set taken_out = null, taken_out_by = null`,
    [creditorId, free.map(({ id }) => id), batchId],
  )
  return batchId
}

export interface LeftOut {
  readonly attemptId: string
  readonly reasons: Reasons | readonly Reason[]
}

/** These do not leave with the batch; what is still queued is due again on its own. */
export async function leaveOut(
  sql: Sql,
  { creditorId, batchId }: BatchKey,
  letters: readonly LeftOut[],
  by: string,
  now: Instant,
): Promise<void> {
  if (letters.length === 0) return
  await sql.query(
    `with given as (select * from jsonb_to_recordset($3::jsonb) as g ("attemptId" uuid, reasons jsonb)), out as (
       update batch_letter l set taken_out = g.reasons, taken_out_by = $4 from given g
         where l.creditor_id = $1 and l.batch_id = $2 and l.attempt_id = g."attemptId" and l.taken_out is null
       returning l.attempt_id
     )
     update contact_attempt a set batch_id = null, due_at = least(a.due_at, $5) from out
       where a.creditor_id = $1 and a.id = out.attempt_id and a.state = 'queued'`,
    [creditorId, batchId, JSON.stringify(letters), by, new Date(now)],
  )
}

/** Letters that are not in that state: what a payment, a hold or the lateness limit did since they joined. */
export const lettersNot = (
  sql: Sql,
  state: 'queued' | 'sending',
  { creditorId, batchId }: BatchKey,
): Promise<{ attemptId: string; reasons: readonly Reason[] }[]> =>
  sql.query(
    `select l.attempt_id as "attemptId", coalesce(a.end_reasons, '[{"code": "superseded"}]') as reasons
     from batch_letter l join contact_attempt a on a.creditor_id = l.creditor_id and a.id = l.attempt_id
     where l.creditor_id = $1 and l.batch_id = $2 and l.taken_out is null and a.state <> $3`,
    [creditorId, batchId, state],
  )

export const waitingLetters = (sql: Sql, { creditorId, batchId }: BatchKey): Promise<LeasedAttempt[]> =>
  sql.query<LeasedAttempt>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt
      where creditor_id = $1 and batch_id = $2 and state = 'queued'`,
    [creditorId, batchId],
  )

export interface CheckedLetter {
  readonly attemptId: string
  /** Null where it cannot be drawn or worded. */
  readonly pages: number | null
  readonly problem: string | null
}

export async function noteChecked(
  sql: Sql,
  { creditorId, batchId }: BatchKey,
  letters: readonly CheckedLetter[],
  by: string,
): Promise<void> {
  await sql.query(
    `update batch_letter l set pages = g.pages, problem = g.problem from jsonb_to_recordset($3::jsonb) as g ("attemptId" uuid, pages int, problem text)
     where l.creditor_id = $1 and l.batch_id = $2 and l.attempt_id = g."attemptId"`,
    [creditorId, batchId, JSON.stringify(letters)],
  )
  await sql.query(
    `update letter_batch set state = 'checked', checked_by = $3 where creditor_id = $1 and id = $2 and state in ('assembled', 'checked')`,
    [creditorId, batchId, by],
  )
}
