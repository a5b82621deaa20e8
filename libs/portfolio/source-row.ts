/** SourceRow: one record of a file as it was written, before anything is read from it. */

export interface SourceRow {
  /** Line on which it starts; of a JSON array the place in the list. */
  readonly line: number
  readonly columns: readonly string[]
  readonly cells: readonly string[]
  /** Why it could not be taken apart. */
  readonly broken?: string
  /** The original text of a row that could not be taken apart. */
  readonly unreadable?: string
}

/** What stands before the original columns of an error file; a second round does not carry these of the first. */
export const ERROR_FILE_HEAD = ['line', 'field', 'reason'] as const
/** Column of the error file that holds the text of a line that could not be taken apart. */
export const UNREADABLE = 'unreadable'

/** The row under its column heads, for the error file. */
export function rawCells(row: SourceRow): Record<string, string> {
  const cells = Object.fromEntries(row.columns.map((column, index) => [column, row.cells[index] ?? '']))
  return row.unreadable === undefined ? cells : { ...cells, [UNREADABLE]: row.unreadable }
}

/** The whole file does not fit the mapping: no row of it can be read. */
export class ImportFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ImportFileError'
  }
}
