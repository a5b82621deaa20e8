/** API keys as they are kept: a hash of the secret, what the key may do and for whom. Times are the database clock's, as of sessions. */
import type { CreditorId } from '#domain'
import type { Sql } from '../database'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly creditors: readonly CreditorId[]
  readonly platform: boolean
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly lastUsedOn: string | null
}

const COLUMNS = `id, name, scopes, creditors, platform, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_on as "lastUsedOn"`

export interface NewApiKey extends Pick<ApiKeyRow, 'id' | 'name' | 'scopes' | 'creditors' | 'platform'> {
  readonly secretHash: Buffer
  readonly expiresAt: Date | null
}

export async function insertApiKey(sql: Sql, key: NewApiKey): Promise<void> {
  await sql.query(
    `insert into api_key (id, name, secret_hash, scopes, creditors, platform, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [key.id, key.name, key.secretHash, key.scopes, key.creditors, key.platform, key.expiresAt],
  )
}

export interface LiveApiKey extends Pick<ApiKeyRow, 'id' | 'scopes' | 'creditors' | 'platform'> {
  readonly secretHash: Buffer
  readonly usedToday: boolean
}

/** Null when it is unknown, revoked or over its date. */
export async function findLiveApiKey(sql: Sql, id: string): Promise<LiveApiKey | null> {
  const [row] = await sql.query<LiveApiKey>(
    `select id, scopes, creditors, platform, secret_hash as "secretHash", coalesce(last_used_on = current_date, false) as "usedToday" from api_key
     where id = $1 and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())`,
    [id],
  )
  return row ?? null
}

/** The day is all that is kept: enough to find keys that nobody uses. */
export async function noteApiKeyUsed(sql: Sql, id: string): Promise<void> {
  await sql.query(`update api_key set last_used_on = current_date where id = $1 and last_used_on is distinct from current_date`, [id])
}

export async function addCreditorToApiKey(sql: Sql, id: string, creditorId: CreditorId): Promise<void> {
  await sql.query(`update api_key set creditors = array_append(creditors, $2::uuid) where id = $1 and not $2 = any (creditors)`, [
    id,
    creditorId,
  ])
}

/** Those that serve no creditor but these; null: all there are. The newest last. */
export const listApiKeys = (sql: Sql, creditors: readonly CreditorId[] | null, after: string | null, limit: number): Promise<ApiKeyRow[]> =>
  sql.query<ApiKeyRow>(
    `select ${COLUMNS} from api_key where ($1::uuid[] is null or creditors <@ $1) and ($2::uuid is null or id > $2) order by id limit $3`,
    [creditors, after, limit],
  )

/** False when there is none, or it was revoked before. */
export async function revokeApiKey(sql: Sql, id: string, creditors: readonly CreditorId[] | null): Promise<boolean> {
  const rows = await sql.query(
    `update api_key set revoked_at = clock_timestamp() where id = $1 and revoked_at is null and ($2::uuid[] is null or creditors <@ $2) returning id`,
    [id, creditors],
  )
  return rows.length > 0
}
