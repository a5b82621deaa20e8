/** Links that let somebody in without a password yet: the first admin, a person who was invited, and the cast of the demo. */
import type { Sql } from '../database'

export type LogInLinkKind = 'first-admin' | 'invitation' | 'demo'

export interface NewLogInLink {
  readonly id: string
  readonly secretHash: Buffer
  readonly kind: LogInLinkKind
  /** Null: of the first admin, whose name nobody knows yet. */
  readonly userId: string | null
}

/** Replaces what was given before to the same person. */
export async function insertLogInLink(sql: Sql, { id, secretHash, kind, userId }: NewLogInLink): Promise<void> {
  await sql.query(`delete from log_in_link where user_id is not distinct from $1`, [userId])
  await sql.query(
    `insert into log_in_link (id, secret_hash, kind, user_id, expires_at) values ($1, $2, $3, $4, clock_timestamp() + interval '7 days')`,
    [id, secretHash, kind, userId],
  )
}

export interface LiveLogInLink extends Omit<NewLogInLink, 'id'> {
  readonly email: string | null
  readonly name: string | null
}

/** Its row locked: who uses it next finds it gone. */
export async function lockLogInLink(sql: Sql, id: string): Promise<LiveLogInLink | null> {
  const [row] = await sql.query<LiveLogInLink>(
    `select l.secret_hash as "secretHash", l.kind, l.user_id as "userId", u.email, u.name from log_in_link l left join app_user u on u.id = l.user_id
     where l.id = $1 and l.expires_at > clock_timestamp() and u.disabled_at is null for update of l`,
    [id],
  )
  return row ?? null
}

export async function removeLogInLink(sql: Sql, id: string): Promise<void> {
  await sql.query(`delete from log_in_link where id = $1`, [id])
}
