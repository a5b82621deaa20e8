/** Drafts that editors work on together, until they are handed in as a version. */
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '../database'
import { newId } from '../ids'

export const EDITED_KINDS = ['policy', 'strategy', 'template'] as const
export type EditedKind = (typeof EDITED_KINDS)[number]

export interface DraftKey {
  readonly creditorId: CreditorId
  readonly id: string
}
export interface ConfigurationDraft {
  readonly id: string
  readonly kind: EditedKind
  readonly name: string
  readonly definition: unknown
  readonly basedOn: number | null
  /** Whoever wrote in it, the last one last. */
  readonly authors: readonly string[]
  readonly savedAt: Instant
}

const DRAFT = `id, kind, name, definition, based_on as "basedOn", authors, (extract(epoch from saved_at) * 1000)::bigint as "savedAt"`

export const listDrafts = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<ConfigurationDraft[]> =>
  sql.query(`select ${DRAFT} from configuration_draft where creditor_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`, [
    creditorId,
    after,
    limit,
  ])

export async function readDraft(sql: Sql, { creditorId, id }: DraftKey): Promise<ConfigurationDraft | null> {
  const [row] = await sql.query<ConfigurationDraft>(`select ${DRAFT} from configuration_draft where creditor_id = $1 and id = $2`, [
    creditorId,
    id,
  ])
  return row ?? null
}

/** Its row is locked until the transaction ends. */
export async function lockDraft(sql: Sql, { creditorId, id }: DraftKey): Promise<ConfigurationDraft | null> {
  const [row] = await sql.query<ConfigurationDraft>(
    `select ${DRAFT} from configuration_draft where creditor_id = $1 and id = $2 for update`,
    [creditorId, id],
  )
  return row ?? null
}

/** Null: somebody works on that one already. */
export async function beginDraft(
  sql: Sql,
  creditorId: CreditorId,
  draft: Pick<ConfigurationDraft, 'kind' | 'name' | 'definition' | 'basedOn'>,
  by: string,
  now: Instant,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `insert into configuration_draft (creditor_id, id, kind, name, definition, based_on, authors, saved_at) values ($1, $2, $3, $4, $5, $6, array[$7], $8)
     on conflict (creditor_id, kind, name) do nothing returning id`,
    [creditorId, newId(), draft.kind, draft.name, JSON.stringify(draft.definition), draft.basedOn, by, new Date(now)],
  )
  return row?.id ?? null
}

export async function saveDraft(sql: Sql, { creditorId, id }: DraftKey, definition: unknown, by: string, now: Instant): Promise<void> {
  await sql.query(
    `update configuration_draft set definition = $3, authors = array_append(array_remove(authors, $4), $4), saved_at = $5 where creditor_id = $1 and id = $2`,
    [creditorId, id, JSON.stringify(definition), by, new Date(now)],
  )
}

export async function dropDraft(sql: Sql, { creditorId, id }: DraftKey): Promise<void> {
  await sql.query('delete from configuration_draft where creditor_id = $1 and id = $2', [creditorId, id])
}

/** The draft becomes a version that nobody runs with yet; its number follows those of the files too, since a journey keeps a number. */
export async function handIn(sql: Sql, { creditorId, id }: DraftKey, hash: string, now: Instant): Promise<string> {
  const versionId = newId<string>()
  await sql.query(
    `with taken as (delete from configuration_draft where creditor_id = $1 and id = $2 returning *)
     insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, authors)
     select $3, t.creditor_id, t.kind, t.name, 1 + coalesce((select max(v.version) from configuration_version v
       where v.kind = t.kind and v.name = t.name and (v.creditor_id is null or v.creditor_id = t.creditor_id)), 0), $4, 'editor',
         t.definition, $5, t.authors from taken t`,
    [creditorId, id, versionId, hash, new Date(now)],
  )
  return versionId
}
