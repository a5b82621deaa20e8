/** Import runs: how far a file has come, so that an interrupted import goes on where its last commit stood. */
import type { CreditorId, ImportId, Instant } from '#domain'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface ImportRun {
  readonly id: ImportId
  readonly kind: 'claims' | 'payments'
  readonly fileHash: string
  readonly linesDone: number
  readonly loaded: number
  readonly changed: number
  readonly refused: number
  /** Payments that named no known claim. */
  readonly unmatched: number
  readonly held: number
  readonly state: 'running' | 'finished'
}

export interface NewImportRun {
  readonly creditorId: CreditorId
  readonly kind: 'claims' | 'payments'
  readonly fileName: string
  readonly fileHash: string
  readonly mapping: { readonly name: string; readonly version: number }
  readonly fullExport: boolean
}

const COLUMNS = `id, kind, file_hash as "fileHash", lines_done as "linesDone", loaded, changed, refused, unmatched, held, state`

/**
 * The interrupted run of the same file, else a new one; another file may not start while one is unfinished: it is closed first.
 * Null while an import of the creditor is being undone. In a transaction: starting and undoing take turns.
 */
export async function startImport(sql: Sql, run: NewImportRun, now: Instant): Promise<ImportRun | null> {
  await takeTurn(sql, run.creditorId)
  const [undoing] = await sql.query(
    'select from import_run where creditor_id = $1 and kind = $2 and undo_asked_at is not null and undone_at is null limit 1',
    [run.creditorId, run.kind],
  )
  if (undoing) return null
  await sql.query(
    `update import_run set state = 'finished', finished_at = $4 where creditor_id = $1 and kind = $2 and state = 'running' and file_hash <> $3`,
    [run.creditorId, run.kind, run.fileHash, new Date(now)],
  )
  const [row] = await sql.query<ImportRun>(
    `insert into import_run as r (creditor_id, id, kind, file_name, file_hash, mapping, mapping_version, full_export, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (creditor_id, kind) where state = 'running' do update set started_at = r.started_at returning ${COLUMNS}`,
    [run.creditorId, newId(), run.kind, run.fileName, run.fileHash, run.mapping.name, run.mapping.version, run.fullExport, new Date(now)],
  )
  return row!
}

export const takeTurn = (sql: Sql, creditorId: CreditorId): Promise<unknown> =>
  sql.query('select from creditor where id = $1 for no key update', [creditorId])

export interface ImportProgress {
  readonly linesDone: number
  readonly loaded: number
  readonly changed: number
  readonly refused: number
  readonly unmatched?: number
}

/**
 * In the transaction of the chunk it tells of, which then does not wait for the disk: a server that crashes loses the last chunks together with
 * the word that they were read, and they are read again. The end of the run is waited for, and with it all that came before.
 */
export async function noteImportProgress(sql: Sql, id: ImportId, chunk: ImportProgress): Promise<void> {
  await sql.query('set local synchronous_commit = off')
  const [going] = await sql.query(
    `update import_run set lines_done = greatest(lines_done, $2), loaded = loaded + $3, changed = changed + $4, refused = refused + $5,
      unmatched = unmatched + $6
     where id = $1 and undo_asked_at is null returning id`,
    [id, chunk.linesDone, chunk.loaded, chunk.changed, chunk.refused, chunk.unmatched ?? 0],
  )
  if (!going) throw new Error('this import was ended by another, and is being undone')
}

export async function finishImport(sql: Sql, id: ImportId, held: number, now: Instant): Promise<ImportRun> {
  const [row] = await sql.query<ImportRun>(
    `update import_run set state = 'finished', finished_at = $2, held = $3 where id = $1 returning ${COLUMNS}`,
    [id, new Date(now), held],
  )
  return row!
}

/** Ended before its time: the file cannot be read on, or the process was interrupted. */
export async function failImport(sql: Sql, id: ImportId, fault: string, now: Instant): Promise<void> {
  await sql.query(`update import_run set state = 'finished', finished_at = $2, fault = $3 where id = $1 and state = 'running'`, [
    id,
    new Date(now),
    fault,
  ])
}

export interface ImportRunRecord extends ImportRun {
  readonly undoAskedAt: Instant | null
  readonly undoneAt: Instant | null
  /** Claims that the undo withdrew, that it put back as they were, and that it left alone. */
  readonly withdrawn: number
  readonly putBack: number
  readonly kept: number
  readonly fileName: string
  readonly mapping: string
  readonly mappingVersion: number
  readonly fullExport: boolean
  readonly fault: string | null
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
}

const RECORD = `select ${COLUMNS}, undo_asked_at as "undoAskedAt", undone_at as "undoneAt", withdrawn, put_back as "putBack", kept,
  file_name as "fileName", mapping, mapping_version as "mappingVersion", full_export as "fullExport", fault,
  started_at as "startedAt", finished_at as "finishedAt" from import_run`

/** The last finished run of the same file; null when there was none. */
export async function importedBefore(
  sql: Sql,
  { creditorId, kind, fileHash }: Pick<NewImportRun, 'creditorId' | 'kind' | 'fileHash'>,
): Promise<Instant | null> {
  const [row] = await sql.query<{ at: Instant }>(
    `select started_at as at from import_run where creditor_id = $1 and kind = $2 and file_hash = $3 and state = 'finished'
      and fault is null order by id desc limit 1`,
    [creditorId, kind, fileHash],
  )
  return row?.at ?? null
}

/** The newest first. */
export const listImportRuns = (sql: Sql, creditorId: CreditorId, before: string | null, limit: number): Promise<ImportRunRecord[]> =>
  sql.query<ImportRunRecord>(`${RECORD} where creditor_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`, [
    creditorId,
    before,
    limit,
  ])

export async function readImportRun(sql: Sql, creditorId: CreditorId, id: string): Promise<ImportRunRecord | null> {
  const [row] = await sql.query<ImportRunRecord>(`${RECORD} where creditor_id = $1 and id = $2`, [creditorId, id])
  return row ?? null
}
