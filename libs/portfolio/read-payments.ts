/** Reads an export of payments: every row comes out as a payment with a key of its own, or as what is wrong with it. */
import 'reflect-metadata'
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { ImportedPayment, ImportField, ImportMapping } from '#domain'
import { PaymentRow, toPayment } from './payment-row'
import { fieldReader } from './row-fields'
import { isSound } from './row-check'
import { encodingProblems, type ErrorLine, isEncoded, problemsOf, problemWriter } from './row-problems'
import { SeenKeys } from './seen-keys'
import { ImportFileError, rawCells, type SourceRow } from './source-row'
import { readSourceRows } from './source-rows'

export type PaymentLine = { readonly line: number; readonly kind: 'payment'; readonly payment: ImportedPayment } | ErrorLine

const NEEDED: readonly ImportField[] = ['receivedOn', 'amount']

/** Line by line; see readPaymentBatches. */
export async function* readPayments(input: Readable, mapping: ImportMapping): AsyncGenerator<PaymentLine> {
  for await (const batch of readPaymentBatches(input, mapping)) yield* batch
}

/** As many lines at a time as a piece of the file holds. */
export async function* readPaymentBatches(input: Readable, mapping: ImportMapping): AsyncGenerator<readonly PaymentLine[]> {
  if (mapping.records !== 'payments') throw new ImportFileError(`mapping ${mapping.name} reads ${mapping.records}, not payments`)
  const toLine = lineReader(mapping)
  for await (const rows of readSourceRows(input, mapping)) yield rows.map(toLine)
}

function lineReader(mapping: ImportMapping): (row: SourceRow) => PaymentLine {
  const fieldsOf = fieldReader(mapping, NEEDED)
  const problem = problemWriter(mapping)
  const keys = paymentKeys()
  return (row) => {
    const { line } = row
    if (row.broken !== undefined)
      return { line, kind: 'error', errors: [{ field: '', reason: row.broken }], reference: null, raw: rawCells(row) }
    const texts = fieldsOf(row)
    const read = new PaymentRow(texts, mapping)
    const errors =
      isEncoded(texts) && isSound(read)
        ? []
        : [...encodingProblems(texts, mapping, problem), ...problemsOf(read, (property) => property as ImportField, problem)]
    const identity = errors.length === 0 ? keys(read, line) : null
    if (identity?.firstLine) errors.push(problem('transactionId', `was already on line ${identity.firstLine}`))
    const payment = identity && errors.length === 0 ? toPayment(read, identity.key) : undefined
    return payment
      ? { line, kind: 'payment', payment }
      : { line, kind: 'error', errors, reference: texts.claimReference ?? null, raw: rawCells(row) }
  }
}

interface PaymentIdentity {
  readonly key: string
  /** Line that showed the bank's own id before; 0 when it is new. */
  readonly firstLine: number
}

/**
 * Without the bank's id, a payment is known by all that its row says and by its place among rows that say the same:
 * the same file twice changes nothing, and two equal payments on one day stay two.
 */
function paymentKeys(): (row: PaymentRow, line: number) => PaymentIdentity {
  const seen = new SeenKeys()
  return (row, line) => {
    if (row.transactionId !== undefined) {
      const firstLine = seen.get(row.transactionId)
      if (firstLine === 0) seen.set(row.transactionId, line)
      return { key: row.transactionId, firstLine }
    }
    const said = JSON.stringify([
      row.receivedOn,
      row.amount,
      row.direction,
      row.paymentReference,
      row.claimReference,
      row.invoiceNumber,
      row.description,
      row.payerIban,
      row.payerName,
    ])
    const place = seen.get(said) + 1
    seen.set(said, place)
    return { key: `row-${createHash('sha256').update(said).digest('hex').slice(0, 40)}-${place}`, firstLine: 0 }
  }
}
