/** Stage import: an export of open items, chunk by chunk; good rows load, bad rows come back, an interruption costs nothing. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { localDateOf, type ImportedClaim, type ImportMapping, type Instant } from '#domain'
import { ImportFileError, readClaims, shiftDates, writeRowErrors, type ClaimOptions, type ErrorLine, type RowErrors } from '#portfolio'
import {
  finishImport, holdAbsentClaims, markListed, noteImportProgress, publishedConfiguration, startImport, upsertClaims, type ClaimsTarget, type Creditor, type Database, type ImportRun,
} from '#store'
import { calendarsOf } from './configuration'
import { ImportInterrupted, isErrorFile, runOf, type FileToImport } from './import-file'
import type { Pipe } from './pipe'
import { zoneOf } from './published'

export interface ClaimsImport extends FileToImport {
  /** Moves every date of the file: a stored portfolio starts on the day it is played. */
  readonly shiftDays?: number
}

export interface ImportReport extends Pick<ImportRun, 'loaded' | 'changed' | 'refused' | 'held'> {
  readonly lines: number
  readonly unchanged: number
  readonly resumedAt: number
  readonly errorFile: string | null
}

/** Rows per transaction. */
const CHUNK = 500

export async function importClaims(pipe: Pick<Pipe, 'database' | 'rulebooks'>, given: ClaimsImport, now: Instant): Promise<ImportReport> {
  const { database } = pipe
  const { creditor, mapping } = given
  // A mended error file holds a few rows of an export: what it leaves out is not absent.
  const fullExport = mapping.fullExport && !(await isErrorFile(given))
  const run = await startImport(database, await runOf(given, 'claims', fullExport), now)
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  const today = localDateOf(now, await zoneOf(database, creditor))
  const errors = writeRowErrors(given.errorFile, mapping)
  const loader = new ChunkLoader(database, { creditor, importId: run.id, journey, today }, { ...run, mapping }, errors, now)
  try {
    await loadLines(given, await readingOptions(database, creditor), loader)
  } finally {
    await errors.close()
  }
  if (fullExport && loader.rows === 0) throw new ImportFileError('the file has no rows: taken as a full export it would put every open claim at rest')
  return report(given, run, loader, errors, await finish(database, creditor, run, fullExport, now))
}

function finish(database: Database, creditor: Creditor, run: ImportRun, fullExport: boolean, now: Instant): Promise<ImportRun> {
  return database.transaction(async (sql) => {
    const held = fullExport ? await holdAbsentClaims(sql, creditor, run.id, now) : 0
    return finishImport(sql, run.id, held, now)
  })
}

function report({ errorFile }: ClaimsImport, { linesDone }: ImportRun, { rows }: ChunkLoader, { written }: RowErrors, finished: ImportRun): ImportReport {
  const { loaded, changed, refused, held } = finished
  return {
    lines: rows, loaded, changed, refused, held, unchanged: rows - loaded - changed - refused, resumedAt: linesDone, errorFile: written > 0 ? errorFile : null,
  }
}

type Line = { readonly line: number; readonly kind: 'claim'; readonly claim: ImportedClaim } | ErrorLine

/** What an invoice of this creditor can name of its supplier (R48), and the income calendars that a row may name. */
async function readingOptions(database: Database, { id, profile: { kvk, vatNumber } }: Creditor): Promise<ClaimOptions> {
  const { incomeCalendars } = calendarsOf(await publishedConfiguration(database, id))
  return { supplier: { kvk, vatNumber }, incomeCalendars: incomeCalendars.map(({ name }) => name) }
}

async function loadLines({ file, mapping, shiftDays = 0, onProgress, signal }: ClaimsImport, options: ClaimOptions, loader: ChunkLoader): Promise<void> {
  const { size } = await stat(file)
  const input = createReadStream(file)
  for await (const line of readClaims(input, mapping, options)) {
    const committed = await loader.take(line.kind === 'error' ? line : { ...line, claim: shiftDates(line.claim, shiftDays) })
    onProgress?.(input.bytesRead, size)
    if (committed && signal?.aborted) throw new ImportInterrupted(line.line)
  }
  await loader.flush()
}

/** Collects rows and commits them with the place in the file, so that a restart skips what is in the database already. */
class ChunkLoader {
  rows = 0
  private claims: ImportedClaim[] = []
  private refused: ErrorLine[] = []
  private lastLine = 0

  constructor(
    private readonly database: Database,
    private readonly target: ClaimsTarget,
    private readonly run: { readonly linesDone: number; readonly mapping: ImportMapping },
    private readonly errors: RowErrors,
    private readonly now: Instant,
  ) {}

  /** True when this row completed a chunk. */
  async take(line: Line): Promise<boolean> {
    this.rows += 1
    // All refused rows are written again: the error file of an interrupted run was never completed.
    if (line.kind === 'error') await this.errors.write(line)
    if (line.line <= this.run.linesDone) return false
    if (line.kind === 'error') this.refused.push(line)
    else this.claims.push(line.claim)
    this.lastLine = line.line
    if (this.claims.length + this.refused.length < CHUNK) return false
    await this.flush()
    return true
  }

  async flush(): Promise<void> {
    const { claims, refused, lastLine, target } = this
    if (claims.length + refused.length === 0) return
    this.claims = []
    this.refused = []
    await this.database.transaction(async (sql) => {
      const written = await upsertClaims(sql, target, claims, this.now)
      await markListed(sql, target, refused.map((line) => referenceIn(line, this.run.mapping)))
      await noteImportProgress(sql, target.importId, { linesDone: lastLine, ...written, refused: refused.length })
    })
  }
}

/** The reference as the refused row writes it; empty when it has none. */
function referenceIn({ raw }: ErrorLine, { fields }: ImportMapping): string {
  const columns = (fields.reference?.columns ?? []).map((column) => column.toLowerCase())
  return Object.entries(raw).find(([head, cell]) => columns.includes(head.trim().toLowerCase()) && cell.trim() !== '')?.[1].trim() ?? ''
}
