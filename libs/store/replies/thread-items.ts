/** Thread items: what was written to and by a debtor over all channels, with notes between; and what a person keeps there while they answer. */
import type { CallOutcomeKind, Channel, DebtorId, FailureClass, Instant, OutboundMessage, Phase, Reading, Reason } from '#domain'
import type { Sql } from '../database'
import type { MatchedBy } from './inbound-messages'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

export interface ThreadItem {
  readonly kind: 'inbound' | 'outbound' | 'note'
  readonly id: string
  readonly at: Instant
  readonly channel: Channel | null
  readonly subject: string | null
  readonly text: string | null
  /** There is more of it than is listed. */
  readonly cut: boolean
  readonly author: string | null
  /** Of what was sent: the state of the contact, and what the carrier told last. */
  readonly state: string | null
  readonly receipt: string | null
  readonly failure: FailureClass | null
  /** In the carrier's own language. */
  readonly code: string | null
  readonly endReasons: readonly Reason[] | null
  /** Of a contact that the rules decided, or in approved words. */
  readonly phase: Phase | null
  readonly template: boolean
  /** Of a call. */
  readonly outcome: CallOutcomeKind | null
  readonly automatic: 'reply' | 'bounce' | null
  readonly reading: Omit<Reading, 'automatic'> | null
  readonly suggestion: string | null
  readonly claimId: string | null
  readonly matchedBy: MatchedBy | null
}

/** Of one message; a page that holds more of it blocks. */
export const MOST_LISTED = 200_000
const NOTHING = (...names: string[]): string => names.map((name) => `null as "${name}"`).join(', ')
const INBOUND = `
  select 'inbound' as kind, id, received_at as at, channel, subject, left(text, ${MOST_LISTED}) as text,
    length(text) > ${MOST_LISTED} as cut, ${NOTHING('author', 'state', 'receipt', 'failure', 'code')}, null::jsonb as "endReasons",
      null as phase, false as template, null as outcome, automatic, reading, suggestion, claim_id as "claimId", matched_by as "matchedBy"
  from inbound_message where creditor_id = $1 and debtor_id = $2 and ($3::timestamptz is null or (received_at, id) < ($3, $4::uuid))
    order by received_at desc, id desc limit $5`
/** What was taken back never was: its words are in the draft again. */
const OUTBOUND = `
  select 'outbound', a.id, a.planned_for, a.channel, null, coalesce(b.text, w.text), false, coalesce(w.author, o.agent), a.state, h.receipt,
    h.failure, h.code, a.end_reasons, a.phase, w.attempt_id is null or w.message is not null, o.kind, null, null::jsonb, null, null::uuid, null
  from contact_attempt a
  left join lateral (select id, receipt, failure, code from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id
    order by number desc limit 1) h on true
  left join lateral (select content ->> 'text' as text from message_body b where b.creditor_id = a.creditor_id and b.hand_over_id = h.id) b on true
  left join agent_answer w on w.creditor_id = a.creditor_id and w.attempt_id = a.id
  left join lateral (select o.kind, o.agent from call_task k join call_outcome o on o.creditor_id = k.creditor_id
    and o.debtor_id = k.debtor_id and o.task_id = k.id
    where a.channel = 'call' and k.creditor_id = a.creditor_id and k.debtor_id = a.debtor_id and k.attempt_id = a.id order by o.at desc limit 1) o on true
  where a.creditor_id = $1 and a.debtor_id = $2 and not (w.attempt_id is not null and a.state = 'suppressed'
    and a.end_reasons @> '[{"code": "superseded"}]') and ($3::timestamptz is null or (a.planned_for, a.id) < ($3, $4::uuid))
      order by a.planned_for desc, a.id desc limit $5`
const NOTES = `
  select 'note', id, at, null, null, text, false, author, null, null, null, null, null::jsonb, null, false, null, null, null::jsonb, null, null::uuid, null
  from conversation_note where creditor_id = $1 and debtor_id = $2 and ($3::timestamptz is null or (at, id) < ($3, $4::uuid))
    order by at desc, id desc limit $5`

/** The newest first. */
export const threadItems = (
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  before: readonly [at: Instant, id: string] | null,
  limit: number,
): Promise<ThreadItem[]> =>
  sql.query<ThreadItem>(
    `select * from ((${INBOUND}) union all (${OUTBOUND}) union all (${NOTES})) item order by at desc, id desc limit $5`,
    [creditorId, debtorId, before && new Date(before[0]), before?.[1] ?? null, limit],
  )

