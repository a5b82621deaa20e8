/** Responses: which contacts a debtor answered, and the counts that decide learns from, in the transaction of the reaction (R12). */
import type { Channel, CreditorId, HandOverId, Instant, ReceiptStatus } from '#domain'
import { instantColumn, MILLIS, plainColumn } from './columns'
import type { Sql } from './database'
import { keyArrays, type DebtorKey } from './snapshots'

export interface ReceiptSeen {
  readonly handOverId: HandOverId
  readonly status: ReceiptStatus
  readonly at: Instant
}

export interface ReplySeen extends DebtorKey {
  readonly channel: Channel
  readonly at: Instant
}

/** A reaction so long after a contact is not taken for its answer. */
const ANSWER_DAYS = 14
/** A contact that nobody has answered yet counts as unanswered after this long. */
const PATIENCE_DAYS = 3
/** Older contacts say little of today. */
const MEMORY_MONTHS = 24
/** Enough to find the hour of day in which most answers come. */
const LATEST = 12
/** Transactions that count at the same time rarely meet on one. */
const SHARES = 16

/** What carriers told in one round. Delivery is no answer, but a moment to see what became of the contacts before it. */
export async function noteReceipts(sql: Sql, receipts: readonly ReceiptSeen[], now: Instant): Promise<void> {
  const seen = receipts.filter(({ status }) => status === 'delivered' || status === 'read')
  if (seen.length === 0) return
  const read = seen.filter(({ status }) => status === 'read')
  if (read.length > 0)
    await sql.query(READ, [plainColumn(read.map(({ handOverId }) => handOverId)), instantColumn(read.map(({ at }) => at))])
  const debtors = await sql.query<DebtorKey>(
    `select distinct creditor_id as "creditorId", debtor_id as "debtorId" from hand_over where id = any ($1::uuid[])`,
    [plainColumn(seen.map(({ handOverId }) => handOverId))],
  )
  await countResponses(sql, debtors, now)
}

const READ = `
  update contact_attempt a set answered_at = g.at, answered_by = 'read'
  from unnest($1::uuid[], $2::timestamptz[]) g (id, at) join hand_over h on h.id = g.id
  where a.creditor_id = h.creditor_id and a.id = h.attempt_id and a.state = 'handed-over' and a.answered_at is null`

/** A reply answers the latest contact over its channel; a call that somebody took, itself. */
export async function noteAnswer(
  sql: Sql,
  { creditorId, debtorId, channel, at }: ReplySeen,
  by: 'reply' | 'call',
  now: Instant,
): Promise<void> {
  await sql.query(
    `update contact_attempt a set answered_at = $4, answered_by = $5 where a.creditor_id = $1 and a.answered_at is null and a.id = (
       select l.id from contact_attempt l where l.creditor_id = $1 and l.debtor_id = $2 and l.channel = $3 and l.state = 'handed-over'
         and l.sent_at <= $4 and l.planned_for > $4::timestamptz - interval '${ANSWER_DAYS} days' order by l.planned_for desc, l.id desc limit 1)`,
    [creditorId, debtorId, channel, new Date(at), by],
  )
  await countResponses(sql, [{ creditorId, debtorId }], now)
}

/** A payment answers the latest contact before it; by its own day, so that a file that is read late, or twice, says the same. Answers which contacts it answered. */
export async function notePaid(sql: Sql, creditorId: CreditorId, sourceKeys: readonly string[], now: Instant): Promise<string[]> {
  const paid = await sql.query<DebtorKey & { readonly attemptId: string }>(PAID, [creditorId, sourceKeys])
  await countResponses(sql, paid, now)
  return paid.map(({ attemptId }) => attemptId)
}

/** What a payment was taken for the answer to, when that payment turned out to be another's. */
export async function forgetPaid(sql: Sql, creditorId: CreditorId, attempts: readonly string[], now: Instant): Promise<void> {
  const asked =
    attempts.length === 0
      ? []
      : await sql.query<DebtorKey>(
          `update contact_attempt set answered_at = null, answered_by = null where creditor_id = $1 and id = any ($2::uuid[]) and answered_by = 'payment'
     returning creditor_id as "creditorId", debtor_id as "debtorId"`,
          [creditorId, attempts],
        )
  await countResponses(sql, asked, now)
}

const PAID = `
  with paid as (
    select c.debtor_id, max(p.received_on) as day from payment p join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id
    where p.creditor_id = $1 and p.source_key = any ($2) and p.amount_cents > 0 group by c.debtor_id
  ), latest as (
    select l.* from paid g cross join lateral (
      select l.id, l.debtor_id, l.answered_at, g.day from contact_attempt l
      where l.creditor_id = $1 and l.debtor_id = g.debtor_id and l.state = 'handed-over' and l.planned_for < g.day + 1 and l.planned_for >= g.day - ${ANSWER_DAYS}
      order by l.planned_for desc, l.id desc limit 1) l
  ), marked as (
    update contact_attempt a set answered_at = greatest(a.sent_at, l.day), answered_by = 'payment' from latest l
    where a.creditor_id = $1 and a.id = l.id and l.answered_at is null returning a.id, a.debtor_id
  )
  select $1 as "creditorId", debtor_id as "debtorId", id as "attemptId" from marked`

