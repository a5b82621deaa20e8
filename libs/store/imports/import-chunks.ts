/** What a chunk of an import did, kept in its own transaction, so that it can be undone. */
import type { CreditorId, ImportId } from '#domain'
import { uuidList } from '../binary-list'
import type { Sql } from '../database'
import { newId } from '../ids'

/** Ids, but for what is changed: claims as they were before, as JSON. */
export interface ChunkDone {
  readonly made?: readonly string[]
  readonly changed?: readonly string[]
  readonly held?: readonly string[]
  readonly lifted?: readonly string[]
}

export async function keepChunk(
  sql: Sql,
  creditorId: CreditorId,
  importId: ImportId,
  { made = [], changed = [], held = [], lifted = [] }: ChunkDone,
): Promise<void> {
  if (made.length + changed.length + held.length + lifted.length === 0) return
  await sql.query(
    `insert into import_chunk (creditor_id, import_id, id, made, changed, held, lifted) values ($1, $2, $3, $4, $5, $6, $7)`,
    [creditorId, importId, newId(), uuidList(made), `[${changed.join(',')}]`, uuidList(held), uuidList(lifted)],
  )
}

/** What was done a month ago is no longer undone; the claims as they were before go with it. */
export const forgetImportChunks = (sql: Sql): Promise<unknown> =>
  sql.query(`delete from import_chunk where recorded_at < clock_timestamp() - interval '30 days'`)
