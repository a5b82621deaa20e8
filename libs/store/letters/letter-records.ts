/** Letter batches and their letters as people see them. */
import type { CreditorId, Instant, LetterBatchId, LocalDate, Phase, PrintEvent, Reason } from '#domain'
import { LETTER_STATE } from './batch-counts'
import type { Sql } from '../database'
import type { BatchKey } from './letter-batches'

export const LETTER_STATES = [
  'assembled',
  'checked',
  'released',
  'exported',
  'posted',
  'delivered',
  'returned',
  'rejected',
  'withdrawn',
] as const
export type LetterState = (typeof LETTER_STATES)[number]
export const BATCH_STATES = ['assembled', 'checked', 'released', 'exported', 'posted'] as const

/** A batch as a list shows it. */
export interface BatchSummary {
  readonly id: LetterBatchId
  readonly state: (typeof BATCH_STATES)[number]
  readonly postingDay: LocalDate
  readonly createdAt: Instant
  readonly assembledBy: string
  readonly checkedBy: string | null
  readonly releasedBy: string | null
  readonly releasedAt: Instant | null
  readonly exportedAt: Instant | null
  readonly reprint: boolean
  readonly legal: boolean
  readonly downloads: number
  /** Since when letters are missing that the print house has not told of. */
  readonly alarmAt: Instant | null
  /** Those that were not withdrawn. */
  readonly letters: number
  readonly pages: number
}

export interface BatchRecord extends BatchSummary {
  readonly counts: Readonly<Partial<Record<LetterState, number>>>
}

/** By the totals that stand with the batch; only before its release may letters have ended that nobody took out yet. */
const SUMMARY = `
  b.id, b.state, b.posting_day as "postingDay", b.created_at as "createdAt", b.assembled_by as "assembledBy", b.checked_by as "checkedBy",
    b.released_by as "releasedBy",
  b.released_at as "releasedAt", b.confirmed_at as "exportedAt", b.reprint, b.downloads, b.alarm_at as "alarmAt", b.legal > 0 as legal, b.pages,
  case when b.state in ('assembled', 'checked')
    then (select count(*)::int from contact_attempt a where a.creditor_id = b.creditor_id and a.batch_id = b.id
      and a.state = 'queued') else b.letters end as letters`

/** The newest first. */
export const listBatches = (sql: Sql, creditorId: CreditorId, before: string | null, limit: number): Promise<BatchSummary[]> =>
  sql.query<BatchSummary>(
    `select ${SUMMARY} from letter_batch b where b.creditor_id = $1 and ($2::uuid is null or b.id < $2) order by b.id desc limit $3`,
    [creditorId, before, limit],
  )

/** With each letter looked at. */
export async function readBatch(sql: Sql, { creditorId, batchId }: BatchKey): Promise<BatchRecord | null> {
  const [row] = await sql.query<BatchRecord>(
    `select ${SUMMARY}, s.counts from letter_batch b cross join lateral (
       select coalesce(json_object_agg(g.state, g.n), '{}') as counts from (
         select ${LETTER_STATE} as state, count(*)::int as n from batch_letter l left
           join hand_over h on h.creditor_id = l.creditor_id and h.id = l.hand_over_id
         where l.creditor_id = b.creditor_id and l.batch_id = b.id group by 1) g
     ) s where b.creditor_id = $1 and b.id = $2`,
    [creditorId, batchId],
  )
  return row ?? null
}

export interface LetterRecord {
  /** The contact that it is. */
  readonly id: string
  readonly debtorId: string
  readonly debtor: string
  readonly phase: Phase
  /** As the print house is told. */
  readonly service: 'normal' | 'registered'
  readonly claims: readonly string[]
  readonly state: LetterState
  readonly pages: number | null
  readonly sequence: number | null
  readonly problem: string | null
  readonly expectedDelivery: LocalDate | null
  readonly payBy: LocalDate | null
  readonly legalEnd: LocalDate | null
  readonly withdrawnFor: readonly Reason[] | null
  readonly withdrawnBy: string | null
  /** What the print house knows it by; null before the release. */
  readonly letterId: string | null
  readonly printEvent: PrintEvent | null
  readonly postedOn: LocalDate | null
  readonly barcode: string | null
}

/** By what the batch left with; before its release by what the creditor says now. */
const REGISTERED = `coalesce(b.layout::jsonb -> 'registered', (select r.profile::jsonb #> '{letters,registered}' from creditor r
  where r.id = b.creditor_id), '[]') ? a.phase`

const LETTERS = `
  select a.id, a.debtor_id as "debtorId", d.reference as debtor, a.phase,
    case when ${REGISTERED} then 'registered' else 'normal' end as service, a.claims, ${LETTER_STATE} as state, l.pages, l.sequence,
      l.problem, a.expected_delivery as "expectedDelivery",
    a.pay_by as "payBy", a.legal_end as "legalEnd", case when l.hand_over_id is null then coalesce(l.taken_out,
      a.end_reasons) else l.taken_out end as "withdrawnFor", l.taken_out_by as "withdrawnBy", l.hand_over_id as "letterId", l.print_event as "printEvent",
    l.posted_on as "postedOn", l.barcode
  from batch_letter l join letter_batch b on b.creditor_id = l.creditor_id and b.id = l.batch_id
  join contact_attempt a on a.creditor_id = l.creditor_id and a.id = l.attempt_id join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
  left join hand_over h on h.creditor_id = l.creditor_id and h.id = l.hand_over_id where l.creditor_id = $1 and l.batch_id = $2`

export const listLetters = (sql: Sql, { creditorId, batchId }: BatchKey, after: string | null, limit: number): Promise<LetterRecord[]> =>
  sql.query<LetterRecord>(`${LETTERS} and ($3::uuid is null or l.attempt_id > $3) order by l.attempt_id limit $4`, [
    creditorId,
    batchId,
    after,
    limit,
  ])

export async function readLetter(sql: Sql, { creditorId, batchId }: BatchKey, id: string): Promise<LetterRecord | null> {
  const [row] = await sql.query<LetterRecord>(`${LETTERS} and l.attempt_id = $3`, [creditorId, batchId, id])
  return row ?? null
}

/** Answers how often it was taken before. */
export async function noteDownload(sql: Sql, { creditorId, batchId }: BatchKey): Promise<number> {
  const [row] = await sql.query<{ before: number }>(
    `update letter_batch set downloads = downloads + 1 where creditor_id = $1 and id = $2 returning downloads - 1 as before`,
    [creditorId, batchId],
  )
  return row?.before ?? 0
}
