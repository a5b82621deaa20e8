/** An import mapping as it is edited: which column of the file fills which field; what else a mapping says stays as it is. */
import { startOf } from '../../api/file-start'

export type Source = string | { readonly column?: string; readonly columns?: readonly string[]; readonly [setting: string]: unknown }

export interface Definition {
  readonly name: string
  readonly records: 'claims' | 'payments'
  readonly format?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly decimal?: string
  readonly dates?: string
  readonly headerLine?: number
  readonly fullExport?: boolean
  readonly columns: Readonly<Record<string, Source>>
  readonly constants?: Readonly<Record<string, string | number | boolean>>
}

export const columnsOf = (source: Source | undefined): readonly string[] =>
  source === undefined
    ? []
    : typeof source === 'string'
      ? [source]
      : (source.columns ?? (source.column === undefined ? [] : [source.column]))

/** An empty column: the file does not tell it. What was said of its values stays. */
export function filledBy(definition: Definition, field: string, column: string): Definition {
  const { [field]: before, ...others } = definition.columns
  const { [field]: _, ...constants } = definition.constants ?? {}
  if (column === '') return { ...definition, columns: others }
  const { column: _one, columns: _many, join: _join, ...settings } = typeof before === 'object' ? before : {}
  const source = Object.keys(settings).length === 0 ? column : { ...settings, column }
  return { ...definition, columns: { ...others, [field]: source }, ...(definition.constants && { constants }) }
}

export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

const START_BYTES = 65_536
const CHUNK = 8_192

/** The beginning of a file, for a look at its first rows. */
export async function firstRows(file: File): Promise<{ start: string; whole: boolean }> {
  const bytes = new Uint8Array(await startOf(file, START_BYTES))
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return { start: btoa(text), whole: file.size <= START_BYTES }
}
