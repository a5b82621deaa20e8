/** Stage import, payments: matched ones ask for a review, which stops what is planned; the unmatched are listed. */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { addDays, localDateOf, type ImportedPayment, type ImportMapping, type Instant, type LocalDate } from '#domain'
import { readPayments, writeRowErrors } from '#portfolio'
import { finishImport, noteImportProgress, notePaymentsRead, recordPayments, startImport, unmatchedPayments, type Creditor } from '#store'
import { fileHash } from './import-claims'
import type { Pipe } from './pipe'

export interface PaymentsImport {
  readonly creditor: Creditor
  readonly file: string
  readonly mapping: ImportMapping
  readonly mappingVersion: number
  readonly errorFile: string
  /** The last day the file covers in full (P23); left out, the day of the latest payment in it. */
  readonly through?: LocalDate
}

export interface PaymentsReport {
  readonly loaded: number
  readonly matched: number
  readonly refused: number
  readonly unmatched: readonly { readonly receivedOn: string; readonly amount: number; readonly reference: string | null; readonly invoiceNumber: string | null }[]
  readonly through: LocalDate | null
  readonly errorFile: string | null
}

const CHUNK = 500

export async function importPayments(pipe: Pipe, given: PaymentsImport, now: Instant): Promise<PaymentsReport> {
  const { creditor, mapping } = given
  const run = await startImport(pipe.database, {
    creditorId: creditor.id, kind: 'payments', fileName: basename(given.file), fileHash: await fileHash(given.file),
    mapping: { name: mapping.name, version: given.mappingVersion }, fullExport: false,
  }, now)
  const errors = writeRowErrors(given.errorFile, mapping)
  let payments: ImportedPayment[] = []
  let [loaded, matched, latest]: [number, number, LocalDate | null] = [0, 0, null]
  const flush = async (line: number): Promise<void> => {
    const chunk = payments
    payments = []
    const counts = await pipe.database.transaction(async (sql) => {
      const recorded = await recordPayments(sql, creditor, run.id, chunk, now)
      await noteImportProgress(sql, run.id, { linesDone: line, loaded: recorded.loaded, changed: 0, refused: 0 })
      return recorded
    })
    loaded += counts.loaded
    matched += counts.matched
  }
  let lastLine = 0
  for await (const line of readPayments(createReadStream(given.file), mapping)) {
    lastLine = line.line
    if (line.kind === 'error') await errors.write(line)
    else {
      payments.push(line.payment)
      if (latest === null || line.payment.receivedOn > latest) latest = line.payment.receivedOn
    }
    if (payments.length >= CHUNK) await flush(line.line)
  }
  await flush(lastLine)
  await errors.close()
  const through = coveredThrough(given, latest, now)
  if (through !== null) await notePaymentsRead(pipe.database, creditor, through, now)
  await finishImport(pipe.database, run.id, 0, now)
  return { loaded, matched, refused: errors.written, unmatched: await unmatchedPayments(pipe.database, creditor), through, errorFile: errors.written > 0 ? given.errorFile : null }
}

/** Without a statement of the file's last day, the day of its latest payment may go on: only the day before is complete. */
function coveredThrough({ through }: PaymentsImport, latest: LocalDate | null, now: Instant): LocalDate | null {
  if (through !== undefined) return through
  if (latest === null) return null
  const today = localDateOf(now, 'Europe/Amsterdam')
  return latest < today ? latest : addDays(today, -1)
}
