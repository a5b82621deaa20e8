/** Reads JSON as a stream of rows: a list, an object that holds the list, or one object per line. */
import { pipeline, Readable, Transform } from 'node:stream'
import { parser } from 'stream-json'
import { pick } from 'stream-json/filters/Pick'
import { streamArray } from 'stream-json/streamers/StreamArray'
import type { ImportMapping } from '#domain'
import { linesOf } from './lines'
import { ImportFileError, type SourceRow } from './source-row'

type JsonObject = Readonly<Record<string, unknown>>

/** `head` is the beginning of `whole`, at least its first line where that is not very long. */
export async function* readJsonRows(head: string, whole: AsyncIterable<string>, mapping: ImportMapping): AsyncGenerator<SourceRow> {
  const columns = columnsOf(mapping)
  const start = head.trimStart()
  if (start === '') throw new ImportFileError(`the file is empty: it should hold a list of ${mapping.records}`)
  if (start.startsWith('[')) yield* readList(whole, null, columns, mapping)
  else if (isObjectPerLine(start, mapping.records)) yield* readObjectPerLine(whole, columns, mapping)
  else yield* readList(whole, mapping.records, columns, mapping)
}

/** All columns that the mapping reads; a nested property is named by its path, `debtor.name`. */
const columnsOf = (mapping: ImportMapping): readonly string[] => [
  ...new Set(Object.values(mapping.fields).flatMap((source) => source.columns)),
]

function isObjectPerLine(start: string, list: string): boolean {
  const [first = ''] = start.split('\n')
  try {
    const value: unknown = JSON.parse(first)
    return isObject(value) && !Array.isArray(value[list])
  } catch {
    // A damaged first line of many is told from an object over several lines by the bracket that ends it.
    return first.trimEnd().endsWith('}') && start.includes('\n{')
  }
}

async function* readObjectPerLine(
  text: AsyncIterable<string>,
  columns: readonly string[],
  mapping: ImportMapping,
): AsyncGenerator<SourceRow> {
  for await (const chunk of linesOf(text)) {
    for (const line of chunk) {
      if (line.text.trim() !== '') yield parseLine(line.number, line.text, columns, mapping)
    }
  }
}

function parseLine(line: number, text: string, columns: readonly string[], mapping: ImportMapping): SourceRow {
  try {
    return toRow(line, JSON.parse(text), columns, mapping)
  } catch {
    return { line, columns, cells: [], broken: 'the line is not valid JSON', unreadable: text }
  }
}

/** Characters and signs of one item, which is held whole until it ends. */
const LONGEST_ITEM = 4_000_000

async function* readList(
  text: AsyncIterable<string>,
  property: string | null,
  columns: readonly string[],
  mapping: ImportMapping,
): AsyncGenerator<SourceRow> {
  const tokens = property === null ? [] : [pick({ filter: property, once: true })]
  const items = streamArray()
  let place = 0
  let held = 0
  const limited = new Transform({
    objectMode: true,
    transform(token: { readonly value?: unknown }, _encoding, done) {
      held += 1 + (typeof token.value === 'string' ? token.value.length : 0)
      done(held > LONGEST_ITEM ? new ImportFileError(`item ${place + 1} is longer than any claim or payment`) : null, token)
    },
  })
  let unread: unknown
  async function* given(): AsyncGenerator<string> {
    try {
      yield* text
    } catch (fault) {
      unread = fault
      throw fault
    }
  }
  // What goes wrong on the way comes out of the items too.
  pipeline([Readable.from(given()), parser(), ...tokens, limited, items], () => undefined)
  try {
    for await (const item of items as AsyncIterable<{ value: unknown }>) {
      held = 0
      yield toRow(++place, item.value, columns, mapping)
    }
  } catch (error) {
    if (error === unread || error instanceof ImportFileError || !(error instanceof Error)) throw error
    // What follows a fault in the form cannot be told apart any more, so the file is not taken for a whole one.
    throw new ImportFileError(`the JSON is broken somewhere after item ${place}: ${error.message}`)
  }
  if (place === 0 && property !== null) throw new ImportFileError(`the object holds no list named "${property}", or an empty one`)
}

function toRow(line: number, value: unknown, columns: readonly string[], mapping: ImportMapping): SourceRow {
  if (!isObject(value)) return { line, columns, cells: [], broken: 'the item is not an object', unreadable: JSON.stringify(value) }
  return { line, columns, cells: columns.map((column) => cellOf(valueAt(value, column), mapping.decimal)) }
}

function valueAt(item: JsonObject, column: string): unknown {
  if (column in item) return item[column]
  return column.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), item)
}

/** A JSON number has a point whatever the mapping says of text. */
function cellOf(value: unknown, decimal: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value).replace('.', decimal)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
