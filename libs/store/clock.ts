/** The virtual clock of a play (rule 16), and the switch that stops all sending. */
import type { Instant } from '#domain'
import type { Sql } from './database'
import { RUNS, WAITING } from './waiting'

export interface VirtualClock {
  readonly seed: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly nowAt: Instant
  readonly finished: boolean
}

export async function readVirtualClock(sql: Sql): Promise<VirtualClock | null> {
  const [row] = await sql.query<VirtualClock>(
    `select seed, starts_at as "startsAt", ends_at as "endsAt", now_at as "nowAt", finished from virtual_clock`,
  )
  return row ?? null
}

export async function startVirtualClock(sql: Sql, seed: string, startsAt: Instant, endsAt: Instant): Promise<void> {
  await sql.query(`insert into virtual_clock (seed, starts_at, ends_at, now_at) values ($1, $2, $3, $2)`, [
    seed,
    new Date(startsAt),
    new Date(endsAt),
  ])
}

/** Forward only. */
export async function advanceVirtualClock(sql: Sql, nowAt: Instant): Promise<void> {
  await sql.query(`update virtual_clock set now_at = greatest(now_at, $1)`, [new Date(nowAt)])
}

export async function finishVirtualClock(sql: Sql): Promise<void> {
  await sql.query(`update virtual_clock set finished = true, now_at = ends_at`)
}

/** When the pipe has something to do next by itself; null when everything waits for a fact. */
export async function nextDueAt(sql: Sql): Promise<Instant | null> {
  const [row] = await sql.query<{ at: Instant | null }>(
    `select least(
       (select min(review_at) from debtor where review_at is not null),
       (${WAITING} select min(due_at) from waiting w where w.channel <> 'call' and ${RUNS('w.creditor_id', 'w.campaign_id')}
         and not exists (select from sender s where s.creditor_id = w.creditor_id and s.channel = w.channel and s.paused_at is not null)),
       (select min(due_at) from contact_attempt where state = 'unknown'),
       (select min(next_check_at) from payment_arrangement where state = 'active'),
       (select min(due_at) from letter_batch where state = 'released'),
       (select min(closes_at) from letter_batch where state = 'exported' and closes_at is not null),
       (select min(enrol_due_at) from campaign where state = 'running'),
       (select min(live_from) from configuration_version where live_from is not null and published_at is null),
       (select min(expires_at) from contact_attempt where state in ('planned', 'queued'))) as at`,
  )
  return row?.at ?? null
}

export async function setSendingStopped(sql: Sql, stopped: boolean): Promise<void> {
  await sql.query(`update sending_switch set stopped = $1, changed_at = clock_timestamp() where stopped <> $1`, [stopped])
}

export async function sendingStopped(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ stopped: boolean }>(`select stopped from sending_switch`)
  return row?.stopped ?? false
}
