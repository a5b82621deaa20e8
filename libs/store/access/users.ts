/** Users as they are kept: who may log in, and their one role with each creditor they serve. */
import type { CreditorId } from '#domain'
import type { Sql } from '../database'
import { ZONE_OF } from '../business-day'
import { newId } from '../ids'

export interface UserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: 'nl' | 'en'
  /** Administers every creditor, and makes them. */
  readonly platform: boolean
  readonly twoStep: boolean
  /** False: still has to choose one by the link they were given. */
  readonly hasPassword: boolean
  readonly createdAt: number
  readonly disabledAt: number | null
  readonly roles: readonly { readonly creditor: CreditorId; readonly role: string }[]
}

const COLUMNS = `u.id, u.email, u.name, u.language, u.platform, u.totp_confirmed as "twoStep", u.password_hash is not null as "hasPassword",
  u.created_at as "createdAt", u.disabled_at as "disabledAt",
  coalesce((select json_agg(json_build_object('creditor', r.creditor_id, 'role', r.role) order by r.creditor_id) from user_role r
    where r.user_id = u.id), '[]') as roles`

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly language: 'nl' | 'en'
  readonly platform: boolean
}

/** Null when somebody has that address already. */
export async function insertUser(sql: Sql, { email, name, language, platform }: NewUser): Promise<string | null> {
  const id = newId<string>()
  const made = await sql.query(
    `insert into app_user (id, email, name, language, platform) values ($1, lower($2), $3, $4, $5) on conflict (email) do nothing returning id`,
    [id, email, name, language, platform],
  )
  return made.length === 0 ? null : id
}

export async function readUser(sql: Sql, id: string): Promise<UserRow | null> {
  const [row] = await sql.query<UserRow>(`select ${COLUMNS} from app_user u where u.id = $1`, [id])
  return row ?? null
}

export async function findUserByEmail(sql: Sql, email: string): Promise<UserRow | null> {
  const [row] = await sql.query<UserRow>(`select ${COLUMNS} from app_user u where u.email = lower($1)`, [email])
  return row ?? null
}

/** Those with a role at one of these creditors; null: all there are. In the order they were made. */
export const listUsers = (sql: Sql, creditors: readonly CreditorId[] | null, after: string | null, limit: number): Promise<UserRow[]> =>
  sql.query<UserRow>(
    `select ${COLUMNS} from app_user u where ($2::uuid is null or u.id > $2)
       and ($1::uuid[] is null or exists (select from user_role r where r.user_id = u.id and r.creditor_id = any ($1))) order by u.id limit $3`,
    [creditors, after, limit],
  )

export interface Colleague {
  readonly id: string
  readonly name: string
  /** May be given work: those who left, and who only read, keep their names in what they wrote. */
  readonly works: boolean
}

export const colleaguesAt = (sql: Sql, creditorId: CreditorId): Promise<Colleague[]> =>
  sql.query<Colleague>(
    `select u.id, u.name, u.disabled_at is null and coalesce(r.role <> 'auditor', true) as works
     from app_user u left join user_role r on r.user_id = u.id and r.creditor_id = $1 where u.platform or r.role is not null order by u.name, u.id`,
    [creditorId],
  )

export async function setRole(sql: Sql, creditorId: CreditorId, userId: string, role: string | null): Promise<void> {
  if (role === null) await sql.query(`delete from user_role where creditor_id = $1 and user_id = $2`, [creditorId, userId])
  else
    await sql.query(
      `insert into user_role (creditor_id, user_id, role) values ($1, $2, $3) on conflict (creditor_id, user_id) do update set role = excluded.role`,
      [creditorId, userId, role],
    )
}

export async function setPlatform(sql: Sql, userId: string, platform: boolean): Promise<void> {
  await sql.query(`update app_user set platform = $2 where id = $1`, [userId, platform])
}

export async function setDisabled(sql: Sql, userId: string, disabled: boolean): Promise<void> {
  await sql.query(`update app_user set disabled_at = case when $2 then coalesce(disabled_at, clock_timestamp()) end where id = $1`, [
    userId,
    disabled,
  ])
}

