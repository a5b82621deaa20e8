/** Channels of a creditor that a person paused: nothing leaves by them until somebody lets them go on. */
import type { Channel, CreditorId, Instant } from '#domain'
import { appendAudit } from './access/audit'
import type { Sql } from './database'
import type { SenderKey } from './pace'

export interface ChannelPause {
  readonly channel: Channel
  readonly since: Instant
  readonly by: string
  readonly reason: string
}

const PAUSE = `channel, (extract(epoch from paused_at) * 1000)::bigint as since, paused_by as by, pause_reason as reason`

export const channelPauses = (sql: Sql, creditorId: CreditorId): Promise<ChannelPause[]> =>
  sql.query<ChannelPause>(`select ${PAUSE} from sender where creditor_id = $1 and paused_at is not null order by channel`, [creditorId])

/** What is marked has half a second of work; nothing is marked from here on. False: it is paused already, or there is no such sender. */
export async function pauseChannel(
  sql: Sql,
  { creditorId, channel }: SenderKey,
  reason: string,
  by: string,
  now: Instant,
): Promise<boolean> {
  const [paused] = await sql.query(
    `update sender set paused_at = $3, paused_by = $4, pause_reason = $5 where creditor_id = $1 and channel = $2 and paused_at is null returning channel`,
    [creditorId, channel, new Date(now), by, reason],
  )
  if (paused) await appendAudit(sql, creditorId, { actor: by, action: 'channel.pause', subject: null, detail: { channel }, at: now })
  return paused !== undefined
}

/** What waited is judged once more before it leaves; what became too late is decided anew. */
export async function resumeChannel(sql: Sql, { creditorId, channel }: SenderKey, by: string, now: Instant): Promise<boolean> {
  const [resumed] = await sql.query(
    `update sender set paused_at = null, paused_by = null, pause_reason = null where creditor_id = $1 and channel = $2 and paused_at is not null returning channel`,
    [creditorId, channel],
  )
  if (resumed) await appendAudit(sql, creditorId, { actor: by, action: 'channel.resume', subject: null, detail: { channel }, at: now })
  return resumed !== undefined
}
