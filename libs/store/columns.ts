/** Columns: what a set-based statement is given for many rows at once, one array per column, which the server reads far faster than JSON. */
import type { Instant } from '#domain'

const array = (values: readonly (string | number | null)[]): string => `{${values.map((value) => value ?? 'NULL').join()}}`

/** Ids, dates and numbers: nothing in them needs quoting. */
export const plainColumn: (values: readonly (string | number | null)[]) => string = array

export const instantColumn = (values: readonly (Instant | null)[]): string =>
  array(values.map((value) => (value === null ? null : new Date(value).toISOString())))

/** The instant in a column as UTC milliseconds, for what JSON holds. */
export const MILLIS = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`

const SEPARATOR = '\u001e'
/** Documents, to be read with JSON_COLUMN: JSON escapes every control character, so that the separator stands in none. */
export const jsonColumn = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(SEPARATOR)
export const jsonOf = (parameter: string): string => `string_to_array(${parameter}, chr(30))`

/** A list of texts within a column: a text that the statement casts to text[]. */
export const listColumn = (values: readonly (readonly string[])[]): string[] =>
  values.map((texts) => `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join()}}`)
