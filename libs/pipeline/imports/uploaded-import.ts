/** An import that came in over HTTP: its run is there before the answer, its rows follow; what could not be read is told in the run. */
import { rm } from 'node:fs/promises'
import type { CreditorId, ImportId, ImportMapping, Instant } from '#domain'
import { failImport, getCreditor, startImport, type Sql } from '#store'
import { ImportFileError } from '#portfolio'
import { importClaims } from './import-claims'
import { isErrorFile } from './import-file'
import { importPayments } from './import-payments'
import type { Pipe } from '../pipe'

export interface UploadedImport {
  readonly creditorId: CreditorId
  readonly kind: 'claims' | 'payments'
  readonly file: string
  readonly fileName: string
  readonly fileHash: string
  readonly mapping: ImportMapping
  readonly mappingVersion: number
}

/** In the caller's transaction; the same file that was interrupted goes on with its run. Null while an import is being undone. */
export async function beginUploadedImport(sql: Sql, given: UploadedImport, now: Instant): Promise<ImportId | null> {
  const fullExport = given.kind === 'claims' && given.mapping.fullExport && !(await isErrorFile(given))
  const { creditorId, kind, fileName, fileHash, mapping, mappingVersion } = given
  const run = await startImport(
    sql,
    { creditorId, kind, fileName, fileHash, mapping: { name: mapping.name, version: mappingVersion }, fullExport },
    now,
  )
  return run?.id ?? null
}

/** Never throws: whoever uploaded it reads the run. The file is gone afterwards; it is personal data. */
export async function runUploadedImport(
  pipe: Pick<Pipe, 'database' | 'rulebooks' | 'log'>,
  run: ImportId,
  upload: UploadedImport,
  errorFile: string,
  now: Instant,
): Promise<void> {
  const given = { ...upload, errorFile }
  try {
    const creditor = await getCreditor(pipe.database, given.creditorId)
    await (given.kind === 'claims' ? importClaims(pipe, { ...given, creditor }, now) : importPayments(pipe, { ...given, creditor }, now))
  } catch (fault) {
    const unreadable = fault instanceof ImportFileError
    pipe.log.error(
      { creditor: given.creditorId, import: run, fault: fault instanceof Error ? fault.name : 'unknown' },
      'an import ended early',
    )
    await failImport(pipe.database, run, unreadable ? fault.message : 'interrupted', now).catch(() => undefined)
  } finally {
    await rm(given.file, { force: true })
  }
}
