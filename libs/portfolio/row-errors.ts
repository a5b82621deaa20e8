/** Writes the rows that could not be read as a CSV that a person mends in a spreadsheet and imports again. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { ImportMapping } from '#domain'
import { csvWriter } from './csv-writer'
import type { ErrorLine } from './row-problems'
import { ERROR_FILE_HEAD, UNREADABLE } from './source-row'

export interface RowErrors {
  readonly written: number
  write(error: ErrorLine): Promise<void>
  /** Completes the file; without errors there is none. */
  close(): Promise<void>
}

/** One line per row, however much is wrong with it, so that importing the mended file loads each row once. */
export function writeRowErrors(target: string | Writable, mapping: ImportMapping): RowErrors {
  let output: Writable | undefined
  let writer: ReturnType<typeof csvWriter> | undefined
  let columns: readonly string[] = []
  let written = 0
  return {
    get written() {
      return written
    },
    async write({ line, errors, raw }) {
      if (!writer) {
        columns = [...originalColumns(raw, mapping), UNREADABLE]
        output = typeof target === 'string' ? createWriteStream(target, { mode: 0o600 }) : target
        writer = csvWriter(output, { columns: [...ERROR_FILE_HEAD, ...columns], delimiter: mapping.delimiter })
      }
      written++
      const fields = [...new Set(errors.map((error) => error.field))].join(', ')
      const reasons = errors.map((error) => error.reason).join('; ')
      const room = writer.write([String(line), fields, reasons, ...columns.map((column) => raw[column] ?? '')])
      if (!room) await once(writer, 'drain')
    },
    async close() {
      if (!writer || !output) return
      writer.end()
      await finished(output)
    },
  }
}

export interface RefusedRow {
  readonly line: string
  readonly reason: string
  /** As they were written, by the heads of the file. */
  readonly cells: Readonly<Record<string, string>>
}

/** The first rows of a file of errors, as that was written. */
export async function readRowErrors(file: string, mapping: Pick<ImportMapping, 'delimiter'>, most: number): Promise<RefusedRow[]> {
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true, delimiter: mapping.delimiter, to: most }))
  const found: RefusedRow[] = []
  for await (const { line = '', field: _field, reason = '', ...cells } of rows as AsyncIterable<Record<string, string>>)
    found.push({ line, reason, cells })
  return found
}

function originalColumns(raw: Readonly<Record<string, string>>, mapping: ImportMapping): string[] {
  const used = new Set(Object.values(mapping.fields).flatMap((source) => source.columns.map((column) => column.toLowerCase())))
  const ours: readonly string[] = [...ERROR_FILE_HEAD, UNREADABLE]
  return Object.keys(raw).filter((column) => used.has(column.toLowerCase()) || !ours.includes(column))
}
