/** Conversations: one per debtor over all channels; where it stands, whose it is, and who is answering right now. */
import type { Channel, CreditorId, DebtorId, Instant, Intent } from '#domain'
import type { Sql } from '../database'
import type { DebtorKey } from '../snapshots'

export const CONVERSATION_STATES = ['open', 'waiting', 'done'] as const
export type ConversationState = (typeof CONVERSATION_STATES)[number]

const key = ({ creditorId, debtorId }: DebtorKey): [string, DebtorId] => [creditorId, debtorId]

/** A message waits for an answer; of several the first says since when. Whoever had it keeps it. */
export async function openConversation(sql: Sql, debtor: DebtorKey, since: Instant): Promise<void> {
  await sql.query(
    `insert into conversation as c (creditor_id, debtor_id, state, since) values ($1, $2, 'open', $3)
     on conflict (creditor_id, debtor_id) do update set state = 'open', wait_until = null,
       since = case when c.state = 'open' then least(c.since, excluded.since) else excluded.since end`,
    [...key(debtor), new Date(since)],
  )
}

export interface ConversationRow {
  readonly debtorId: DebtorId
  readonly reference: string
  readonly name: string
  readonly state: ConversationState
  readonly assignee: string | null
  readonly since: Instant
  readonly waitUntil: Instant | null
  readonly lockHolder: string | null
  readonly lockSince: Instant | null
  readonly lockUntil: Instant | null
  readonly channel: Channel | null
  readonly firstLine: string | null
  readonly intent: Intent | null
  readonly clear: boolean | null
  /** When they last wrote on WhatsApp: free words may be sent for a day from then. */
  readonly whatsappAt: Instant | null
}

export const INBOX_VIEWS = ['open', 'unassigned', 'mine', 'waiting', 'done'] as const
export type InboxView = (typeof INBOX_VIEWS)[number]

const VIEWS: Readonly<Record<InboxView, string>> = {
  open: `c.state = 'open'`,
  unassigned: `c.state = 'open' and c.assignee is null`,
  mine: `c.state = 'open' and c.assignee = $2`,
  waiting: `c.state = 'waiting'`,
  done: `c.state = 'done'`,
}

const LOCK_MINUTES = 10

const ROW = `
  select c.debtor_id as "debtorId", d.reference, p.name, c.state, c.assignee, c.since, c.wait_until as "waitUntil",
    case when c.lock_until > clock_timestamp() then c.lock_holder end as "lockHolder",
      case when c.lock_until > clock_timestamp() then c.lock_until end as "lockUntil",
    coalesce(c.lock_since, c.lock_until - interval '${LOCK_MINUTES} minutes') as "lockSince",
    m.channel, left(m.text, 140) as "firstLine", m.reading ->> 'intent' as intent, (m.reading ->> 'clear')::boolean as clear,
    (select max(w.received_at) from inbound_message w where w.creditor_id = c.creditor_id and w.debtor_id = c.debtor_id
      and w.channel = 'whatsapp') as "whatsappAt"
  from conversation c join debtor d on d.creditor_id = c.creditor_id and d.id = c.debtor_id and d.merged_into is null
  join debtor_person p on p.creditor_id = d.creditor_id and p.debtor_id = d.id
  left join lateral (select channel, text, reading from inbound_message i
    where i.creditor_id = c.creditor_id and i.debtor_id = c.debtor_id and i.automatic is null
    order by i.received_at desc limit 1) m on true`

/** Who waits longest comes first; of those that are done, the latest. */
export function listInbox(
  sql: Sql,
  creditorId: CreditorId,
  view: InboxView,
  agent: string | null,
  after: readonly [since: Instant, id: string] | null,
  limit: number,
): Promise<ConversationRow[]> {
  const [order, beyond] = view === 'done' ? ['desc', '<'] : ['asc', '>']
  return sql.query<ConversationRow>(
    `${ROW} where c.creditor_id = $1 and ($2::text is null or true) and ${VIEWS[view]}
      and ($3::timestamptz is null or (c.since, c.debtor_id) ${beyond} ($3, $4::uuid))
     order by c.since ${order}, c.debtor_id ${order} limit $5`,
    [creditorId, agent, after && new Date(after[0]), after?.[1] ?? null, limit],
  )
}

