/** Audit: who changed what of a creditor, and when; append only, ids and codes. */
import type { CreditorId, Instant } from '#domain'
import { composed, type Sql } from '../database'
import { newId } from '../ids'

/** What is told beside the operations of the API, which are told by their names. */
export const AUDITED = [
  'session.start',
  'session.end',
  'password.set',
  'second-step.set',
  'second-step.remove',
  'user.invite',
  'user.invite-again',
  'user.add',
  'user.change',
  'user.role',
  'user.disable',
  'api-key.make',
  'api-key.revoke',
  'campaign.create',
  'campaign.start',
  'campaign.pause',
  'campaign.resume',
  'campaign.stop',
  'campaign.finish',
  'campaign.limit',
  'campaign.cost-limit',
  'channel.pause',
  'channel.resume',
  'journeys.change-over',
  'webhook-endpoint.create',
  'webhook-endpoint.change',
  'webhook-endpoint.rotate-secret',
  'webhook-endpoint.disable',
  'sensitive-attributes.allow',
  'sensitive-attributes.forbid',
  'openDebtor',
  'exportDebtors',
  'owed.show-before-identity',
] as const
export type Audited = (typeof AUDITED)[number]

export interface AuditEntry<Action extends string = Audited> {
  /** The person or key that did it. */
  readonly actor: string
  readonly action: Action
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
  readonly at: Instant
}

/** In the transaction of the change it tells of. */
export const appendAudit = (sql: Sql, creditorId: CreditorId, entry: AuditEntry): Promise<void> => appendOperation(sql, creditorId, entry)

/** An operation of the API, by its name. */
export async function appendOperation(
  sql: Sql,
  creditorId: CreditorId,
  { actor, action, subject, detail, at }: AuditEntry<string>,
): Promise<void> {
  await sql.query(`insert into audit_entry (creditor_id, id, actor, action, subject, detail, at) values ($1, $2, $3, $4, $5, $6, $7)`, [
    creditorId,
    newId(),
    actor,
    action,
    subject,
    detail === null ? null : JSON.stringify(detail),
    new Date(at),
  ])
}

/** What was done with a person who serves several creditors: told to each of them. */
export async function appendAuditOfUser(sql: Sql, userId: string, { actor, action, subject, detail, at }: AuditEntry): Promise<void> {
  await sql.query(
    `insert into audit_entry (creditor_id, id, actor, action, subject, detail, at)
     select c.id, $2, $3, $4, $5, $6, $7 from creditor c
     where exists (select from user_role r where r.creditor_id = c.id and r.user_id = $1) or exists (select from app_user u where u.id = $1 and u.platform)`,
    [userId, newId(), actor, action, subject, detail === null ? null : JSON.stringify(detail), new Date(at)],
  )
}

/** What was done with a key: told to every creditor that it serves. */
export async function appendAuditOfKey(sql: Sql, keyId: string, { actor, action, subject, detail, at }: AuditEntry): Promise<void> {
  await sql.query(
    `insert into audit_entry (creditor_id, id, actor, action, subject, detail, at)
     select c.id, $2, $3, $4, $5, $6, $7 from api_key k join creditor c on c.id = any (k.creditors) where k.id = $1`,
    [keyId, newId(), actor, action, subject, detail === null ? null : JSON.stringify(detail), new Date(at)],
  )
}

export interface AuditRecord extends AuditEntry<string> {
  readonly id: string
}

/** The newest first, from the one after which the page before ended; of one actor, or of one subject, each by its own index. */
export const listAudit = (
  sql: Sql,
  creditorId: CreditorId,
  of: { readonly actor?: string; readonly subject?: string },
  before: string | null,
  limit: number,
): Promise<AuditRecord[]> =>
  sql.query<AuditRecord>(
    composed(`select id, actor, action, subject, detail, at from audit_entry where creditor_id = $1 and ($2::uuid is null or id < $2)
      ${of.actor === undefined ? 'and $4::text is null' : 'and actor = $4'} ${of.subject === undefined ? 'and $5::uuid is null' : 'and subject = $5'} order by id desc limit $3`),
    [creditorId, before, limit, of.actor ?? null, of.subject ?? null],
  )

/** What people call those who acted: users and keys by their names. */
export async function namesOfActors(database: Sql, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query<{ actor: string; name: string }>(
    `select 'user:' || id as actor, name from app_user where id = any ($1) union all select 'key:' || id, name from api_key where id = any ($2)`,
    ['user:', 'key:'].map((kind) => actors.filter((actor) => actor.startsWith(kind)).map((actor) => actor.slice(kind.length))),
  )
  return new Map(rows.map(({ actor, name }) => [actor, name]))
}

/** The newest first; of one subject when it is named. */
export const readAudit = (sql: Sql, creditorId: CreditorId, subject: string | null, limit: number): Promise<AuditEntry<string>[]> =>
  sql.query<AuditEntry<string>>(
    `select actor, action, subject, detail, at from audit_entry where creditor_id = $1 and ($2::uuid is null or subject = $2) order by id desc limit $3`,
    [creditorId, subject, limit],
  )

/** The switch of R77; answers whether it changed anything. What is stored already stays, and cannot be filtered by any more. */
export async function allowSensitiveAttributes(
  sql: Sql,
  creditorId: CreditorId,
  allowed: boolean,
  by: string,
  now: Instant,
): Promise<boolean> {
  const changed = await sql.query(
    `update creditor set sensitive_attributes_allowed = $2 where id = $1 and sensitive_attributes_allowed <> $2 returning id`,
    [creditorId, allowed],
  )
  if (changed.length === 0) return false
  await appendAudit(sql, creditorId, {
    actor: by,
    action: allowed ? 'sensitive-attributes.allow' : 'sensitive-attributes.forbid',
    subject: null,
    detail: null,
    at: now,
  })
  return true
}

export async function sensitiveAttributesAllowed(sql: Sql, creditorId: CreditorId): Promise<boolean> {
  const [row] = await sql.query<{ allowed: boolean }>(`select sensitive_attributes_allowed as allowed from creditor where id = $1`, [
    creditorId,
  ])
  return row?.allowed ?? false
}
