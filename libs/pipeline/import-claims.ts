/** Stage import: an export of open items, chunk by chunk; good rows load, bad rows come back, an interruption costs nothing. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { localDateOf, type ImportedClaim, type ImportMapping, type Instant } from '#domain'
import { readClaims, writeRowErrors, type ErrorLine, type RowErrors } from '#portfolio'
import { finishImport, holdAbsentClaims, noteImportProgress, startImport, upsertClaims, type Creditor, type ImportRun, type JourneyStart } from '#store'
import { policyOf } from './configuration'
import type { Pipe } from './pipe'
import { publishedVersion } from './published'

export interface ClaimsImport {
  readonly creditor: Creditor
  readonly file: string
  readonly mapping: ImportMapping
  readonly mappingVersion: number
  /** Where the rows go that did not load; no file when all did. */
  readonly errorFile: string
  /** Bytes read and bytes in all. */
  readonly onProgress?: (read: number, total: number) => void
  /** Applied to every claim as it is read: the demo moves its dates to its own first day. */
  readonly adjust?: (claim: ImportedClaim) => ImportedClaim
}

export interface ImportReport extends Pick<ImportRun, 'loaded' | 'changed' | 'refused' | 'held'> {
  readonly lines: number
  readonly unchanged: number
  readonly resumedAt: number
  readonly errorFile: string | null
}

/** Rows per transaction. */
const CHUNK = 500

export async function importClaims(pipe: Pipe, given: ClaimsImport, now: Instant): Promise<ImportReport> {
  const { creditor, mapping } = given
  const run = await startImport(pipe.database, {
    creditorId: creditor.id, kind: 'claims', fileName: basename(given.file), fileHash: await fileHash(given.file),
    mapping: { name: mapping.name, version: given.mappingVersion }, fullExport: mapping.fullExport,
  }, now)
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  const { zone } = policyOf(await publishedVersion(pipe.database, creditor.id, 'policy', creditor.policy))
  const errors = writeRowErrors(given.errorFile, mapping)
  const loader = new ChunkLoader(pipe, given, run, journey, errors, zone, now)
  for await (const line of await claimLines(given)) await loader.take(line.kind === 'error' ? line : { ...line, claim: given.adjust?.(line.claim) ?? line.claim })
  await loader.flush()
  await errors.close()
  const held = mapping.fullExport ? await pipe.database.transaction((sql) => holdAbsentClaims(sql, creditor, run.id, now)) : 0
  const finished = await finishImport(pipe.database, run.id, held, now)
  return { ...finished, lines: loader.rows, unchanged: loader.unchanged, resumedAt: run.linesDone, errorFile: errors.written > 0 ? given.errorFile : null }
}

type Line = { readonly line: number; readonly kind: 'claim'; readonly claim: ImportedClaim } | ErrorLine

/** Collects rows and commits them with the place in the file, so that a restart skips what is in the database already. */
class ChunkLoader {
  rows = 0
  unchanged = 0
  private claims: ImportedClaim[] = []
  private refused = 0
  private lastLine = 0

  constructor(
    private readonly pipe: Pipe,
    private readonly given: ClaimsImport,
    private readonly run: ImportRun,
    private readonly journey: JourneyStart,
    private readonly errors: RowErrors,
    private readonly zone: string,
    private readonly now: Instant,
  ) {}

  async take(line: Line): Promise<void> {
    this.rows += 1
    const done = line.line <= this.run.linesDone
    if (line.kind === 'error') {
      await this.errors.write(line)
      if (!done) this.refused += 1
    } else if (!done) this.claims.push(line.claim)
    this.lastLine = line.line
    if (this.claims.length >= CHUNK) await this.flush()
  }

  async flush(): Promise<void> {
    const { claims, refused, lastLine } = this
    this.claims = []
    this.refused = 0
    const counts = await this.pipe.database.transaction(async (sql) => {
      const written = await upsertClaims(sql, this.given.creditor, this.run.id, claims, this.journey, localDateOf(this.now, this.zone), this.now)
      await noteImportProgress(sql, this.run.id, { linesDone: lastLine, ...written, refused })
      return written
    })
    this.unchanged += claims.length - counts.loaded - counts.changed
  }
}

async function claimLines({ file, mapping, onProgress }: ClaimsImport): Promise<AsyncIterable<Line>> {
  const { size } = await stat(file)
  const input = createReadStream(file)
  if (onProgress) input.on('data', () => onProgress(input.bytesRead, size))
  return readClaims(input, mapping)
}

export async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
