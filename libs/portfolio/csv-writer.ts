/** The only writer of CSV files: with a byte-order mark for spreadsheets, and with every formula neutralised. */
import type { Writable } from 'node:stream'
import { type Stringifier, stringify } from 'csv-stringify'
import { neutralise } from './cell'

export interface CsvForm {
  readonly columns: readonly string[]
  readonly delimiter?: string
}

/**
 * A stream that takes rows (lists of texts) and writes them to `output`, head first.
 * csv-stringify has `escape_formulas` too; it leaves the head alone, so cells and head go through our own check.
 */
export function csvWriter(output: Writable, form: CsvForm): Stringifier {
  const writer = stringify({
    header: true,
    bom: true,
    delimiter: form.delimiter ?? ';',
    record_delimiter: 'windows',
    // Else a bare line feed inside a cell would end the line for every reader but csv-stringify.
    quote_record_delimiter: true,
    columns: form.columns.map((column, index) => ({ key: String(index), header: neutralise(column) })),
    cast: { string: (cell, context) => (context.header ? cell : neutralise(cell)) },
  })
  writer.pipe(output)
  return writer
}
