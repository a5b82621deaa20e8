/** Reads an export of open items: every row comes out as a claim or as what is wrong with it, in the order of the file. */
import 'reflect-metadata'
import type { Readable } from 'node:stream'
import type { ImportedClaim, ImportField, ImportMapping, LocalDate, PostalAddress } from '#domain'
import { AddressRow, type AddressTexts, hasAddress, toAddress } from './address-row'
import { ClaimRow } from './claim-row'
import { DebtorRow } from './debtor-row'
import { invoiceFlags, type Supplier, toClaim, toDebtor } from './imported-claim'
import { daysAhead } from './past-days'
import { hasRepresentative, representativeAddress, RepresentativeRow, toRepresentative } from './representative-row'
import { attributeReader, type RowAttributes } from './row-attributes'
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
  /** What has happened lies no later than this day of the file; left out, that is not asked. */
  readonly today?: LocalDate
}

/** Without these columns the file is another file than the mapping is for. */
const NEEDED: readonly ImportField[] = ['reference', 'open', 'debtorReference', 'debtorName']

/** Line by line; see openClaimFile. */
export async function* readClaims(input: Readable, mapping: ImportMapping, options: ClaimOptions = {}): AsyncGenerator<ClaimLine> {
  for await (const batch of openClaimFile(input, mapping, options).batches) yield* batch
}

export interface ClaimFile {
  /** As many lines at a time as a piece of the file holds, since waiting for each costs more than reading it. */
  readonly batches: AsyncIterable<readonly ClaimLine[]>
  /** Of the lines that were read: also a row that was refused says that its claim is in the export. */
  readonly lists: (reference: string) => boolean
}

export function openClaimFile(input: Readable, mapping: ImportMapping, options: ClaimOptions = {}): ClaimFile {
  if (mapping.records !== 'claims') throw new ImportFileError(`mapping ${mapping.name} reads ${mapping.records}, not claims`)
  const fieldsOf = fieldReader(mapping, NEEDED)
  const attributesOf = attributeReader(mapping)
  const read = claimReader(mapping, options)
  const problem = problemWriter(mapping)
  const [loaded, refused] = [new SeenKeys(), new SeenKeys()]
  const refuse = (row: SourceRow, errors: readonly RowProblem[], reference: string | undefined): ClaimLine => {
    const raw = rawCells(row)
    const named = reference ?? cellOf(raw, mapping)
    if (named !== undefined) refused.set(named, row.line)
    return { line: row.line, kind: 'error', errors, reference: reference ?? null, raw }
  }
  const toLine = (row: SourceRow): ClaimLine => {
    if (row.broken !== undefined) return refuse(row, [{ field: '', reason: row.broken }], undefined)
    const texts = fieldsOf(row)
    const { claim, errors } = read(texts, attributesOf(row))
    const firstLine = texts.reference === undefined ? 0 : loaded.get(texts.reference)
    if (firstLine > 0) return refuse(row, [problem('reference', `was already on line ${firstLine}`), ...errors], texts.reference)
    if (errors.length > 0 || !claim) return refuse(row, errors, texts.reference)
    // A row that is refused does not take its reference: the mended row may follow in the same file.
    loaded.set(claim.reference, row.line)
    return { line: row.line, kind: 'claim', claim }
  }
  async function* batches(): AsyncGenerator<readonly ClaimLine[]> {
    for await (const rows of readSourceRows(input, mapping)) yield rows.map(toLine)
  }
  return { batches: batches(), lists: (reference) => loaded.get(reference) > 0 || refused.get(reference) > 0 }
}

/** The reference as a line writes it that could not be taken apart. */
function cellOf(raw: Readonly<Record<string, string>>, { fields }: ImportMapping): string | undefined {
  const columns = (fields.reference?.columns ?? []).map((column) => column.trim().toLowerCase())
  return Object.entries(raw)
    .find(([head, cell]) => columns.includes(head.trim().toLowerCase()) && cell.trim() !== '')?.[1]
    .trim()
}

interface ReadClaim {
  readonly claim?: ImportedClaim | undefined
  readonly errors: readonly RowProblem[]
}

function claimReader(mapping: ImportMapping, options: ClaimOptions): (texts: FieldTexts, attributes: RowAttributes) => ReadClaim {
  const problem = problemWriter(mapping)
  const knowsSupplier = ['supplierKvk', 'supplierVatNumber'].some((field) => field in mapping.fields || field in mapping.constants)
  const itself = (property: string): ImportField => property as ImportField
  return (texts, attributes) => {
    const row = new ClaimRow(texts, mapping)
    const debtor = new DebtorRow(texts, mapping)
    const represented = hasRepresentative(texts) ? new RepresentativeRow(texts) : null
    const address = readAddress(texts)
    const theirAddress = represented ? readAddress(representativeAddress(texts)) : null
    const ahead = daysAhead(row, debtor, options.today)
    const rows = [row, debtor, address, represented, theirAddress]
    if (
      attributes.problems.length === 0 &&
      ahead.length === 0 &&
      isEncoded(texts) &&
      rows.every((each) => each === null || isSound(each)) &&
      knowsCalendar(debtor, options)
    ) {
      const imported = toDebtor(debtor, texts, postal(address, texts.debtorName, texts.attention), attributes.debtor)
      const representative = represented && toRepresentative(represented, postal(theirAddress, represented.representativeName, undefined))
      return {
        claim: toClaim(row, imported, representative, invoiceFlags(texts, knowsSupplier, options.supplier), attributes.claim),
        errors: NONE,
      }
    }
    const errors = [
      ...encodingProblems(texts, mapping, problem),
      ...problemsOf(row, itself, problem),
      ...problemsOf(debtor, itself, problem),
      ...(address ? problemsOf(address, itself, problem) : []),
      ...(represented ? problemsOf(represented, itself, problem) : []),
      ...(theirAddress ? problemsOf(theirAddress, representativeField, problem) : []),
      ...ahead.map((field) => problem(field, 'is a day that is still to come')),
      ...(knowsCalendar(debtor, options) ? [] : [unknownCalendar(options, problem)]),
      ...attributes.problems,
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
