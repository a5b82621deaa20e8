/** News of letters: kept with the letter of the batch; a letter that was posted too late for its term is made again. */
import type { HandOverId, Instant, LetterBatchId, LetterNews, LocalDate, PrintEvent } from '#domain'
import { ZONE_OF } from '../business-day'
import type { Sql } from '../database'
import { newId } from '../ids'
import type { BatchKey } from './letter-batches'
import type { DebtorKey } from '../snapshots'

export interface PrintedLetter extends BatchKey, DebtorKey {
  readonly letterId: HandOverId
  readonly attemptId: string
  readonly postingDay: LocalDate
  readonly legalEnd: LocalDate | null
  /** In which its creditor's days are meant. */
  readonly zone: string
}

const LETTER = `
  select l.creditor_id as "creditorId", l.batch_id as "batchId", h.id as "letterId", h.attempt_id as "attemptId", h.debtor_id as "debtorId",
    b.posting_day as "postingDay", a.legal_end as "legalEnd", coalesce(${ZONE_OF('l.creditor_id')}, 'UTC') as zone
  from hand_over h join contact_attempt a on a.creditor_id = h.creditor_id and a.id = h.attempt_id
  join batch_letter l on l.creditor_id = h.creditor_id and l.attempt_id = h.attempt_id and l.hand_over_id = h.id
  join letter_batch b on b.creditor_id = l.creditor_id and b.id = l.batch_id`

/** Those that are ours, and the creditor's where one is named. */
export const printedLetters = (
  sql: Sql,
  news: readonly Pick<LetterNews, 'batch' | 'letterId'>[],
  creditorId: string | null,
): Promise<PrintedLetter[]> =>
  sql.query<PrintedLetter>(
    `${LETTER} join unnest($1::uuid[], $2::uuid[]) k (hand_over_id, batch_id) on h.id = k.hand_over_id and l.batch_id = k.batch_id
      where $3::uuid is null or h.creditor_id = $3`,
    [news.map(({ letterId }) => letterId), news.map(({ batch }) => batch), creditorId],
  )

/** Of a batch, or one of them; what was taken out is not among them. */
export const lettersOfBatch = (sql: Sql, { creditorId, batchId }: BatchKey, attemptId: string | null = null): Promise<PrintedLetter[]> =>
  sql.query<PrintedLetter>(
    `${LETTER} where l.creditor_id = $1 and l.batch_id = $2 and l.taken_out is null and h.state = 'accepted'
      and ($3::uuid is null or l.attempt_id = $3) order by l.sequence`,
    [creditorId, batchId, attemptId],
  )

const RANK = (column: string): string =>
  `coalesce(array_position(array['received', 'printed', 'rejected', 'posted', 'delivered', 'returned', 'destroyed'], ${column}), 0)`

/** Forward only. */
export async function notePrintEvent(
  sql: Sql,
  { creditorId, batchId, attemptId }: PrintedLetter,
  event: PrintEvent,
  told: { readonly postedOn: LocalDate | null; readonly barcode: string | null },
): Promise<void> {
  await sql.query(
    `update batch_letter l set print_event = case when ${RANK('l.print_event')} < ${RANK('$4')} then $4 else l.print_event end,
      posted_on = coalesce($5, l.posted_on), barcode = coalesce($6, l.barcode)
     where l.creditor_id = $1 and l.batch_id = $2 and l.attempt_id = $3`,
    [creditorId, batchId, attemptId, event, told.postedOn, told.barcode],
  )
}

/** It cannot count as sent: its step is free again, and the debtor is decided anew with a whole term (rule 12; art. 6:96(6) BW). */
export async function makeAgain(sql: Sql, { creditorId, batchId, attemptId }: PrintedLetter, by: string, now: Instant): Promise<void> {
  await sql.query(
    `with locked as (
       select d.creditor_id, d.id from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
         where a.creditor_id = $1 and a.id = $3 for update of d
     ), out as (
       update batch_letter l set taken_out = '[{"code": "superseded"}]', taken_out_by = $4 from locked
         where l.creditor_id = $1 and l.batch_id = $2 and l.attempt_id = $3 and l.taken_out is null
       returning l.attempt_id, l.hand_over_id
     ), ended as (
       update contact_attempt a set state = 'suppressed', end_reasons = '[{"code": "superseded"}]', ended_at = $5, weight = 0 from out
       where a.creditor_id = $1 and a.id = out.attempt_id and a.state in ('handed-over', 'sending', 'unknown') returning a.id, a.debtor_id
     ), undone as (
       update hand_over h set state = 'not-accepted', code = 'posted-too-late' from out where h.creditor_id = $1 and h.id = out.hand_over_id
     ), freed as (
       update claim_step t set live = false from ended e where t.creditor_id = $1 and t.attempt_id = e.id
     ), asked as (
       update debtor d set version = d.version + 1, review_at = least(d.review_at, $5) from ended e where d.creditor_id = $1 and d.id = e.debtor_id
     )
     insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
     select $1, $6, debtor_id, id, 'suppressed', '{"reasons": [{"code": "superseded"}]}', $5 from ended`,
    [creditorId, batchId, attemptId, by, new Date(now), newId()],
  )
}

/** One letter again, alone, as the same letter: a batch of its own that is printed like any other. */
export async function reprint(sql: Sql, letter: PrintedLetter, postingDay: LocalDate, by: string, now: Instant): Promise<LetterBatchId> {
  const id = newId<LetterBatchId>()
  await sql.query(
    `insert into letter_batch (creditor_id, id, posting_day, state, layout, assembled_by, released_by, released_at, due_at, created_at, reprint)
     select creditor_id, $3, $4, 'released', layout, $5, $5, $6, $6, $6, true from letter_batch where creditor_id = $1 and id = $2`,
    [letter.creditorId, letter.batchId, id, postingDay, by, new Date(now)],
  )
  await sql.query(`insert into batch_letter (creditor_id, batch_id, attempt_id, hand_over_id) values ($1, $2, $3, $4)`, [
    letter.creditorId,
    id,
    letter.attemptId,
    letter.letterId,
  ])
  return id
}

/** What nobody knows is kept with its fault, for a person. */
export async function quarantine(
  sql: Sql,
  lines: readonly { readonly text: string; readonly fault: string }[],
  now: Instant,
): Promise<void> {
  await sql.query(
    `insert into raw_call (id, source, body, received_at, done, fault)
     select g.id, 'print-house', convert_to(g.text, 'UTF8'), $2, true, g.fault from jsonb_to_recordset($1::jsonb) as g (id uuid, text text, fault text)`,
    [JSON.stringify(lines.map((line) => ({ ...line, id: newId() }))), new Date(now)],
  )
}
