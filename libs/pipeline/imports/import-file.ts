/** A file to import: what claims and payments have in common, from its hash to the rows that a person mended. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportMapping, Instant } from '#domain'
import { ERROR_FILE_HEAD, ImportFileError } from '#portfolio'
import { startImport, type Creditor, type Database, type ImportRun, type NewImportRun } from '#store'

export interface FileToImport {
  readonly creditor: Creditor
  readonly file: string
  readonly mapping: ImportMapping
  readonly mappingVersion: number
  /** Where the rows go that did not load; no file when all did. */
  readonly errorFile: string
  /** Bytes read and bytes in all. */
  readonly onProgress?: (read: number, total: number) => void
  /** Ends the import at the end of a chunk; the same file goes on from there. */
  readonly signal?: AbortSignal
}

/** Asked to stop: what was read up to this line is in the database. */
export class ImportInterrupted extends Error {
  constructor(readonly line: number) {
    super(`stopped after line ${line}`)
    this.name = 'ImportInterrupted'
  }
}

export async function runOf(
  { creditor, file, mapping, mappingVersion }: FileToImport,
  kind: NewImportRun['kind'],
  fullExport: boolean,
): Promise<NewImportRun> {
  const fileHash = await hashOf(file)
  return {
    creditorId: creditor.id,
    kind,
    fileName: basename(file),
    fileHash,
    mapping: { name: mapping.name, version: mappingVersion },
    fullExport,
  }
}

/** The run that this file goes on with, or a new one. */
export const beginRun = (database: Database, given: NewImportRun, now: Instant): Promise<ImportRun> =>
  database.transaction(async (sql) => {
    const run = await startImport(sql, given, now)
    if (run === null)
      throw new ImportFileError(
        'an import of this creditor is being undone: wait until that is done, or let it go on when it was interrupted',
      )
    return run
  })

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

/** True of a file that an earlier import wrote its refused rows to. */
export async function isErrorFile({ file, mapping }: Pick<FileToImport, 'file' | 'mapping'>): Promise<boolean> {
  const head = ERROR_FILE_HEAD.join(mapping.delimiter)
  const opened = await open(file)
  try {
    const { buffer, bytesRead } = await opened.read({ buffer: Buffer.alloc(head.length + BOM.length) })
    return buffer.toString('utf8', 0, bytesRead).replace('\uFEFF', '').startsWith(head)
  } finally {
    await opened.close()
  }
}

const BOM = Buffer.from('\uFEFF')