export async function addNote(sql: Sql, { creditorId, debtorId }: DebtorKey, author: string, text: string, now: Instant): Promise<string> {
  const id = newId<string>()
  await sql.query(`insert into conversation_note (creditor_id, id, debtor_id, author, text, at) values ($1, $2, $3, $4, $5, $6)`, [
    creditorId,
    id,
    debtorId,
    author,
    text,
    new Date(now),
  ])
  return id
}

export interface Draft {
  readonly author: string
  readonly text: string
  readonly seq: number
  readonly at: Instant
}

/** A draft that was written later stays; an empty one goes. False: a later one is there. */
export async function keepDraft(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  { author, text, seq }: Omit<Draft, 'at'>,
  now: Instant,
): Promise<boolean> {
  const kept = await sql.query(
    `insert into conversation_draft as f (creditor_id, debtor_id, author, text, seq, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (creditor_id, debtor_id, author) do update set text = excluded.text, seq = excluded.seq, at = excluded.at
       where f.seq <= excluded.seq returning seq`,
    [creditorId, debtorId, author, text, seq, new Date(now)],
  )
  if (text === '')
    await sql.query(`delete from conversation_draft where creditor_id = $1 and debtor_id = $2 and author = $3 and text = ''`, [
      creditorId,
      debtorId,
      author,
    ])
  // Whoever took over in mid-sentence reads the rest of it as it comes in.
  await sql.query(
    `select pg_notify('tijdig_work', creditor_id || ' inbox') from conversation
     where creditor_id = $1 and debtor_id = $2 and lock_holder <> $3 and lock_until > clock_timestamp()`,
    [creditorId, debtorId, author],
  )
  return kept.length > 0
}

export const draftsOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<Draft[]> =>
  sql.query<Draft>(`select author, text, seq, at from conversation_draft where creditor_id = $1 and debtor_id = $2 order by at desc`, [
    creditorId,
    debtorId,
  ])

export interface AnswerToKeep {
  readonly step: string
  readonly author: string
  readonly text: string
  /** Of approved words: the message that leaves. */
  readonly message: OutboundMessage | null
}

/** The words of the contact that was planned as this step; its id. */
export async function keepAnswerByHand(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  { step, author, text, message }: AnswerToKeep,
  now: Instant,
): Promise<string> {
  const [kept] = await sql.query<{ id: string }>(
    `insert into agent_answer (creditor_id, attempt_id, debtor_id, author, text, at, message)
     select creditor_id, id, debtor_id, $4, $5, $6, $7 from contact_attempt where creditor_id = $1 and debtor_id = $2 and step = $3 returning attempt_id as id`,
    [creditorId, debtorId, step, author, text, new Date(now), message && JSON.stringify(message)],
  )
  if (!kept) throw new Error('the answer was not planned')
  return kept.id
}

export interface AnswerToWord {
  readonly attemptId: string
  readonly text: string
  readonly message: OutboundMessage | null
  /** Of the latest mail of the debtor. */
  readonly subject: string | null
}

export async function answersByHand(
  sql: Sql,
  attempts: readonly { readonly creditorId: string; readonly attemptId: string }[],
): Promise<ReadonlyMap<string, AnswerToWord>> {
  if (attempts.length === 0) return new Map()
  const rows = await sql.query<AnswerToWord>(
    `select w.attempt_id as "attemptId", w.text, w.message,
       (select m.subject from inbound_message m where m.creditor_id = w.creditor_id and m.debtor_id = w.debtor_id and m.channel = 'email'
         order by m.received_at desc limit 1) as subject
     from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) join agent_answer w on w.creditor_id = k.creditor_id and w.attempt_id = k.id`,
    [attempts.map(({ creditorId }) => creditorId), attempts.map(({ attemptId }) => attemptId)],
  )
  return new Map(rows.map((row) => [row.attemptId, row]))
}

export interface QueuedAnswer {
  readonly debtorId: DebtorId
  /** Null: the words of a template, which nobody wrote. */
  readonly text: string | null
  readonly author: string
}

/** Only while it waits to leave, and nobody has taken it up; locked. */
export async function answerToRetract(sql: Sql, creditorId: string, attemptId: string): Promise<QueuedAnswer | null> {
  const [row] = await sql.query<QueuedAnswer>(
    `select w.debtor_id as "debtorId", case when w.message is null then w.text end as text, w.author from agent_answer w
      join contact_attempt a on a.creditor_id = w.creditor_id and a.id = w.attempt_id
     where w.creditor_id = $1 and w.attempt_id = $2 and a.state in ('planned', 'queued') and a.lease_token is null for update of a`,
    [creditorId, attemptId],
  )
  return row ?? null
}
