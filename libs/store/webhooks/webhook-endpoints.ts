/** Webhook endpoints: where others want to be told what happens, of what, and the secret that each message is signed with. */
import { randomBytes } from 'node:crypto'
import type { ContactEventKind, CreditorId, Instant } from '#domain'
import { appendAudit } from '../access/audit'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface WebhookEndpoint {
  readonly id: string
  readonly url: string
  readonly kinds: readonly ContactEventKind[]
  readonly state: 'active' | 'disabled'
  readonly version: number
  /** Since when no delivery has been taken; null while they are. */
  readonly failingSince: Instant | null
  readonly createdAt: Instant
}

const COLUMNS = `id, url, kinds, state, version, failing_since as "failingSince", created_at as "createdAt"`
/** After a rotation both secrets sign, so that the receiver can change over in its own time. */
const OLD_SECRET_HOURS = 24
const SECRET_BYTES = 32

/** As Standard Webhooks writes it; shown once. */
const written = (secret: Buffer): string => `whsec_${secret.toString('base64')}`

export interface NewWebhookEndpoint {
  readonly url: string
  readonly kinds: readonly ContactEventKind[]
  readonly by: string
}

export async function createWebhookEndpoint(
  sql: Sql,
  creditorId: CreditorId,
  { url, kinds, by }: NewWebhookEndpoint,
  now: Instant,
): Promise<{ id: string; secret: string }> {
  const id = newId<string>()
  const secret = randomBytes(SECRET_BYTES)
  await sql.query(`insert into webhook_endpoint (creditor_id, id, url, kinds, secret, created_at) values ($1, $2, $3, $4, $5, $6)`, [
    creditorId,
    id,
    url,
    [...new Set(kinds)],
    secret,
    new Date(now),
  ])
  await appendAudit(sql, creditorId, { actor: by, action: 'webhook-endpoint.create', subject: id, detail: null, at: now })
  return { id, secret: written(secret) }
}

export interface WebhookEndpointVersion {
  readonly creditorId: CreditorId
  readonly id: string
  readonly version: number
}

export interface WebhookEndpointChange {
  readonly url?: string
  readonly kinds?: readonly ContactEventKind[]
  readonly state?: 'active' | 'disabled'
}

/** Only where the endpoint still has that version. Active again, it starts afresh: what it missed while it was disabled stays missed. */
export async function changeWebhookEndpoint(
  sql: Sql,
  { creditorId, id, version }: WebhookEndpointVersion,
  { url, kinds, state }: WebhookEndpointChange,
  by: string,
  now: Instant,
): Promise<WebhookEndpoint | null> {
  const [row] = await sql.query<WebhookEndpoint>(
    `update webhook_endpoint set url = coalesce($4, url), kinds = coalesce($5, kinds), state = coalesce($6, state), version = version + 1,
       failures = 0, failing_since = null, rests_until = null
     where creditor_id = $1 and id = $2 and version = $3 returning ${COLUMNS}`,
    [creditorId, id, version, url ?? null, kinds ? [...new Set(kinds)] : null, state ?? null],
  )
  if (row)
    await appendAudit(sql, creditorId, { actor: by, action: 'webhook-endpoint.change', subject: id, detail: { state: row.state }, at: now })
  return row ?? null
}

export async function rotateWebhookSecret(sql: Sql, creditorId: CreditorId, id: string, by: string, now: Instant): Promise<string | null> {
  const secret = randomBytes(SECRET_BYTES)
  const [row] = await sql.query(
    `update webhook_endpoint set previous_secret = secret, previous_until = $4, secret = $3, version = version + 1
      where creditor_id = $1 and id = $2 returning id`,
    [creditorId, id, secret, new Date(now + OLD_SECRET_HOURS * 3_600_000)],
  )
  if (!row) return null
  await appendAudit(sql, creditorId, { actor: by, action: 'webhook-endpoint.rotate-secret', subject: id, detail: null, at: now })
  return written(secret)
}

export const listWebhookEndpoints = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<WebhookEndpoint[]> =>
  sql.query<WebhookEndpoint>(
    `select ${COLUMNS} from webhook_endpoint where creditor_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
    [creditorId, after, limit],
  )

export async function readWebhookEndpoint(sql: Sql, creditorId: CreditorId, id: string): Promise<WebhookEndpoint | null> {
  const [row] = await sql.query<WebhookEndpoint>(`select ${COLUMNS} from webhook_endpoint where creditor_id = $1 and id = $2`, [
    creditorId,
    id,
  ])
  return row ?? null
}
