/** Sessions of people: a hash of the cookie's secret, idle and absolute expiry, all by the database's clock. */
import type { CreditorId } from '#domain'
import type { Sql } from '../database'

/** A day's work; and a break, after which somebody else may sit there. */
const LONGEST = `interval '12 hours'`
const IDLE = `interval '60 minutes'`
/** How long it stays listed as evidence. */
const KEPT = `interval '90 days'`

const LIVE = `s.ended_at is null and s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - ${IDLE}`

export interface NewSession {
  readonly id: string
  readonly userId: string
  readonly secretHash: Buffer
  readonly address: string
  readonly browser: string
}

export async function insertSession(sql: Sql, { id, userId, secretHash, address, browser }: NewSession): Promise<void> {
  await sql.query(
    `insert into user_session (id, user_id, secret_hash, expires_at, address, browser) values ($1, $2, $3, clock_timestamp() + ${LONGEST}, $4, $5)`,
    [id, userId, secretHash, address, browser],
  )
}

export interface LiveSession {
  readonly id: string
  readonly userId: string
  readonly secretHash: Buffer
  readonly platform: boolean
  readonly roles: Readonly<Record<CreditorId, string>>
  /** Noted as seen more than a minute ago. */
  readonly stale: boolean
}

/** Null when it is unknown, ended, over its time or idle for too long, or its user is disabled. */
export async function findLiveSession(sql: Sql, id: string): Promise<LiveSession | null> {
  const [row] = await sql.query<LiveSession>(
    `select s.id, s.user_id as "userId", s.secret_hash as "secretHash", u.platform, s.seen_at < clock_timestamp() - interval '1 minute' as stale,
       case when u.platform then (select coalesce(json_object_agg(c.id, 'admin'), '{}') from creditor c)
         else (select coalesce(json_object_agg(r.creditor_id, r.role), '{}') from user_role r where r.user_id = u.id) end as roles
     from user_session s join app_user u on u.id = s.user_id and u.disabled_at is null where s.id = $1 and ${LIVE}`,
    [id],
  )
  return row ?? null
}

export async function noteSessionSeen(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `update user_session set seen_at = clock_timestamp() where id = $1 and seen_at < clock_timestamp() - interval '1 minute'`,
    [id],
  )
}

export interface SessionRow {
  readonly id: string
  readonly userId: string
  readonly startedAt: number
  readonly seenAt: number
  readonly expiresAt: number
  readonly address: string
  readonly browser: string
}

const COLUMNS = `s.id, s.user_id as "userId", s.started_at as "startedAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.address, s.browser`

/** The live ones of a user, the newest first. */
export const listSessions = (sql: Sql, userId: string): Promise<SessionRow[]> =>
  sql.query<SessionRow>(`select ${COLUMNS} from user_session s where s.user_id = $1 and ${LIVE} order by s.id desc`, [userId])

export async function readSession(sql: Sql, id: string): Promise<SessionRow | null> {
  const [row] = await sql.query<SessionRow>(`select ${COLUMNS} from user_session s where s.id = $1 and ${LIVE}`, [id])
  return row ?? null
}

export async function endSession(sql: Sql, id: string): Promise<void> {
  await sql.query(`update user_session set ended_at = clock_timestamp() where id = $1 and ended_at is null`, [id])
}

/** All but the one that is named. */
export async function endSessionsOf(sql: Sql, userId: string, but: string | null = null): Promise<void> {
  await sql.query(
    `update user_session set ended_at = clock_timestamp() where user_id = $1 and ended_at is null and id is distinct from $2`,
    [userId, but],
  )
}

export async function eraseOldSessions(sql: Sql): Promise<void> {
  await sql.query(`delete from user_session where expires_at < clock_timestamp() - ${KEPT}`)
}
