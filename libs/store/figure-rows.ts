/** The rows behind a figure: whom and what it counts, the latest first; each by the index that counts it. */
import type { CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from './database'
import { COUNTED_AT_MOST, WINDOWS_CLOSING, type Period } from './figures'

export const FIGURES_WITH_ROWS = [
  'queued',
  'calls-waiting',
  'replies-waiting',
  'windows-closing',
  'unknown-outcomes',
  'handed-over',
  'not-sent',
  'failed',
  'promises-kept',
  'debits-returned',
  'calls-reached',
] as const
export type FigureWithRows = (typeof FIGURES_WITH_ROWS)[number]

export interface FigureRow {
  readonly id: string
  readonly debtorId: DebtorId
  readonly debtor: string
  /** Null once it was erased. */
  readonly name: string | null
  readonly at: Instant
  /** A channel, the code of a reason, how a call ended. */
  readonly of: string | null
  /** Of a share: whether it is among the part that is counted. */
  readonly counts: boolean | null
}

export interface RowsAsked extends Period {
  readonly code: FigureWithRows
  readonly of: string | null
  readonly today: Instant
}

interface Source {
  /** Columns id, debtor_id, at, of and counts; $1 is the creditor. */
  readonly text: string
  readonly values: (asked: RowsAsked, now: Instant) => readonly unknown[]
}

const some = (rows: string): string => `select * from (${rows} limit ${COUNTED_AT_MOST}) r`
const OF = (column: string): string => `($2::text is null or ${column} = $2)`
const day = (column: string): string => `(${column}::timestamp at time zone 'UTC')`
const ofToday = (at: string, states: string, of: string): Source => ({
  text: `select id, debtor_id, ${at} as at, ${of} as of, null::boolean as counts from contact_attempt where creditor_id = $1 and ${at} >= $3 and ${at} <= $4 and state in (${states}) and ${OF(of)}`,
  values: (asked, now) => [asked.of, new Date(asked.today), new Date(now)],
})

const SOURCES: Readonly<Record<FigureWithRows, Source>> = {
  queued: {
    text: some(
      `select id, debtor_id, due_at as at, channel as of, null::boolean as counts from contact_attempt where creditor_id = $1 and state = 'queued' and ${OF('channel')}`,
    ),
    values: ({ of }) => [of],
  },
  'calls-waiting': {
    text: some(
      `select id, debtor_id, opens_at as at, null::text as of, null::boolean as counts from call_task where creditor_id = $1 and state = 'queued'`,
    ),
    values: () => [],
  },
  'replies-waiting': {
    text: some(
      `select debtor_id as id, debtor_id, since as at, null::text as of, null::boolean as counts from conversation where creditor_id = $1 and state = 'open' and since < $2::timestamptz - interval '4 hours'`,
    ),
    values: (_, now) => [new Date(now)],
  },
  'windows-closing': {
    text: some(
      `select w.debtor_id as id, w.debtor_id, w.closes_at as at, 'whatsapp' as of, null::boolean as counts from (${WINDOWS_CLOSING}) w`,
    ),
    values: (_, now) => [new Date(now)],
  },
  'unknown-outcomes': {
    text: some(
      `select id, debtor_id, planned_for as at, channel as of, null::boolean as counts from contact_attempt where creditor_id = $1 and state = 'unknown'`,
    ),
    values: () => [],
  },
  'handed-over': ofToday('sent_at', `'handed-over'`, 'channel'),
  'not-sent': ofToday('ended_at', `'suppressed', 'expired'`, `coalesce(end_reasons -> 0 ->> 'code', 'unsaid')`),
  failed: ofToday('ended_at', `'refused', 'failed'`, 'channel'),
  'promises-kept': {
    text: `select id, debtor_id, ${day('pay_by')} as at, state as of, state = 'kept' as counts from promise_to_pay where creditor_id = $1 and pay_by between $2 and $3 and state in ('kept', 'broken')`,
    values: ({ from, until }) => [from, until],
  },
  'debits-returned': {
    text: `select x.id, c.debtor_id, ${day('x.collect_on')} as at, x.return_code as of, x.returned_on is not null as counts from direct_debit x join claim c on c.creditor_id = x.creditor_id and c.id = x.claim_id
      where x.creditor_id = $1 and x.collect_on between $2 and $3`,
    values: ({ from, until }) => [from, until],
  },
  'calls-reached': {
    text: `select id, debtor_id, at, kind as of, kind not in ('no-answer', 'wrong-number') as counts from call_outcome where creditor_id = $1 and at >= $2 and at < $3`,
    values: ({ starts, ends }) => [new Date(starts), new Date(ends)],
  },
}

export function figureRows(
  sql: Sql,
  creditorId: CreditorId,
  asked: RowsAsked,
  after: readonly [Instant, string] | null,
  limit: number,
  now: Instant,
): Promise<FigureRow[]> {
  const { text, values } = SOURCES[asked.code]
  const given = [creditorId, ...values(asked, now)]
  const [at, id, most] = [1, 2, 3].map((next) => `$${given.length + next}`)
  return sql.query<FigureRow>(
    `with shown as (select r.* from (${text}) r where ${at}::timestamptz is null or (r.at, r.id) < (${at}, ${id}::uuid) order by r.at desc, r.id desc limit ${most})
     select s.id, s.debtor_id as "debtorId", d.reference as debtor, p.name, (extract(epoch from s.at) * 1000)::bigint as at, s.of, s.counts from shown s
     join debtor d on d.creditor_id = $1 and d.id = s.debtor_id left join debtor_person p on p.creditor_id = $1 and p.debtor_id = d.id order by s.at desc, s.id desc`,
    [...given, after === null ? null : new Date(after[0]), after?.[1] ?? null, limit],
  )
}
