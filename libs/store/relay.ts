/** The relay: whose contacts go onto the belt next, and how many, so that no sender has more than a few seconds of work there (rule 8). */
import type { Channel, CreditorId, Instant } from '#domain'
import type { Lease, LeasedAttempt } from './attempts'
import type { Sql } from './database'
import { CAMPAIGN_OF, RUNS, WAITING } from './waiting'

export { NO_CAMPAIGN } from './waiting'

/** Contacts that leave by one sender, for one campaign or none, in the order they are due. */
export interface WaitingQueue {
  readonly creditorId: CreditorId
  readonly channel: Channel
  readonly campaignId: string
  /** False while enough of its sender's work is on the belt. */
  readonly room: boolean
}

const SECONDS_ON_BELT = 5
/** Below this a job would carry a handful of ids: a little later it carries more. */
const SECONDS_WORTH_A_JOB = 0.5

/** Queues with due work, the longest unserved first; those of a campaign that does not run, or of a sender that is quiet, paused or gone, are none. */
export function waitingQueues(sql: Sql, now: Instant, channels: readonly Channel[], limit: number): Promise<WaitingQueue[]> {
  return sql.query<WaitingQueue>(WAITING_QUEUES, [new Date(now), channels, limit])
}

const WAITING_QUEUES = `
  ${WAITING}
  select w.creditor_id as "creditorId", w.channel, w.campaign_id as "campaignId",
    greatest(s.relayed_until, s.next_slot_at) < clock_timestamp() + make_interval(secs => ${SECONDS_ON_BELT - SECONDS_WORTH_A_JOB}) as room
  from waiting w join sender s on s.creditor_id = w.creditor_id and s.channel = w.channel
  where w.due_at <= $1 and w.channel = any ($2) and not (select stopped from sending_switch) and s.slowed_until <= clock_timestamp() and s.paused_at is null
    and ${RUNS('w.creditor_id', 'w.campaign_id')}
  order by room desc, s.relayed_until, random() limit $3`

/**
 * Leases what of the queue may lie on the belt; rows that others hold are passed by. Nothing here needs to outlive a crash of the database.
 * Ordered by all columns of the index: without the expression among them the planner sorts the whole queue.
 */
export function leaseFrom(sql: Sql, queue: WaitingQueue, now: Instant, lease: Lease, limit: number): Promise<LeasedAttempt[]> {
  return sql.query<LeasedAttempt>(LEASE_FROM, [
    queue.creditorId,
    queue.channel,
    queue.campaignId,
    new Date(now),
    limit,
    lease.token,
    lease.seconds,
  ])
}

const LEASE_FROM = `
  with room as (
    select floor(pace_per_second * (${SECONDS_ON_BELT} - extract(epoch from greatest(relayed_until, next_slot_at, slowed_until, clock_timestamp()) - clock_timestamp())))::int as n
    from sender where creditor_id = $1 and channel = $2 and set_config('synchronous_commit', 'off', true) = 'off'
  ), due as (
    select a.creditor_id, a.id from contact_attempt a
    where a.state = 'queued' and a.creditor_id = $1 and a.channel = $2 and ${CAMPAIGN_OF('a')} = $3 and a.due_at <= $4
      and (a.lease_until is null or a.lease_until < clock_timestamp()) and not (select stopped from sending_switch)
    order by a.creditor_id, a.channel, ${CAMPAIGN_OF('a')}, a.due_at, a.id limit greatest(0, least($5::int, (select n from room))) for update skip locked
  ), leased as (
    update contact_attempt a set lease_token = $6, lease_until = clock_timestamp() + make_interval(secs => $7)
    from due where a.creditor_id = due.creditor_id and a.id = due.id
    returning a.creditor_id, a.id, a.debtor_id
  ), booked as (
    update sender s set relayed_until = greatest(s.relayed_until, clock_timestamp()) + make_interval(secs => taken.n::float8 / s.pace_per_second)
    from (select count(*) as n from leased) taken where s.creditor_id = $1 and s.channel = $2 and taken.n > 0
  )
  select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from leased`

/** For one belt job: due attempts of the queue that is first in turn. */
export async function leaseDueAttempts(
  sql: Sql,
  now: Instant,
  channels: readonly Channel[],
  lease: Lease,
  limit: number,
): Promise<LeasedAttempt[]> {
  for (const queue of await waitingQueues(sql, now, channels, limit)) {
    const attempts = await leaseFrom(sql, queue, now, lease, limit)
    if (attempts.length > 0) return attempts
  }
  return []
}
