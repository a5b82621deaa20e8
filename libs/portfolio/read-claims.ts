/** Reads an export of open items: every row comes out as a claim or as what is wrong with it, in the order of the file. */
import 'reflect-metadata'
import type { Readable } from 'node:stream'
import type { ImportedClaim, ImportField, ImportMapping, PostalAddress } from '#domain'
import { AddressRow, type AddressTexts, hasAddress, toAddress } from './address-row'
import { ClaimRow } from './claim-row'
import { DebtorRow } from './debtor-row'
import { invoiceFlags, type Supplier, toClaim, toDebtor } from './imported-claim'
import { hasRepresentative, representativeAddress, RepresentativeRow, toRepresentative } from './representative-row'
import { fieldReader, type FieldTexts } from './row-fields'
import { isSound } from './row-check'
import { encodingProblems, type ErrorLine, isEncoded, problemsOf, problemWriter, type RowProblem } from './row-problems'
import { SeenKeys } from './seen-keys'
import { ImportFileError, rawCells, type SourceRow } from './source-row'
import { readSourceRows } from './source-rows'

export type ClaimLine = { readonly line: number; readonly kind: 'claim'; readonly claim: ImportedClaim } | ErrorLine

export interface ClaimOptions {
  /** Tells whether an invoice can name its supplier (R48); left out, only the row is asked. */
  readonly supplier?: Supplier
  /** Names of the income calendars that exist; left out, any well-formed name is taken. */
  readonly incomeCalendars?: readonly string[]
}

/** Without these columns the file is another file than the mapping is for. */
const NEEDED: readonly ImportField[] = ['reference', 'open', 'debtorReference', 'debtorName']

/** Line by line; see readClaimBatches. */
export async function* readClaims(input: Readable, mapping: ImportMapping, options: ClaimOptions = {}): AsyncGenerator<ClaimLine> {
  for await (const batch of readClaimBatches(input, mapping, options)) yield* batch
}

/** As many lines at a time as a piece of the file holds, since waiting for each costs more than reading it. */
export async function* readClaimBatches(input: Readable, mapping: ImportMapping, options: ClaimOptions = {}): AsyncGenerator<readonly ClaimLine[]> {
  if (mapping.records !== 'claims') throw new ImportFileError(`mapping ${mapping.name} reads ${mapping.records}, not claims`)
  const toLine = lineReader(mapping, options)
  for await (const rows of readSourceRows(input, mapping)) yield rows.map(toLine)
}

function lineReader(mapping: ImportMapping, options: ClaimOptions): (row: SourceRow) => ClaimLine {
  const fieldsOf = fieldReader(mapping, NEEDED)
  const read = claimReader(mapping, options)
  const problem = problemWriter(mapping)
  const seen = new SeenKeys()
  return (row) => {
    const { line } = row
    if (row.broken !== undefined) return { line, kind: 'error', errors: [{ field: '', reason: row.broken }], reference: null, raw: rawCells(row) }
    const texts = fieldsOf(row)
    const result = read(texts)
    const firstLine = texts.reference === undefined ? 0 : seen.get(texts.reference)
    const errors = firstLine > 0 ? [problem('reference', `was already on line ${firstLine}`), ...result.errors] : result.errors
    if (errors.length > 0 || !result.claim) return { line, kind: 'error', errors, reference: texts.reference ?? null, raw: rawCells(row) }
    // A row that is refused does not take its reference: the mended row may follow in the same file.
    seen.set(result.claim.reference, line)
    return { line, kind: 'claim', claim: result.claim }
  }
}

interface ReadClaim {
  readonly claim?: ImportedClaim | undefined
  readonly errors: readonly RowProblem[]
}

function claimReader(mapping: ImportMapping, options: ClaimOptions): (texts: FieldTexts) => ReadClaim {
  const problem = problemWriter(mapping)
  const knowsSupplier = ['supplierKvk', 'supplierVatNumber'].some((field) => field in mapping.fields || field in mapping.constants)
  const itself = (property: string): ImportField => property as ImportField
  return (texts) => {
    const row = new ClaimRow(texts, mapping)
    const debtor = new DebtorRow(texts, mapping)
    const represented = hasRepresentative(texts) ? new RepresentativeRow(texts) : null
    const address = readAddress(texts)
    const theirAddress = represented ? readAddress(representativeAddress(texts)) : null
    const rows = [row, debtor, address, represented, theirAddress]
    if (isEncoded(texts) && rows.every((each) => each === null || isSound(each)) && knowsCalendar(debtor, options)) {
      const imported = toDebtor(debtor, texts, postal(address, texts.debtorName, texts.attention))
      const representative = represented && toRepresentative(represented, postal(theirAddress, represented.representativeName, undefined))
      return { claim: toClaim(row, imported, representative, invoiceFlags(texts, knowsSupplier, options.supplier)), errors: NONE }
    }
    const errors = [
      ...encodingProblems(texts, mapping, problem),
      ...problemsOf(row, itself, problem),
      ...problemsOf(debtor, itself, problem),
      ...(address ? problemsOf(address, itself, problem) : []),
      ...(represented ? problemsOf(represented, itself, problem) : []),
      ...(theirAddress ? problemsOf(theirAddress, representativeField, problem) : []),
      ...(knowsCalendar(debtor, options) ? [] : [unknownCalendar(options, problem)]),
    ]
    return { errors }
  }
}

const NONE: readonly RowProblem[] = []

const readAddress = (texts: AddressTexts): AddressRow | null => (hasAddress(texts) ? new AddressRow(texts) : null)

const postal = (row: AddressRow | null, name: string | undefined, attention: string | undefined): PostalAddress | undefined =>
  row === null || name === undefined ? undefined : toAddress(row, name, attention)

const representativeField = (property: string): ImportField =>
  `representative${property.charAt(0).toUpperCase()}${property.slice(1)}` as ImportField

const knowsCalendar = ({ income }: DebtorRow, { incomeCalendars }: ClaimOptions): boolean =>
  !income || !('calendar' in income) || !incomeCalendars || incomeCalendars.includes(income.calendar)

const unknownCalendar = ({ incomeCalendars = [] }: ClaimOptions, problem: ReturnType<typeof problemWriter>): RowProblem =>
  problem('income', `names an income calendar that is not there; there are ${incomeCalendars.join(', ')}`)
