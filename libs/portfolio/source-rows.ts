/** Opens a file as the mapping says and streams its rows, as many at a time as a piece of the file holds. */
import type { Readable } from 'node:stream'
import type { ImportMapping } from '#domain'
import { readStatementRows } from './camt-rows'
import { readCsvRows } from './csv-rows'
import { readJsonRows } from './json-rows'
import { decodedText, lookAhead } from './lines'
import { ERROR_FILE_HEAD, type SourceRow } from './source-row'

/** An error file is CSV with its head on line 1 whatever the import was, so that it can be mended and imported as it is. */
export async function* readSourceRows(input: Readable, mapping: ImportMapping): AsyncGenerator<readonly SourceRow[]> {
  const { head, whole } = await lookAhead(decodedText(input, mapping.encoding))
  if (head.startsWith(ERROR_FILE_HEAD.join(mapping.delimiter))) yield* readCsvRows(whole, mapping, 1)
  else if (mapping.format === 'csv') yield* readCsvRows(whole, mapping, mapping.headerLine)
  else if (mapping.format === 'camt.053') yield* readStatementRows(head, whole, mapping)
  else for await (const row of readJsonRows(head, whole, mapping)) yield [row]
}
