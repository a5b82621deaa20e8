/** Stage import: an export of open items, chunk by chunk; good rows load, bad rows come back, an interruption costs nothing. */
import { createReadStream, type ReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { addDays, localDateOf, sensitiveAttributesOf, type ImportedClaim, type Instant } from '#domain'
import {
  ImportFileError,
  openClaimFile,
  shiftDates,
  writeRowErrors,
  type ClaimFile,
  type ClaimLine,
  type ClaimOptions,
  type ErrorLine,
  type RowErrors,
} from '#portfolio'
import {
  finishImport,
  holdAbsentClaims,
  isCollision,
  keepChunk,
  noteImportProgress,
  publishedConfiguration,
  upsertClaims,
  type ClaimsTarget,
  type Creditor,
  type Database,
  type ImportRun,
  type StoredVersion,
} from '#store'
import { calendarsOf } from '../configuration/configuration'
import { beginRun, ImportInterrupted, isErrorFile, runOf, type FileToImport } from './import-file'
import { Lanes } from './import-lanes'
import type { Pipe } from '../pipe'
import { zoneOf } from '../configuration/published'

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

/** Rows per transaction: enough to make its statements cheap, few enough to keep nobody waiting for a debtor of it. */
export const CLAIMS_PER_CHUNK = 2_000
const ATTEMPTS = 3

type Parts = Pick<Pipe, 'database' | 'rulebooks'>

export async function importClaims(parts: Parts, given: ClaimsImport, now: Instant): Promise<ImportReport> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await importOnce(parts, given, now)
    } catch (fault) {
      // Another import or a person made the same debtor or claim at the same moment: read again, from the last chunk on, it is found.
      if (attempt === ATTEMPTS || !isCollision(fault)) throw fault
    }
  }
}

async function importOnce({ database, rulebooks }: Parts, given: ClaimsImport, now: Instant): Promise<ImportReport> {
  const { creditor, mapping } = given
  refuseSensitive(given)
  // A mended error file holds a few rows of an export: what it leaves out is not absent.
  const fullExport = mapping.fullExport && !(await isErrorFile(given))
  const run = await beginRun(database, await runOf(given, 'claims', fullExport), now)
  const journey = await rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  const today = localDateOf(now, await zoneOf(database, creditor))
  const input = createReadStream(given.file, { highWaterMark: READ_BYTES })
  const options = claimOptions(creditor, await publishedConfiguration(database, creditor.id))
  const file = openClaimFile(input, mapping, { ...options, today: addDays(today, -(given.shiftDays ?? 0)) })
  const errors = writeRowErrors(given.errorFile, mapping)
  const loader = new ChunkLoader(database, { creditor, importId: run.id, journey, today }, run.linesDone, errors, now)
  try {
    await loadLines(given, input, file, loader)
  } finally {
    input.destroy()
    // A fault was met already; what is still under way must end before another attempt begins.
    await loader.settled().catch(() => undefined)
    await errors.close()
  }
  if (fullExport && loader.rows === 0)
    throw new ImportFileError('the file has no rows: taken as a full export it would put every open claim at rest')
  const finished = await database.transaction(async (sql) => {
    const held = fullExport ? await holdAbsentClaims(sql, creditor, run.id, file.lists, now) : 0
    return finishImport(sql, run.id, held, now)
  })
  return report(given, run, loader, errors, finished)
}

function report(
  { errorFile }: ClaimsImport,
  { linesDone }: ImportRun,
  { rows }: ChunkLoader,
  { written }: RowErrors,
  finished: ImportRun,
): ImportReport {
  const { loaded, changed, refused, held } = finished
  return {
    lines: rows,
    loaded,
    changed,
    refused,
    held,
    unchanged: rows - loaded - changed - refused,
    resumedAt: linesDone,
    errorFile: written > 0 ? errorFile : null,
  }
}

/** What an invoice of this creditor can name of its supplier (R48), and the income calendars that a row may name. */
export function claimOptions({ profile: { kvk, vatNumber } }: Creditor, published: readonly StoredVersion[]): ClaimOptions {
  const { incomeCalendars } = calendarsOf(published)
  return { supplier: { kvk, vatNumber }, incomeCalendars: incomeCalendars.map(({ name }) => name) }
}

/** R77: discrimination begins with a column that nobody needs to be reminded of a debt. */
export function refuseSensitive({ creditor, mapping }: Pick<ClaimsImport, 'creditor' | 'mapping'>): void {
  const sensitive = creditor.sensitiveAttributesAllowed ? [] : sensitiveAttributesOf(mapping)
  if (sensitive.length === 0) return
  throw new ImportFileError(
    `mapping ${mapping.name} reads ${sensitive.map((name) => `"${name}"`).join(', ')}: origin, nationality and country of birth are not imported unless an admin has allowed it for ${creditor.code}`,
  )
}

const READ_BYTES = 65_536

async function loadLines(
  { file, shiftDays = 0, onProgress, signal }: ClaimsImport,
  input: ReadStream,
  { batches }: ClaimFile,
  loader: ChunkLoader,
): Promise<void> {
  const { size } = await stat(file)
  for await (const batch of batches) {
    for (const line of batch) {
      const full = loader.take(line.kind === 'error' ? line : { ...line, claim: shiftDates(line.claim, shiftDays) })
      if (full !== false && (await full) && signal?.aborted) {
        await loader.settled()
        throw new ImportInterrupted(line.line)
      }
    }
    onProgress?.(input.bytesRead, size)
  }
  await loader.flush()
  await loader.settled()
}

/** Collects rows and commits them with the place in the file, so that a restart skips what is in the database already. */
class ChunkLoader {
  rows = 0
  private claims: ImportedClaim[] = []
  private refused = 0
  private lastLine = 0
  private readonly lanes = new Lanes()

  constructor(
    private readonly database: Database,
    private readonly target: ClaimsTarget,
    private readonly linesDone: number,
    private readonly errors: RowErrors,
    private readonly now: Instant,
  ) {}

  /** True when this row completed a chunk. */
  take(line: ClaimLine): boolean | Promise<boolean> {
    this.rows += 1
    // All refused rows are written again: the error file of an interrupted run was never completed.
    if (line.kind === 'error') return this.refuse(line)
    if (line.line <= this.linesDone) return false
    this.claims.push(line.claim)
    return this.taken(line.line)
  }

  private async refuse(line: ErrorLine): Promise<boolean> {
    await this.errors.write(line)
    if (line.line <= this.linesDone) return false
    this.refused += 1
    return this.taken(line.line)
  }

  private taken(line: number): boolean | Promise<boolean> {
    this.lastLine = line
    return this.claims.length + this.refused < CLAIMS_PER_CHUNK ? false : this.flush().then(() => true)
  }

  async flush(): Promise<void> {
    const { claims, refused, lastLine, target } = this
    if (claims.length + refused === 0) return
    this.claims = []
    this.refused = 0
    await this.lanes.add(({ onTaken, toCommit }) =>
      this.database.transaction(async (sql) => {
        const written = await upsertClaims(sql, { ...target, onTaken }, claims, this.now)
        await toCommit()
        await noteImportProgress(sql, target.importId, {
          linesDone: lastLine,
          loaded: written.made.length,
          changed: written.changed.length,
          refused,
        })
        await keepChunk(sql, target.creditor.id, target.importId, written)
      }),
    )
  }

  settled(): Promise<void> {
    return this.lanes.settled()
  }
}