/** The callers hold the debtors' rows, so that nobody else writes their counts. */
export async function countResponses(sql: Sql, debtors: readonly DebtorKey[], now: Instant): Promise<void> {
  if (debtors.length === 0) return
  const { creditors, debtors: ids } = keyArrays(debtors)
  await sql.query(COUNT, [creditors, ids, new Date(now)])
}

const COUNT = `
  with k as materialized (
    select distinct d.creditor_id, d.id, d.kind, d.segment from unnest($1::uuid[], $2::uuid[]) g (creditor_id, id) join debtor d on d.creditor_id = g.creditor_id and d.id = g.id
  ), fresh as materialized (
    select k.*, a.channel, count(*)::int as contacts, count(a.answered_at)::int as answered,
      (array_agg(${MILLIS('a.answered_at')} order by a.answered_at desc) filter (where a.answered_by <> 'payment'))[1:${LATEST}] as answered_at
    from k join contact_attempt a on a.creditor_id = k.creditor_id and a.debtor_id = k.id
    where a.state = 'handed-over' and a.phase <> 'reply' and a.planned_for > $3::timestamptz - interval '${MEMORY_MONTHS} months'
      and (a.answered_at is not null or a.planned_for < $3::timestamptz - interval '${PATIENCE_DAYS} days')
    group by k.creditor_id, k.id, k.kind, k.segment, a.channel
  ), known as (
    select k.creditor_id, k.id, r.channel, r.contacts, r.answered from k join response_profile p on p.creditor_id = k.creditor_id and p.debtor_id = k.id
    cross join lateral jsonb_to_recordset(p.responses) r (channel text, contacts int, answered int)
  ), news as (
    select f.creditor_id, f.kind, f.segment, f.channel, sum(greatest(f.contacts - coalesce(n.contacts, 0), 0)) as contacts, sum(greatest(f.answered - coalesce(n.answered, 0), 0)) as answered
    from fresh f left join known n on n.creditor_id = f.creditor_id and n.id = f.id and n.channel = f.channel group by f.creditor_id, f.kind, f.segment, f.channel
  ), totalled as (
    insert into segment_response as s (creditor_id, kind, segment, channel, share, contacts, answered)
    select creditor_id, kind, segment, channel, pg_backend_pid() % ${SHARES}, contacts, answered from news where contacts + answered > 0
    order by creditor_id, kind, segment, channel
    on conflict (creditor_id, kind, segment, channel, share) do update set contacts = s.contacts + excluded.contacts, answered = s.answered + excluded.answered
  ), alike as materialized (
    select s.creditor_id, s.kind, s.segment, s.channel, sum(s.contacts)::bigint as contacts, sum(s.answered)::bigint as answered
    from segment_response s where (s.creditor_id, s.kind, s.segment) in (select creditor_id, kind, segment from fresh) group by 1, 2, 3, 4
  ), who as (
    select distinct creditor_id, id, kind, segment from fresh
  ), rows as (
    select w.creditor_id, w.id, coalesce(f.channel, s.channel) as channel, coalesce(f.contacts, 0) as contacts, coalesce(f.answered, 0) as answered,
      coalesce(f.answered_at, '{}') as answered_at, coalesce(s.contacts, 0) as like_contacts, coalesce(s.answered, 0) as like_answered
    from who w join alike s on s.creditor_id = w.creditor_id and s.kind = w.kind and s.segment = w.segment
    left join fresh f on f.creditor_id = w.creditor_id and f.id = w.id and f.channel = s.channel
    union all
    select f.creditor_id, f.id, f.channel, f.contacts, f.answered, coalesce(f.answered_at, '{}'), 0, 0 from fresh f
    where not exists (select from alike s where s.creditor_id = f.creditor_id and s.kind = f.kind and s.segment = f.segment and s.channel = f.channel)
  )
  insert into response_profile (creditor_id, debtor_id, responses, counted_at)
  select creditor_id, id, jsonb_agg(jsonb_build_object('channel', channel, 'contacts', contacts, 'answered', answered, 'answeredAt', to_jsonb(answered_at),
    'like', jsonb_build_object('contacts', like_contacts, 'answered', like_answered)) order by channel), $3
  from rows group by creditor_id, id
  on conflict (creditor_id, debtor_id) do update set responses = excluded.responses, counted_at = excluded.counted_at
  where response_profile.responses <> excluded.responses`
