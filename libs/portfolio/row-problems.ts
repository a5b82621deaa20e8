/** What is wrong with a row, in sentences that name the column as the file's owner knows it. */
import { validateSync } from 'class-validator'
import { addDays, type ImportField, type ImportMapping, type LocalDate } from '#domain'
import { formatAmount } from './amount'
import { formatDate } from './calendar-date'
import type { FieldTexts } from './row-fields'

export interface RowProblem {
  readonly field: string
  readonly reason: string
}

/** A row that did not load, with all that is wrong with it and the cells as they were written. */
export interface ErrorLine {
  readonly line: number
  readonly kind: 'error'
  readonly errors: readonly RowProblem[]
  /** The claim it is about, where that could be read: refused is not absent from a full export. */
  readonly reference: string | null
  readonly raw: Readonly<Record<string, string>>
}

/** What reading with the wrong encoding leaves behind, and what no text in the database can hold. */
const LOST = /[\uFFFD\0]/
const EXAMPLE_DATE = addDays('2027-01-30' as LocalDate, 1)

/** Makes problems out of fields and messages, in the words and forms of one mapping. */
export function problemWriter(mapping: ImportMapping): (field: ImportField, message: string) => RowProblem {
  const amount = formatAmount(123_450, mapping.decimal)
  const date = `${mapping.dates} (${formatDate(EXAMPLE_DATE, mapping.dates)})`
  return (field, message) => {
    const columns = mapping.fields[field]?.columns.map((column) => `"${column}"`).join(' or ')
    return { field, reason: `${columns ?? field} ${message.replace('{amount}', amount).replace('{date}', date)}` }
  }
}

/** The first problem of every property, as class-validator finds it; `fieldOf` tells which field a property came from. */
export function problemsOf(
  row: object,
  fieldOf: (property: string) => ImportField,
  problem: ReturnType<typeof problemWriter>,
): RowProblem[] {
  return validateSync(row, { stopAtFirstError: true, forbidUnknownValues: false, validationError: { target: false, value: false } }).map(
    (error) => problem(fieldOf(error.property), Object.values(error.constraints ?? {})[0] ?? 'is not valid'),
  )
}

/** False when some text lost characters, since the file is not in the encoding that the mapping names. */
export function isEncoded(texts: FieldTexts): boolean {
  for (const field in texts) {
    const text = texts[field as ImportField]
    if (text !== undefined && LOST.test(text)) return false
  }
  return true
}

/** The fields that lost characters. */
export function encodingProblems(texts: FieldTexts, mapping: ImportMapping, problem: ReturnType<typeof problemWriter>): RowProblem[] {
  return (Object.entries(texts) as [ImportField, string | undefined][])
    .filter(([, text]) => text !== undefined && LOST.test(text))
    .map(([field]) => problem(field, `holds a character that is not ${mapping.encoding}; is the mapping's encoding right?`))
}
