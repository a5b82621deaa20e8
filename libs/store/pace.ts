/** The pace of senders, on the database's clock: slots are granted by one guarded update, and a carrier that asks for quiet gets it from all. */
import type { Channel, CreditorId } from '#domain'
import type { Sql } from './database'

export interface SenderKey {
  readonly creditorId: CreditorId
  readonly channel: Channel
}

/**
 * A message may arrive this much later than its slot, never earlier; slots lie so far apart that no second at the carrier holds more than
 * the pace all the same.
 */
export const LATENESS_MS = 50
const SPACING = 1 + LATENESS_MS / 1000

/** Beyond this nobody waits for a slot: the work goes back to the schedule. */
const WAITS_AT_MOST_MS = 10_000

export interface SlotGrant {
  /** Milliseconds of the database's clock. */
  readonly firstAt: number
  readonly everyMs: number
  readonly nowAt: number
}

/** `count` slots, the first at least `leadMs` from now; null while the sender is busy, or quiet, for longer than is waited. */
export async function grantPace(
  sql: Sql,
  sender: SenderKey,
  count: number,
  leadMs: number,
  waitMs = WAITS_AT_MOST_MS,
): Promise<SlotGrant | null> {
  const [row] = await sql.query<SlotGrant>(GRANT, [sender.creditorId, sender.channel, count, leadMs, waitMs])
  return row ?? null
}

/** A slot that a crash of the database forgets is in the past when the database is back. */
const GRANT = `
  update sender set next_slot_at = greatest(next_slot_at, slowed_until, clock_timestamp() + make_interval(secs => $4::float8 / 1000)) + make_interval(secs => $3::float8 * ${SPACING} / pace_per_second)
  where creditor_id = $1 and channel = $2 and paused_at is null and set_config('synchronous_commit', 'off', true) = 'off'
    and greatest(next_slot_at, slowed_until) < clock_timestamp() + make_interval(secs => $5::float8 / 1000)
  returning (extract(epoch from next_slot_at) * 1000)::float8 - $3::float8 * ${SPACING * 1000} / pace_per_second as "firstAt",
    ${SPACING * 1000}::float8 / pace_per_second as "everyMs", (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowAt"`

/** Milliseconds of the clock that slots are granted on. */
export async function databaseNow(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ now: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now')
  return row?.now ?? 0
}

/** Longer than this is no pace but an outage, which the retries of the attempts answer. */
const QUIET_AT_MOST_SECONDS = 3600

/** Nothing of the sender leaves for so long, by whatever worker. In a play the carrier's seconds are those of the play. */
export async function quietSender(sql: Sql, sender: SenderKey, seconds: number): Promise<void> {
  await sql.query(
    `update sender set slowed_until = greatest(slowed_until, clock_timestamp() + make_interval(secs => $3))
     where creditor_id = $1 and channel = $2 and not exists (select from virtual_clock where not finished)`,
    [sender.creditorId, sender.channel, Math.min(seconds, QUIET_AT_MOST_SECONDS)],
  )
}
