/** Hand-overs: what carriers say of a send after it ended, and which are unknown (rules 10 to 14). */
import type {
  Address,
  AttemptId,
  Channel,
  CreditorId,
  DebtorId,
  FailureClass,
  HandOverId,
  Instant,
  MessageContent,
  ReceiptStatus,
} from '#domain'
import type { Sql } from './database'
import { newId } from './ids'
import { LEARN, recordOutcomes, unannounced } from './record-outcomes'
import type { DebtorKey } from './snapshots'

/** Whoever was decided while it was under way waits for its end. */
const REVIEW_NOW = `
  asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $2) from news n where d.creditor_id = n.creditor_id and d.id = n.debtor_id
  )`

export interface Receipt {
  readonly key: string
  readonly handOverId: HandOverId
  readonly carrierReference: string | null
  readonly status: ReceiptStatus
  readonly failure: FailureClass | null
  readonly code: string | null
  readonly at: Instant
}

/**
 * A carrier's word about a hand-over: forward only, each key once, also before our own outcome is committed.
 * Any receipt proves acceptance; failed and returned may follow delivered. Answers whether the hand-over is ours.
 */
export async function applyReceipt(sql: Sql, receipt: Receipt, now: Instant): Promise<boolean> {
  const [row] = await sql.query<{ known: boolean }>(APPLY_RECEIPT, [
    receipt.handOverId,
    new Date(now),
    receipt.key,
    receipt.status,
    receipt.carrierReference,
    receipt.failure,
    receipt.code,
    new Date(receipt.at),
    newId(),
  ])
  return row?.known ?? false
}

/** Takes the debtors of these hand-overs in the order that every stage takes them in, so that no two stages wait for each other. */
export async function lockDebtorsOf(sql: Sql, handOvers: readonly HandOverId[]): Promise<void> {
  if (handOvers.length === 0) return
  await sql.query(
    `select from debtor d where (d.creditor_id, d.id) in (select creditor_id, debtor_id from hand_over where id = any ($1::uuid[]))
     order by d.creditor_id, d.id for update`,
    [handOvers],
  )
}

const RANK = (column: string): string => `array_position(array['accepted', 'sent', 'delivered', 'read', 'failed', 'returned'], ${column})`

const APPLY_RECEIPT = `
  with locked as (
    select h.creditor_id, h.id from hand_over h join debtor d on d.creditor_id = h.creditor_id and d.id = h.debtor_id where h.id = $1 for update of d
  ), fresh as (
    insert into fact_key (creditor_id, key, at) select creditor_id, $3, $8 from locked on conflict do nothing returning creditor_id
  ), news as (
    update hand_over h set receipt = $4, carrier_reference = coalesce(h.carrier_reference, $5), failure = coalesce($6, h.failure), code = coalesce($7, h.code),
      state = case when $4 in ('failed', 'returned') then 'failed' else 'accepted' end, ended_at = coalesce(h.ended_at, $2)
    from fresh f where h.id = $1 and coalesce(${RANK('h.receipt')}, 0) < ${RANK('$4')} and h.state in ('sending', 'unknown', 'accepted')
    returning h.creditor_id, h.id, h.attempt_id, h.debtor_id, h.contact_point_id, h.channel, h.sender,
      case when $4 = 'returned' then 'permanent' else $6 end as failure, coalesce($7, $4) as code
  ), moved as (
    update contact_attempt a set state = case when $4 in ('failed', 'returned') then 'failed' else 'handed-over' end, lease_token = null, lease_until = null,
      weight = case when $4 in ('failed', 'returned') then 0 else a.weight end,
      ended_at = case when $4 in ('failed', 'returned') then $2 else a.ended_at end
    from news n where a.creditor_id = n.creditor_id and a.id = n.attempt_id and a.state in ('sending', 'unknown', 'handed-over')
  ), settled as (
    update task k set closed_at = $2, closed_as = 'receipt' from news n
    where k.creditor_id = n.creditor_id and k.debtor_id = n.debtor_id and k.attempt_id = n.attempt_id and k.kind = 'outcome-unknown' and k.closed_at is null
  ), ${LEARN}, ${REVIEW_NOW}, ${unannounced(`$4 in ('failed', 'returned')`)}, told as (
    insert into contact_event (creditor_id, id, debtor_id, attempt_id, hand_over_id, kind, detail, at)
    select creditor_id, $9, debtor_id, attempt_id, id, $4, jsonb_strip_nulls(jsonb_build_object('failure', failure, 'code', $7)), $8 from news
  )
  select exists (select from locked) as known`

export interface UnknownHandOver {
  readonly creditorId: CreditorId
  readonly handOverId: HandOverId
  readonly attemptId: AttemptId
  readonly debtorId: DebtorId
  readonly channel: Channel
  readonly carrier: string
  /** Null: erased since. */
  readonly to: Address | null
  readonly content: MessageContent | null
  readonly since: Instant
  readonly taskOpen: boolean
}

/** Unknown outcomes whose next look-up is due. */
export function unknownHandOvers(sql: Sql, now: Instant, limit: number): Promise<UnknownHandOver[]> {
  return sql.query<UnknownHandOver>(
    `select h.creditor_id as "creditorId", h.id as "handOverId", h.attempt_id as "attemptId", h.debtor_id as "debtorId", h.channel, h.carrier, m.address as "to", m.content,
       h.started_at as since, exists (select from task k where k.creditor_id = h.creditor_id and k.debtor_id = h.debtor_id and k.attempt_id = h.attempt_id and k.kind = 'outcome-unknown') as "taskOpen"
     from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'unknown'
       left join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     where a.state = 'unknown' and a.due_at <= $1 order by a.due_at, a.id limit $2`,
    [new Date(now), limit],
  )
}

