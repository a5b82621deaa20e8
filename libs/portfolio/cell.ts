/** One cell of a CSV file: keeps spreadsheets from running what a cell says, and reads such a cell back. */

/** A cell that starts so is a formula to a spreadsheet (OWASP, CSV injection); the full-width forms are read as the same. */
const FORMULA_START = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const NEUTRALISED = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/

/** Puts an apostrophe before a cell that a spreadsheet would take for a formula. */
export const neutralise = (cell: string): string => (FORMULA_START.test(cell) ? `'${cell}` : cell)

/** The cell without the apostrophe that a CSV of ours may have put before it. */
export const restored = (cell: string): string => (cell.charCodeAt(0) === APOSTROPHE ? cell.replace(NEUTRALISED, '') : cell)
const APOSTROPHE = 0x27
