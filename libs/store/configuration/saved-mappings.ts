/** Import mappings that operators save: live at once, since a file is checked before it is imported; the earlier versions stay. */
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface SavedMapping {
  readonly name: string
  readonly version: number
  readonly definition: unknown
}

/** Whoever saves a mapping of the creditor takes turns; null: there is none of that name. */
export async function lockMapping(sql: Sql, creditorId: CreditorId, name: string): Promise<SavedMapping | null> {
  await sql.query('select from creditor where id = $1 for no key update', [creditorId])
  return readMapping(sql, creditorId, name)
}

export async function readMapping(sql: Sql, creditorId: CreditorId, name: string): Promise<SavedMapping | null> {
  const [row] = await sql.query<SavedMapping>(
    `select name, version, definition from configuration_version
     where kind = 'import-mapping' and name = $2 and published_at is not null and (creditor_id is null or creditor_id = $1)
       order by creditor_id nulls last, version desc limit 1`,
    [creditorId, name],
  )
  return row ?? null
}

export async function saveMapping(
  sql: Sql,
  creditorId: CreditorId,
  { name, definition, hash }: { readonly name: string; readonly definition: unknown; readonly hash: string },
  by: string,
  now: Instant,
): Promise<void> {
  await sql.query(
    `insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, published_at, published_by, authors)
     select $3, $1, 'import-mapping', $2, 1 + coalesce(max(v.version), 0), $4, 'editor', $5, $6, $6, $7, array[$7]
     from configuration_version v where v.kind = 'import-mapping' and v.name = $2 and (v.creditor_id is null or v.creditor_id = $1)`,
    [creditorId, name, newId(), hash, JSON.stringify(definition), new Date(now), by],
  )
}