export interface ReferredHandOver {
  readonly reference: string
  readonly handOverId: HandOverId
}

/** What a carrier knows under a name of its own. */
export function handOversByReference(sql: Sql, references: readonly string[]): Promise<ReferredHandOver[]> {
  return sql.query<ReferredHandOver>(
    `select carrier_reference as reference, id as "handOverId" from hand_over where carrier_reference = any ($1)`,
    [references],
  )
}

export async function creditorsOfHandOvers(sql: Sql, ids: readonly HandOverId[]): Promise<ReadonlyMap<string, CreditorId>> {
  const rows = await sql.query<{ id: string; creditorId: CreditorId }>(
    'select id, creditor_id as "creditorId" from hand_over where id = any ($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ id, creditorId }) => [id, creditorId]))
}

export async function unknownHandOversOf(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<HandOverId[]> {
  const rows = await sql.query<{ id: HandOverId }>(
    `select h.id from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'unknown'
     where a.creditor_id = $1 and a.debtor_id = $2 and a.state = 'unknown' order by h.id`,
    [creditorId, debtorId],
  )
  return rows.map((row) => row.id)
}

/** Proof that the carrier never took it: only now may the attempt go again, through the gate (rule 11). */
export async function proveNotAccepted(sql: Sql, handOverId: HandOverId, now: Instant): Promise<void> {
  await sql.query(
    `with locked as (
       select h.creditor_id, h.id from hand_over h join debtor d on d.creditor_id = h.creditor_id and d.id = h.debtor_id where h.id = $1 for update of d
     ), news as (
       update hand_over h set state = 'not-accepted' from locked l where h.id = l.id and h.state = 'unknown' returning h.*
     ), moved as (
       update contact_attempt a set state = 'queued', due_at = $2 from news n where a.creditor_id = n.creditor_id and a.id = n.attempt_id and a.state = 'unknown'
     ), asked as (
       update debtor d set version = d.version + 1 from news n where d.creditor_id = n.creditor_id and d.id = n.debtor_id
     ), settled as (
       update task k set closed_at = $2, closed_as = 'not-accepted' from news n
       where k.creditor_id = n.creditor_id and k.debtor_id = n.debtor_id and k.attempt_id = n.attempt_id and k.kind = 'outcome-unknown' and k.closed_at is null
     )
     insert into contact_event (creditor_id, id, debtor_id, attempt_id, hand_over_id, kind, at)
     select creditor_id, $3, debtor_id, attempt_id, id, 'proven-not-accepted', $2 from news`,
    [handOverId, new Date(now), newId()],
  )
}

/** No proof yet: look again later; after its set time it becomes a person's task, once: of two schedulers the second finds it put off. */
export async function keepUnknown(sql: Sql, unknown: UnknownHandOver, againAt: Instant, openTask: boolean, now: Instant): Promise<void> {
  await sql.query(
    `with later as (
       update contact_attempt set due_at = $3 where creditor_id = $1 and id = $2 and state = 'unknown' and due_at <= $6 returning creditor_id, id, debtor_id, claims
     ), tasked as (
       insert into task (creditor_id, id, debtor_id, kind, claims, attempt_id, opened_at)
       select creditor_id, $5, debtor_id, 'outcome-unknown', claims, id, $6 from later where $4 returning creditor_id, debtor_id, attempt_id
     )
     insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
     select creditor_id, $7, debtor_id, attempt_id, 'task-opened', '{"kind": "outcome-unknown"}', $6 from tasked`,
    [unknown.creditorId, unknown.attemptId, new Date(againAt), openTask, newId(), new Date(now), newId()],
  )
}

/**
 * Hand-overs whose worker is gone are unknown (rule 11). A running system waits for the lease to end; at the start of the only
 * process on an embedded database every worker before it is dead (`all`). Letters are left to their batch, which is printed again
 * under the same number.
 */
export async function markOrphansUnknown(sql: Sql, all: boolean, againAt: Instant, now: Instant): Promise<number> {
  const orphans = await sql.query<{ id: HandOverId }>(
    `select h.id from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'sending'
     where a.state = 'sending' and a.channel in ('email', 'sms', 'whatsapp') and ($1 or a.lease_until < clock_timestamp()) order by h.creditor_id, h.debtor_id`,
    [all],
  )
  await recordOutcomes(
    sql,
    orphans.map(({ id }) => ({ handOverId: id, outcome: { kind: 'unknown', code: 'worker-gone' }, againAt })),
    now,
  )
  await markInterruptedCalls(sql, all, againAt, now)
  if (all)
    await sql.query(`update contact_attempt set lease_token = null, lease_until = null where state = 'queued' and lease_token is not null`)
  return orphans.length
}

/** A call whose agent went silent, or never came back with an outcome before the end of its day, is unknown (rule 12); the outcome may still be told. */
async function markInterruptedCalls(sql: Sql, all: boolean, againAt: Instant, now: Instant): Promise<void> {
  const calls = await sql.query<{ id: HandOverId }>(
    `select h.id from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'sending'
     where a.state = 'sending' and a.channel = 'call' and ($1 or a.expires_at <= $2 or a.lease_until < clock_timestamp()) order by h.creditor_id, h.debtor_id`,
    [all, new Date(now)],
  )
  await recordOutcomes(
    sql,
    calls.map(({ id }) => ({ handOverId: id, outcome: { kind: 'unknown', code: 'call-interrupted' }, againAt })),
    now,
  )
}
