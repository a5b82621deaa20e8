/** Versions that editors handed in: approved or rejected by another person, then published, at once or from a day on. */
import type { CreditorId, Instant } from '#domain'
import type { DraftKey, EditedKind } from './configuration-drafts'
import type { Sql } from '../database'

export interface EditedVersion {
  readonly id: string
  readonly kind: EditedKind
  readonly name: string
  readonly version: number
  readonly origin: 'file' | 'editor'
  readonly definition: unknown
  /** Of a file nobody is known. */
  readonly authors: readonly string[]
  readonly handedInAt: Instant
  readonly approvedBy: string | null
  readonly rejectedBy: string | null
  readonly rejectedBecause: string | null
  readonly liveFrom: Instant | null
  readonly publishedAt: Instant | null
  /** A later version is live: this one starts nothing new any more, or cannot be published. */
  readonly replaced: boolean
}

const millis = (column: string): string => `(extract(epoch from v.${column}) * 1000)::bigint`
/** Of a name: the creditor's own go before those of files; and a number that journeys keep already cannot be published beside them. */
const OTHER =
  'o.kind = v.kind and o.name = v.name and o.id <> v.id and o.published_at is not null and (o.creditor_id is null or o.creditor_id = $1)'
const NUMBER_PASSED = `exists (select from configuration_version o where ${OTHER} and o.version >= v.version)`
const OUTRUN = `exists (select from configuration_version o where ${OTHER} and (o.creditor_id is not null, o.version) > (v.creditor_id is not null, v.version))`
const VERSION = `v.id, v.kind, v.name, v.version, v.origin, v.definition, coalesce(v.authors, '{}') as authors,
  ${millis('created_at')} as "handedInAt", v.approved_by as "approvedBy",
  v.rejected_by as "rejectedBy", v.rejected_because as "rejectedBecause", ${millis('live_from')} as "liveFrom",
    ${millis('published_at')} as "publishedAt", case when v.published_at is null then ${NUMBER_PASSED} else ${OUTRUN} end as replaced`

/** The latest first. */
export const listEditedVersions = (sql: Sql, creditorId: CreditorId, before: string | null, limit: number): Promise<EditedVersion[]> =>
  sql.query(
    `select ${VERSION} from configuration_version v where v.creditor_id = $1 and v.origin = 'editor' and ($2::uuid is null or v.id < $2)
      order by v.id desc limit $3`,
    [creditorId, before, limit],
  )

/** Of one name, those of the files too; the latest first. */
export const versionsOfName = (sql: Sql, creditorId: CreditorId, kind: EditedKind, name: string, limit: number): Promise<EditedVersion[]> =>
  sql.query(
    `select ${VERSION} from configuration_version v where v.kind = $2 and v.name = $3 and (v.creditor_id is null or v.creditor_id = $1)
      order by v.version desc, v.creditor_id nulls last limit $4`,
    [creditorId, kind, name, limit],
  )

/** One to read, of a file or of an editor. */
export async function readVersion(sql: Sql, { creditorId, id }: DraftKey): Promise<EditedVersion | null> {
  const [row] = await sql.query<EditedVersion>(
    `select ${VERSION} from configuration_version v where v.id = $2 and (v.creditor_id is null or v.creditor_id = $1)`,
    [creditorId, id],
  )
  return row ?? null
}

/** One of an editor, its row locked. */
export async function lockEditedVersion(sql: Sql, { creditorId, id }: DraftKey): Promise<EditedVersion | null> {
  const [row] = await sql.query<EditedVersion>(
    `select ${VERSION} from configuration_version v where v.creditor_id = $1 and v.id = $2 and v.origin = 'editor' for update of v`,
    [creditorId, id],
  )
  return row ?? null
}

export async function approveVersion(sql: Sql, { creditorId, id }: DraftKey, by: string, now: Instant): Promise<void> {
  await sql.query('update configuration_version set approved_by = $3, approved_at = $4 where creditor_id = $1 and id = $2', [
    creditorId,
    id,
    by,
    new Date(now),
  ])
}

/** For good: what is to be otherwise begins as a draft again. */
export async function rejectVersion(sql: Sql, { creditorId, id }: DraftKey, by: string, because: string, now: Instant): Promise<void> {
  await sql.query(
    `update configuration_version set rejected_by = $3, rejected_because = $4, rejected_at = $5, approved_by = null, approved_at = null,
      live_from = null where creditor_id = $1 and id = $2`,
    [creditorId, id, by, because, new Date(now)],
  )
}

/** From now on it is what starts and is sent. */
export async function publishVersion(sql: Sql, { creditorId, id }: DraftKey, by: string, now: Instant): Promise<void> {
  await sql.query(
    `update configuration_version set published_at = $4, published_by = $3, live_from = null where creditor_id = $1 and id = $2`,
    [creditorId, id, by, new Date(now)],
  )
}

export async function publishLater(sql: Sql, { creditorId, id }: DraftKey, by: string, from: Instant): Promise<void> {
  await sql.query('update configuration_version set live_from = $4, published_by = $3 where creditor_id = $1 and id = $2', [
    creditorId,
    id,
    by,
    new Date(from),
  ])
}

/** Those whose day has come; one that a later version has passed by then is not awaited any more. Answers how many were looked at. */
export async function publishAwaited(sql: Sql, now: Instant): Promise<number> {
  const due = await sql.query(
    `update configuration_version v set live_from = null, published_at = case when not exists (
       select from configuration_version o where o.kind = v.kind and o.name = v.name and o.id <> v.id
         and (o.creditor_id is null or o.creditor_id = v.creditor_id)
         and o.published_at is not null and o.version >= v.version) then v.live_from end
     where v.live_from <= $1 and v.published_at is null returning v.id`,
    [new Date(now)],
  )
  return due.length
}
