/** The counts of a batch: what was exported is in the end posted, rejected or withdrawn; what is not by its day is told once. */
import type { Instant, LetterBatchId } from '#domain'
import type { Sql } from '../database'
import type { BatchKey } from './letter-batches'

/** Where a letter of a batch stands: `l` the letter of the batch, `h` its hand-over, if it has one. */
export const LETTER_STATE = `
  case when l.taken_out is not null then 'withdrawn'
    when l.print_event in ('returned', 'destroyed') or h.receipt = 'returned' then 'returned'
    when l.print_event = 'rejected' or h.state in ('refused', 'later', 'failed', 'not-accepted') then 'rejected'
    when l.print_event = 'delivered' or not b.reprint and h.receipt in ('delivered', 'read') then 'delivered'
    when l.print_event = 'posted' or not b.reprint and h.receipt = 'sent' then 'posted'
    when h.id is null and not exists (select from contact_attempt w
      where w.creditor_id = l.creditor_id and w.id = l.attempt_id and w.batch_id = l.batch_id and w.state = 'queued') then 'withdrawn'
    when h.id is null then case when l.pages is not null then 'checked' else 'assembled' end
    when b.state = 'released' then 'released' else 'exported' end`

const OPEN = `
  (select count(*)::int from batch_letter l join hand_over h on h.creditor_id = l.creditor_id and h.id = l.hand_over_id
    where l.creditor_id = b.creditor_id and l.batch_id = b.id and ${LETTER_STATE} = 'exported')`

/** Batches whose day has passed: closed, or told of, once, with the number of letters that nobody has told of. */
export async function closeBatches(sql: Sql, now: Instant): Promise<{ id: LetterBatchId; open: number }[]> {
  const due = await sql.query<{ id: LetterBatchId; open: number }>(
    `with due as (
       select b.creditor_id, b.id, ${OPEN} as open from letter_batch b where b.state = 'exported' and b.closes_at <= $1 order by b.closes_at
         limit 100 for update skip locked
     )
     update letter_batch b set closes_at = null, state = case when due.open = 0 then 'posted' else b.state end,
       alarm_at = case when due.open > 0 then $1 else b.alarm_at end
     from due where b.creditor_id = due.creditor_id and b.id = due.id returning b.id, due.open`,
    [new Date(now)],
  )
  return due.filter(({ open }) => open > 0)
}

/** After news of its letters: closed as soon as the counts close, and the alarm is over. */
export async function closeWhereTold(sql: Sql, batches: readonly BatchKey[]): Promise<void> {
  await sql.query(
    `update letter_batch b set state = 'posted', closes_at = null, alarm_at = null
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) where b.creditor_id = k.creditor_id and b.id = k.id and b.state = 'exported' and ${OPEN} = 0`,
    [batches.map(({ creditorId }) => creditorId), batches.map(({ batchId }) => batchId)],
  )
}
