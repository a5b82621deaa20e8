/** The manifest of a batch: one row per letter, complete enough for a print house that would set the letters itself. */
import { stringify } from 'csv-stringify/sync'
import type { LetterLayout } from '#domain'
import type { LetterToPrint } from '../driver'
import { kixOf } from './pdf'

export interface PrintedLetter {
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly pages: number
}

const COLUMNS = [
  'sequence',
  'letter_id',
  'file',
  'sha256',
  'bytes',
  'pages',
  'sheets',
  'document_type',
  'service',
  'duplex',
  'colour',
  'envelope',
  'window',
  'name',
  'street',
  'house_number',
  'addition',
  'postcode',
  'city',
  'country',
  'kix',
  'insert',
  'not_before',
  'not_after',
] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>

/** Printed on both sides. */
export const sheetsOf = (pages: number): number => Math.ceil(pages / 2)

/** What folds in three for a small envelope; more goes flat into a large one. */
const MOST_FOLDED_SHEETS = 6

export function manifestRow(
  { handOverId, letter, documentType, registered, notAfter }: LetterToPrint,
  printed: PrintedLetter,
  { window, kix }: LetterLayout,
): Row {
  const { name, street, houseNumber, addition, postcode, city, country } = letter.address
  return {
    sequence: printed.sequence,
    letter_id: handOverId,
    file: printed.file,
    sha256: printed.sha256,
    bytes: printed.bytes,
    pages: printed.pages,
    sheets: sheetsOf(printed.pages),
    document_type: documentType,
    service: registered ? 'registered' : 'normal',
    duplex: 'yes',
    colour: 'yes',
    envelope: sheetsOf(printed.pages) > MOST_FOLDED_SHEETS ? 'C4' : 'EA5/6',
    window: `${window.left}/${window.top}/${window.width}x${window.height}`,
    name,
    street,
    house_number: houseNumber,
    addition: addition ?? '',
    postcode,
    city,
    country,
    kix: kix === 'off' ? '' : kixOf(letter.address),
    insert: '',
    not_before: '',
    not_after: notAfter ?? '',
  }
}

/** UTF-8, semicolons, RFC 4180 quotes and line ends; a cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export const manifestCsv = (rows: readonly Row[]): string =>
  stringify([...rows], { header: true, columns: [...COLUMNS], delimiter: ';', record_delimiter: 'windows', escape_formulas: true })
