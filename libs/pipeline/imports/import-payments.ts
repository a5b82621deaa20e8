/** Stage import, payments: matched ones ask for a review, which stops what is planned; the unmatched are listed. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { addDays, localDateOf, type ImportedPayment, type Instant, type LocalDate } from '#domain'
import { readPaymentBatches, writeRowErrors, type PaymentLine, type RowErrors } from '#portfolio'
import {
  finishImport,
  noteImportProgress,
  notePaymentsRead,
  recordPayments,
  unmatchedPayments,
  type Creditor,
  type Database,
  type ImportRun,
} from '#store'
import { beginRun, ImportInterrupted, runOf, type FileToImport } from './import-file'
import type { Pipe } from '../pipe'
import { noteReturnedPayments } from '../settling/debit-return'
import { setOffReceived } from '../settling/set-off'
import { zoneOf } from '../configuration/published'
import { Rulebooks } from '../configuration/rulebooks'

export interface PaymentsImport extends FileToImport {
  /** The last day the file covers in full (P23); left out, the day of the latest payment in it. */
  readonly through?: LocalDate
}

export interface PaymentsReport {
  readonly lines: number
  /** Payments that were not known yet, and how many of these belong to a claim. */
  readonly loaded: number
  readonly matched: number
  readonly refused: number
  /** Of this creditor, whatever file brought them. */
  readonly unmatched: readonly {
    readonly receivedOn: string
    readonly amount: number
    readonly reference: string | null
    readonly invoiceNumber: string | null
  }[]
  readonly through: LocalDate | null
  readonly errorFile: string | null
}

const CHUNK = 1_000

export async function importPayments({ database }: Pick<Pipe, 'database'>, given: PaymentsImport, now: Instant): Promise<PaymentsReport> {
  const { creditor, errorFile } = given
  const run = await beginRun(database, await runOf(given, 'payments', false), now)
  const errors = writeRowErrors(errorFile, given.mapping)
  const loader = new PaymentsLoader(database, creditor, run, errors, now)
  try {
    await loadPayments(given, loader)
  } finally {
    await errors.close()
  }
  const through = coveredThrough(given, loader.latest, localDateOf(now, await zoneOf(database, creditor)))
  if (through !== null) await notePaymentsRead(database, creditor, through, now)
  await finishImport(database, run.id, 0, now)
  const { rows: lines, loaded, matched } = loader
  return {
    lines,
    loaded,
    matched,
    refused: errors.written,
    unmatched: await unmatchedPayments(database, creditor),
    through,
    errorFile: errors.written > 0 ? errorFile : null,
  }
}

async function loadPayments({ file, mapping, onProgress, signal }: PaymentsImport, loader: PaymentsLoader): Promise<void> {
  const { size } = await stat(file)
  const input = createReadStream(file)
  for await (const batch of readPaymentBatches(input, mapping)) {
    for (const line of batch) {
      const committed = await loader.take(line)
      if (committed && signal?.aborted) throw new ImportInterrupted(line.line)
    }
    onProgress?.(input.bytesRead, size)
  }
  await loader.flush()
}

type Line = PaymentLine

/** Collects payments and commits them in chunks; one that is known already changes nothing, so a restart may begin at the top. */
class PaymentsLoader {
  rows = 0
  loaded = 0
  matched = 0
  latest: LocalDate | null = null
  private payments: ImportedPayment[] = []
  private refused = 0
  private lastLine = 0
  private readonly rulebooks: Rulebooks

  constructor(
    private readonly database: Database,
    private readonly creditor: Creditor,
    private readonly run: ImportRun,
    private readonly errors: RowErrors,
    private readonly now: Instant,
  ) {
    this.rulebooks = new Rulebooks(database)
  }

  /** True when this row completed a chunk. */
  async take(line: Line): Promise<boolean> {
    this.rows += 1
    this.lastLine = line.line
    if (line.kind === 'error') {
      await this.errors.write(line)
      if (line.line > this.run.linesDone) this.refused += 1
      return false
    }
    this.payments.push(line.payment)
    if (this.latest === null || line.payment.receivedOn > this.latest) this.latest = line.payment.receivedOn
    if (this.payments.length < CHUNK) return false
    await this.flush()
    return true
  }

  async flush(): Promise<void> {
    const { payments, refused, lastLine, run } = this
    this.payments = []
    this.refused = 0
    const counts = await this.database.transaction(async (sql) => {
      const recorded = await recordPayments(sql, this.creditor, run.id, payments, this.now)
      await setOffReceived(sql, this.rulebooks, this.creditor, payments, this.now)
      await noteReturnedPayments(sql, this.rulebooks, this.creditor, payments, this.now)
      await noteImportProgress(sql, run.id, {
        linesDone: lastLine,
        loaded: recorded.loaded,
        changed: 0,
        refused,
        unmatched: recorded.loaded - recorded.matched,
      })
      return recorded
    })
    this.loaded += counts.loaded
    this.matched += counts.matched
  }
}

/** Without a statement of the file's last day, today's payments may still be coming: only the day before is complete. */
function coveredThrough({ through }: PaymentsImport, latest: LocalDate | null, today: LocalDate): LocalDate | null {
  if (through !== undefined) return through
  if (latest === null) return null
  return latest < today ? latest : addDays(today, -1)
}
