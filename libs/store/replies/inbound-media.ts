/** Files that still lie at a carrier: who sent them with which message, and when they are asked for again. */
import type { Channel, CreditorId, InboundMedia, Instant } from '#domain'
import type { Database, Sql } from '../database'
import { newId } from '../ids'
import { keepFiles, type FileToKeep } from './inbound-messages'

export async function noteMedia(
  sql: Sql,
  creditorId: CreditorId,
  messageId: string,
  channel: Channel,
  media: readonly InboundMedia[],
  now: Instant,
): Promise<void> {
  for (const { reference, name } of media) {
    await sql.query(
      'insert into inbound_media (creditor_id, id, message_id, channel, reference, name, try_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [creditorId, newId(), messageId, channel, reference, name, new Date(now)],
    )
  }
}

export interface DueMedia {
  readonly creditorId: CreditorId
  readonly id: string
  readonly messageId: string
  readonly channel: Channel
  readonly reference: string
  readonly name: string
  /** With this one. */
  readonly tries: number
}

const LEASE_SECONDS = 120

/** Whoever dies with one leaves it to another when the lease ends. */
export const takeDueMedia = (sql: Sql, now: Instant, limit: number): Promise<DueMedia[]> =>
  sql.query<DueMedia>(
    `with due as (
       select creditor_id, id from inbound_media where try_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
         order by try_at, id limit $2 for update skip locked
     ), taken as (
       update inbound_media m set tries = m.tries + 1, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) from due
         where m.creditor_id = due.creditor_id and m.id = due.id
       returning m.creditor_id as "creditorId", m.id, m.message_id as "messageId", m.channel, m.reference, m.name, m.tries
     ) select * from taken`,
    [new Date(now), limit],
  )

/** Kept once, whoever else may have fetched it meanwhile. */
export const keepMedia = (database: Database, { creditorId, id, messageId }: DueMedia, file: FileToKeep): Promise<void> =>
  database.transaction(async (sql) => {
    const gone = await sql.query('delete from inbound_media where creditor_id = $1 and id = $2 returning id', [creditorId, id])
    if (gone.length > 0) await keepFiles(sql, creditorId, messageId, [file])
  })

export const putOffMedia = (sql: Sql, { creditorId, id }: DueMedia, tryAt: Instant): Promise<unknown> =>
  sql.query('update inbound_media set try_at = $3, lease_until = null where creditor_id = $1 and id = $2', [
    creditorId,
    id,
    new Date(tryAt),
  ])
