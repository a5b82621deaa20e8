/** Applies a mapping to a row: finds each field's cell, its constant or its stand-in, as trimmed text. */
import type { FieldSource, ImportField, ImportMapping } from '#domain'
import { ImportFileError, type SourceRow } from './source-row'

export type FieldTexts = { [Field in ImportField]?: string | undefined }

interface LocatedField {
  readonly field: ImportField
  readonly source: FieldSource
  readonly places: readonly number[]
}

/** Reads fields by the place of their columns, which is looked up once per head. */
export function fieldReader(mapping: ImportMapping, needed: readonly ImportField[]): (row: SourceRow) => FieldTexts {
  let columns: readonly string[] | undefined
  let located: readonly LocatedField[] = []
  return (row) => {
    if (row.columns !== columns) {
      columns = row.columns
      located = locate(mapping, columns, needed)
    }
    const texts: FieldTexts = { ...mapping.constants }
    for (const { field, source, places } of located) texts[field] = textOf(source, places, row.cells)
    return texts
  }
}

function locate(mapping: ImportMapping, columns: readonly string[], needed: readonly ImportField[]): LocatedField[] {
  return (Object.entries(mapping.fields) as [ImportField, FieldSource][])
    .map(([field, source]) => {
      const places = placesOf(source, columns)
      if (places.length === 0 && needed.includes(field)) {
        throw new ImportFileError(
          `mapping ${mapping.name} reads ${field} from ${source.columns.map((column) => `"${column}"`).join(' or ')}, ` +
            `but the file has these columns: ${columns.join(', ')}`,
        )
      }
      return { field, source, places }
    })
    .filter(({ source, places }) => places.length > 0 || source.otherwise !== null)
}

/** Where the columns of a source stand; case and spaces around a head do not matter. */
export function placesOf(source: FieldSource, columns: readonly string[]): readonly number[] {
  const heads = columns.map((column) => column.trim().toLowerCase())
  return source.columns.map((column) => heads.indexOf(column.trim().toLowerCase())).filter((place) => place >= 0)
}

export function textOf(source: FieldSource, places: readonly number[], cells: readonly string[]): string | undefined {
  const text = source.join
    ? places
        .map((place) => cells[place]?.trim() ?? '')
        .filter((part) => part !== '')
        .join(' ')
    : firstText(places, cells)
  if (text === '') return source.otherwise ?? undefined
  if (source.values === null) return text
  const written = text.toLowerCase()
  // Its own names only: a cell may say `constructor`, which every object has.
  const meaning = Object.hasOwn(source.values, written) ? source.values[written] : undefined
  return meaning === null ? undefined : (meaning ?? source.otherwise ?? text)
}

function firstText(places: readonly number[], cells: readonly string[]): string {
  for (const place of places) {
    const text = cells[place]?.trim() ?? ''
    if (text !== '') return text
  }
  return ''
}
