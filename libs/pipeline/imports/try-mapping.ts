/** Tries a mapping that nobody has saved on the beginning of a file: its columns, and the first rows as they would be read. */
import { Readable } from 'node:stream'
import type { CreditorId, ImportedClaim, ImportedPayment, ImportMapping } from '#domain'
import { ImportFileError, openClaimFile, readPaymentBatches, readStart, type ErrorLine } from '#portfolio'
import { ConfigurationError, importForm, parseImportMapping } from '#settings'
import { getCreditor, publishedConfiguration } from '#store'
import { claimOptions, refuseSensitive } from './import-claims'
import type { Pipe } from '../pipe'

export interface TriedMapping {
  readonly columns: readonly string[]
  /** Of each row what stands in it, by column. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly sample: readonly (ImportedClaim | ImportedPayment)[]
  readonly errors: readonly ErrorLine[]
  /** Why no row can be read with it. */
  readonly fault: string | null
}

const ROWS = 5

/** `start` may end in the middle of a line; with `whole` it is all there is. */
export async function tryMapping(
  { database }: Pick<Pipe, 'database'>,
  creditorId: CreditorId,
  definition: unknown,
  { start, whole }: { readonly start: Buffer; readonly whole: boolean },
): Promise<TriedMapping> {
  const bytes = whole ? start : start.subarray(0, start.lastIndexOf('\n') + 1)
  const tried = {
    columns: [] as readonly string[],
    rows: [] as TriedMapping['rows'],
    sample: [] as (ImportedClaim | ImportedPayment)[],
    errors: [] as ErrorLine[],
  }
  try {
    const form: ImportMapping = { ...importForm(definition, 'mapping'), fields: {}, constants: {}, attributes: { debtor: {}, claim: {} } }
    Object.assign(tried, await readStart(Readable.from([bytes]), form, ROWS))
    const mapping = parseImportMapping(definition, 'mapping')
    const creditor = await getCreditor(database, creditorId)
    refuseSensitive({ creditor, mapping })
    const input = Readable.from([bytes])
    const lines =
      mapping.records === 'claims'
        ? openClaimFile(input, mapping, claimOptions(creditor, await publishedConfiguration(database, creditorId))).batches
        : readPaymentBatches(input, mapping)
    for await (const batch of lines) {
      for (const line of batch.slice(0, ROWS - tried.sample.length - tried.errors.length)) {
        if (line.kind === 'error') tried.errors.push(line)
        else tried.sample.push(line.kind === 'claim' ? line.claim : line.payment)
      }
      if (tried.sample.length + tried.errors.length >= ROWS) break
    }
    return { ...tried, fault: null }
  } catch (fault) {
    if (fault instanceof ConfigurationError) return { ...tried, fault: fault.reason }
    if (fault instanceof ImportFileError) return { ...tried, fault: fault.message }
    throw fault
  }
}
