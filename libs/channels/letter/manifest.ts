/** The manifest of a batch: one row per letter, complete enough for a print house that would set the letters itself. */
import { stringify } from 'csv-stringify/sync'
import type { PostalAddress } from '#domain'
import type { LetterToPrint } from '../driver'
import type { WindowPosition } from './pdf'

export interface PrintedLetter {
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly pages: number
}

const COLUMNS = [
  'sequence', 'letter_id', 'file', 'sha256', 'bytes', 'pages', 'sheets', 'document_type', 'service', 'duplex', 'colour', 'envelope', 'window',
  'name', 'street', 'house_number', 'addition', 'postcode', 'city', 'country', 'kix', 'insert', 'not_before', 'not_after',
] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>

/** Printed on both sides. */
export const sheetsOf = (pages: number): number => Math.ceil(pages / 2)

export function manifestRow({ handOverId, letter, documentType, registered, notBefore }: LetterToPrint, printed: PrintedLetter, window: WindowPosition): Row {
  const { name, street, houseNumber, addition, postcode, city, country } = letter.address
  return {
    sequence: printed.sequence, letter_id: handOverId, file: printed.file, sha256: printed.sha256, bytes: printed.bytes,
    pages: printed.pages, sheets: sheetsOf(printed.pages), document_type: documentType, service: registered ? 'registered' : 'normal',
    duplex: 'yes', colour: 'yes', envelope: 'EA5/6', window: `${window.left}/${window.top}/${window.width}x${window.height}`,
    name, street, house_number: houseNumber, addition: addition ?? '', postcode, city, country, kix: kixOf(letter.address),
    insert: '', not_before: notBefore ?? '', not_after: '',
  }
}

/** UTF-8, semicolons, RFC 4180 quotes and line ends; a cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export const manifestCsv = (rows: readonly Row[]): string =>
  stringify([...rows], { header: true, columns: [...COLUMNS], delimiter: ';', record_delimiter: 'windows', escape_formulas: true })

/** Sorting code of Dutch addresses: postcode, house number, X, addition; letters and digits only. */
function kixOf({ postcode, houseNumber, addition, country }: PostalAddress): string {
  if (country !== 'NL') return ''
  return `${postcode}${houseNumber}${addition ? `X${addition}` : ''}`.toUpperCase().replace(/[^0-9A-Z]/g, '')
}