export async function readConversation(sql: Sql, debtor: DebtorKey): Promise<ConversationRow | null> {
  const [row] = await sql.query<ConversationRow>(`${ROW} where c.creditor_id = $1 and c.debtor_id = $2`, key(debtor))
  return row ?? null
}

/** Of the conversation itself nothing else tells the pages: who answers must be seen at once. */
const tellInbox = (sql: Sql, creditorId: CreditorId): Promise<unknown> =>
  sql.query(`select pg_notify('tijdig_work', $1 || ' inbox')`, [creditorId])

/** Made where a person begins one: nobody has written yet, so nobody waits. */
async function ensure(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  await sql.query(`insert into conversation (creditor_id, debtor_id, state, since) values ($1, $2, 'done', $3) on conflict do nothing`, [
    ...key(debtor),
    new Date(now),
  ])
}

/** How somebody saw it: what a colleague or the debtor changed since is not written over. */
export interface StandingSeen {
  readonly state: ConversationState
  readonly until: Instant | null
}

/** False when it stands otherwise than was seen. */
export async function setConversationState(
  sql: Sql,
  debtor: DebtorKey,
  { state, until }: StandingSeen,
  seen: StandingSeen | null,
  now: Instant,
): Promise<boolean> {
  await ensure(sql, debtor, now)
  const set = await sql.query(
    `update conversation set state = $3, since = case when state = $3 then since else $4 end, wait_until = $5
     where creditor_id = $1 and debtor_id = $2 and ($6::text is null or (state = $6 and wait_until is not distinct from $7)) returning state`,
    [...key(debtor), state, new Date(now), dateOf(until), seen?.state ?? null, dateOf(seen?.until ?? null)],
  )
  await tellInbox(sql, debtor.creditorId)
  return set.length > 0
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

/** False when it is somebody else's than `was`; left out, that is not asked. */
export async function assignConversation(
  sql: Sql,
  debtor: DebtorKey,
  { assignee, was }: { readonly assignee: string | null; readonly was?: string | null },
  now: Instant,
): Promise<boolean> {
  await ensure(sql, debtor, now)
  const given = await sql.query(
    `update conversation set assignee = $3 where creditor_id = $1 and debtor_id = $2 and ($4 or assignee is not distinct from $5) returning assignee`,
    [...key(debtor), assignee, was === undefined, was ?? null],
  )
  await tellInbox(sql, debtor.creditorId)
  return given.length > 0
}

/** Null when somebody else is answering, and it is not taken over from them. */
export async function lockConversation(
  sql: Sql,
  debtor: DebtorKey,
  holder: string,
  takeOver: boolean,
  now: Instant,
): Promise<Instant | null> {
  await ensure(sql, debtor, now)
  const [locked] = await sql.query<{ until: Instant }>(
    `update conversation set lock_since = case when lock_holder = $3
      and lock_until > clock_timestamp() then lock_since else clock_timestamp() end, lock_holder = $3,
        lock_until = clock_timestamp() + interval '${LOCK_MINUTES} minutes'
     where creditor_id = $1 and debtor_id = $2 and ($4 or lock_holder is null or lock_holder = $3 or lock_until < clock_timestamp())
       returning lock_until as until`,
    [...key(debtor), holder, takeOver],
  )
  if (locked) await tellInbox(sql, debtor.creditorId)
  return locked?.until ?? null
}

export async function unlockConversation(sql: Sql, debtor: DebtorKey, holder: string): Promise<void> {
  await sql.query(
    `update conversation set lock_holder = null, lock_since = null, lock_until = null where creditor_id = $1 and debtor_id = $2 and lock_holder = $3`,
    [...key(debtor), holder],
  )
  await tellInbox(sql, debtor.creditorId)
}

export async function whoCalls(sql: Sql, debtor: DebtorKey): Promise<string | null> {
  const [call] = await sql.query<{ agent: string }>(
    `select agent from call_task where creditor_id = $1 and debtor_id = $2 and state = 'claimed' and lease_until > clock_timestamp()`,
    key(debtor),
  )
  return call?.agent ?? null
}

/** Those whose time has come wait for a person again. */
export async function wakeConversations(sql: Sql, now: Instant): Promise<number> {
  const woken = await sql.query(
    `update conversation set state = 'open', since = wait_until, wait_until = null where state = 'waiting' and wait_until <= $1 returning debtor_id`,
    [new Date(now)],
  )
  return woken.length
}
