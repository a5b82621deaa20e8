/** Rows that were mended on the page as the file of errors that the import knows: only these are read, and nothing else is taken as missing. */
import type { Mapping, RefusedRow } from '../imports/views'

const HEAD = ['line', 'field', 'reason']

export function mendedFile(rows: readonly RefusedRow[], { delimiter }: Pick<Mapping, 'delimiter'>): Blob {
  const columns = Object.keys(rows[0]?.cells ?? {})
  const quoted = (cell: string): string => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [[...HEAD, ...columns], ...rows.map(({ line, cells }) => [line, '', '', ...columns.map((column) => cells[column] ?? '')])]
  return new Blob(['\uFEFF', ...lines.map((line) => `${line.map(quoted).join(delimiter)}\r\n`)])
}
