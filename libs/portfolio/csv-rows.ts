/** Reads CSV as a stream of rows, a few hundred at a time; a line that is broken comes out as a broken row, and the rest still loads. */
import { parse } from 'csv-parse/sync'
import type { ImportMapping } from '#domain'
import { restored } from './cell'
import { type CsvRecord, CsvRecords } from './csv-records'
import { type Line, linesOf } from './lines'
import { ImportFileError, type SourceRow } from './source-row'

export async function* readCsvRows(
  text: AsyncIterable<string>,
  mapping: ImportMapping,
  headerLine: number,
): AsyncGenerator<readonly SourceRow[]> {
  const records = new CsvRecords(mapping.delimiter)
  let columns: readonly string[] | undefined
  for await (const batch of batchesOf(linesOf(text), records, headerLine)) {
    let rows = batch
    if (!columns) {
      const [head, ...others] = batch
      if (!head) continue
      columns = readHead(head, mapping)
      rows = others
    }
    yield readRecords(rows, columns, mapping.delimiter)
  }
  if (!columns) throw new ImportFileError('the file is empty: its first line should hold the column heads')
}

async function* batchesOf(lines: AsyncIterable<readonly Line[]>, records: CsvRecords, headerLine: number): AsyncGenerator<CsvRecord[]> {
  for await (const chunk of lines) {
    yield records.take(headerLine > 1 ? chunk.filter((line) => line.number >= headerLine) : chunk)
  }
  yield records.end()
}

function readHead(head: CsvRecord, mapping: ImportMapping): readonly string[] {
  const columns = parseRecords(head.text, mapping.delimiter)[0]?.map((column) => column.trim()) ?? []
  if (columns.length < 2) {
    const mark = mapping.delimiter === '\t' ? 'a tab' : `"${mapping.delimiter}"`
    throw new ImportFileError(`line ${head.line} should hold the column heads with ${mark} between them; is the mapping's delimiter right?`)
  }
  return columns
}

/** Inner quotes in an unquoted field are text (Café "De Zwaan"), since many packages write them so. */
const parseRecords = (text: string, delimiter: string): string[][] =>
  parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n' })

function readRecords(records: readonly CsvRecord[], columns: readonly string[], delimiter: string, rows: SourceRow[] = []): SourceRow[] {
  const quoted = records.filter((record) => !record.unclosed && isQuoted(record))
  const parsed = quoted.length === 0 ? [] : parseRecords(quoted.map((record) => record.text).join('\n'), delimiter)
  // Our grouping and the parser agree; should a line ever make them differ, each record is parsed alone so that only that one is lost.
  const together = parsed.length === quoted.length
  let next = 0
  for (const record of records) {
    if (record.unclosed) addRows(rows, record, undefined, columns, delimiter)
    else if (!isQuoted(record)) addRows(rows, record, record.text.split(delimiter), columns, delimiter)
    else addRows(rows, record, together ? parsed[next++] : alone(record, delimiter), columns, delimiter)
  }
  return rows
}

/** Without a quote, a line is its cells with delimiters between them: the parser, which looks at every character, has nothing to add. */
const isQuoted = ({ text }: CsvRecord): boolean => text.includes('"')

function alone(record: CsvRecord, delimiter: string): string[] | undefined {
  const parsed = parseRecords(record.text, delimiter)
  return parsed.length === 1 ? parsed[0] : undefined
}

function addRows(rows: SourceRow[], record: CsvRecord, cells: string[] | undefined, columns: readonly string[], delimiter: string): void {
  if (cells && fits(cells, columns) && !cells.some((cell) => holdsRow(cell, columns.length, delimiter))) {
    if (cells.some((cell) => cell !== '')) rows.push({ line: record.line, columns, cells: cells.map(restored) })
    return
  }
  const [first = '', ...swallowed] = record.text.split('\n')
  if (swallowed.length === 0) {
    rows.push(
      cells ? wrongCount(record, cells, columns) : { line: record.line, columns, cells: [], broken: UNCLOSED, unreadable: record.text },
    )
    return
  }
  // A quote left open ran on until the next quote: its line is lost, the lines that it swallowed are not.
  rows.push({ line: record.line, columns, cells: [], broken: UNCLOSED, unreadable: first })
  const again = new CsvRecords(delimiter)
  const lines = swallowed.map((text, index) => ({ number: record.line + 1 + index, text }))
  readRecords([...again.take(lines), ...again.end()], columns, delimiter, rows)
}

/** Some packages end every line but the head with a delimiter. */
const fits = (cells: readonly string[], columns: readonly string[]): boolean =>
  cells.length === columns.length || (cells.length > columns.length && cells.slice(columns.length).every((cell) => cell === ''))

/** A cell with a line as full as a row has swallowed that row, between two quotes that somebody forgot to close. */
const holdsRow = (cell: string, columns: number, delimiter: string): boolean =>
  cell.includes('\n') && cell.split('\n').some((line) => line.split(delimiter).length >= columns)

const UNCLOSED = 'a quotation mark opens a field and does not close it'

function wrongCount(record: CsvRecord, cells: readonly string[], columns: readonly string[]): SourceRow {
  const broken = `the line has ${cells.length} cells, the head has ${columns.length}`
  return { line: record.line, columns, cells: cells.slice(0, columns.length).map(restored), broken, unreadable: record.text }
}
