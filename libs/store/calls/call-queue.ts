/** The queue as a supervisor steers it: closed for a while, calls taken from agents, call-backs given to others. */
import type { CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from '../database'
import type { CallKey } from './call-tasks'
import { AGAIN_UNHELD, NOT_DIALLED } from './call-tasks'
import { deskNumber } from './desk-numbers'

export interface QueueClosing {
  /** For colleagues. */
  readonly reason: string
  readonly by: string
  readonly since: Instant
}

/** Null: it is open. */
export async function queueClosing(sql: Sql, creditorId: CreditorId): Promise<QueueClosing | null> {
  const [closing] = await sql.query<QueueClosing>(
    'select reason, closed_by as by, closed_at as since from call_queue_closing where creditor_id = $1',
    [creditorId],
  )
  return closing ?? null
}

/** Calls that nobody dialled yet go back; one that runs ends first. False when it is closed already. */
export async function closeQueue(sql: Sql, creditorId: CreditorId, { reason, by, since }: QueueClosing): Promise<boolean> {
  const closed = await sql.query(
    'insert into call_queue_closing (creditor_id, reason, closed_by, closed_at) values ($1, $2, $3, $4) on conflict do nothing returning creditor_id',
    [creditorId, reason, by, new Date(since)],
  )
  if (closed.length === 0) return false
  await sql.query(
    `with given_up as (
       update call_task k set state = 'queued', agent = null, lease_token = null, lease_until = null
       where k.creditor_id = $1 and k.state = 'claimed' and ${NOT_DIALLED} returning k.*
     ) ${AGAIN_UNHELD}`,
    [creditorId],
  )
  return true
}

/** False when it is open. */
export async function openQueue(sql: Sql, creditorId: CreditorId): Promise<boolean> {
  return (await sql.query('delete from call_queue_closing where creditor_id = $1 returning creditor_id', [creditorId])).length > 0
}

/** Its agent reads who took it, and why. */
export async function noteTakenFrom(
  sql: Sql,
  { creditorId, taskId }: Pick<CallKey, 'creditorId' | 'taskId'>,
  taken: { readonly from: string; readonly by: string; readonly because: string },
): Promise<void> {
  await sql.query('update call_task set taken_from = $3, taken_by = $4, taken_because = $5 where creditor_id = $1 and id = $2', [
    creditorId,
    taskId,
    taken.from,
    taken.by,
    taken.because,
  ])
}

/** Of those that may be made now, since when the one waits that waits longest. */
export async function oldestWaiting(sql: Sql, creditorId: CreditorId, now: Instant): Promise<Instant | null> {
  const [row] = await sql.query<{ since: Instant }>(
    `select opens_at as since from call_task where creditor_id = $1 and state = 'queued' and opens_at <= $2 and expires_at > $2 order by opens_at limit 1`,
    [creditorId, new Date(now)],
  )
  return row?.since ?? null
}

export interface PassedOver {
  readonly reason: string
  readonly debtors: number
}

/** Why debtors whom somebody may call now are not offered to the agents who passed them over. */
export const passedOver = (sql: Sql, creditorId: CreditorId, now: Instant): Promise<PassedOver[]> =>
  sql.query<PassedOver>(
    `select s.reason, count(distinct s.debtor_id)::int as debtors from (select k.debtor_id from call_task k
      where k.creditor_id = $1 and k.state = 'queued' order by k.priority desc, k.id limit 1000) k
     join call_skip s on s.creditor_id = $1 and s.debtor_id = k.debtor_id and s.until_at > $2 group by s.reason order by 2 desc, 1`,
    [creditorId, new Date(now)],
  )

/** What the debtor asked of one agent becomes another's. False when it was taken, made or put off meanwhile. */
export async function giveCallBackTo(
  sql: Sql,
  { creditorId, taskId }: Pick<CallKey, 'creditorId' | 'taskId'>,
  agent: string,
  now: Instant,
): Promise<boolean> {
  const [given] = await sql.query<{ debtorId: DebtorId }>(
    `update call_task set wanted_agent = $3, wanted_until = greatest(wanted_until,
      greatest(opens_at, $4) + make_interval(mins => ${deskNumber('ownCallBackMinutes')}))
     where creditor_id = $1 and id = $2 and state = 'queued' and wanted_agent is not null and expires_at > $4 returning debtor_id as "debtorId"`,
    [creditorId, taskId, agent, new Date(now)],
  )
  if (!given) return false
  // Whom they passed over before is theirs all the same now.
  await sql.query('delete from call_skip where creditor_id = $1 and debtor_id = $2 and agent = $3', [creditorId, given.debtorId, agent])
  return true
}
