/** The first rows of a file as they were written, for whoever says what its columns are. */
import type { Readable } from 'node:stream'
import type { ImportMapping } from '#domain'
import { rawCells } from './source-row'
import { readSourceRows } from './source-rows'

export interface FileStart {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

export async function readStart(input: Readable, form: ImportMapping, most: number): Promise<FileStart> {
  const columns = new Set<string>()
  const rows: Readonly<Record<string, string>>[] = []
  for await (const batch of readSourceRows(input, form)) {
    for (const row of batch.slice(0, most - rows.length)) {
      for (const column of row.columns) columns.add(column)
      rows.push(rawCells(row))
    }
    if (rows.length === most) break
  }
  return { columns: [...columns].filter((column) => column !== ''), rows }
}