export async function editUser(
  sql: Sql,
  userId: string,
  { name, language }: { readonly name?: string; readonly language?: string },
): Promise<void> {
  await sql.query(`update app_user set name = coalesce($2, name), language = coalesce($3, language) where id = $1`, [
    userId,
    name ?? null,
    language ?? null,
  ])
}

/** Held until the transaction ends: two admins who remove each other at the same moment come one after the other. */
export async function lockAdmins(sql: Sql): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(hashtextextended('tijdig admins', 7))`)
}

/** Whether anybody administers all there is, and which of these creditors nobody administers at all. */
export async function withoutAdmin(
  sql: Sql,
  creditors: readonly CreditorId[],
): Promise<{ readonly platform: boolean; readonly creditors: readonly CreditorId[] }> {
  const [row] = await sql.query<{ platform: boolean; creditors: CreditorId[] }>(
    `with platform as (select exists (select from app_user where platform and disabled_at is null) as there)
     select not there as platform, coalesce((select array_agg(c) from unnest($1::uuid[]) c where not there and not exists (
       select from user_role r join app_user u on u.id = r.user_id and u.disabled_at is null where r.creditor_id = c and r.role = 'admin')),
         '{}') as creditors from platform`,
    [creditors],
  )
  return row ?? { platform: true, creditors }
}

export async function anybodyLogsIn(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ there: boolean }>(
    `select exists (select from app_user where platform and disabled_at is null and password_hash is not null) as there`,
  )
  return row?.there ?? false
}

export interface StoredCredentials {
  readonly id: string
  readonly passwordHash: string | null
  readonly totpSecret: string | null
  readonly disabled: boolean
}

export async function credentialsOf(sql: Sql, email: string): Promise<StoredCredentials | null> {
  const [row] = await sql.query<StoredCredentials>(
    `select id, password_hash as "passwordHash", case when totp_confirmed then totp_secret end as "totpSecret",
      disabled_at is not null as disabled from app_user where email = lower($1)`,
    [email],
  )
  return row ?? null
}

export async function setPasswordHash(sql: Sql, userId: string, hash: string): Promise<void> {
  await sql.query(`update app_user set password_hash = $2 where id = $1`, [userId, hash])
}

export async function proposeTotp(sql: Sql, userId: string, secret: string): Promise<void> {
  await sql.query(`update app_user set totp_secret = $2, totp_step = null where id = $1 and not totp_confirmed`, [userId, secret])
}

export async function totpOf(sql: Sql, userId: string): Promise<{ readonly secret: string | null; readonly confirmed: boolean }> {
  const [row] = await sql.query<{ secret: string | null; confirmed: boolean }>(
    `select totp_secret as secret, totp_confirmed as confirmed from app_user where id = $1`,
    [userId],
  )
  return row ?? { secret: null, confirmed: false }
}

/** False when that step, or a later one, was used before. */
export async function useTotpStep(sql: Sql, userId: string, step: number): Promise<boolean> {
  const rows = await sql.query(
    `update app_user set totp_step = $2, totp_confirmed = true where id = $1 and (totp_step is null or totp_step < $2) returning id`,
    [userId, step],
  )
  return rows.length > 0
}

export async function forgetTotp(sql: Sql, userId: string): Promise<void> {
  await sql.query(`update app_user set totp_secret = null, totp_confirmed = false, totp_step = null where id = $1`, [userId])
}

export interface ServedCreditor {
  readonly id: CreditorId
  readonly code: string
  readonly name: string
  readonly role: string
  /** In which its days and hours are meant; null where its policy is not published. */
  readonly zone: string | null
}

/** By their codes; all there are for somebody who administers everything. */
export const creditorsServedBy = (sql: Sql, userId: string): Promise<ServedCreditor[]> =>
  sql.query<ServedCreditor>(
    `select c.id, c.code, c.name, case when u.platform then 'admin' else r.role end as role,
       ${ZONE_OF('c.id')} as zone
     from app_user u join creditor c on u.platform or exists (select from user_role s where s.creditor_id = c.id and s.user_id = u.id)
     left join user_role r on r.creditor_id = c.id and r.user_id = u.id where u.id = $1 order by c.code`,
    [userId],
  )
