/** Columns: what a set-based statement is given for many rows at once, one array per column, which the server reads far faster than JSON. */
import type { Instant } from '#domain'

export type Value = string | number | boolean | null

/** Ids, dates and numbers: nothing in them needs quoting. */
export const plainColumn = (values: readonly Value[]): string => `{${values.map((value) => value ?? 'NULL').join()}}`

export const instantColumn = (values: readonly (Instant | null)[]): string =>
  plainColumn(values.map((value) => (value === null ? null : new Date(value).toISOString())))

/** The instant in a column as UTC milliseconds, for what JSON holds. */
export const MILLIS = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`

const SEPARATOR = '\u001e'
/** Documents, to be read with `jsonOf`: JSON escapes every control character, so that the separator stands in none. What there is none of is null. */
export const jsonColumn = (values: readonly unknown[]): string =>
  values.map((value) => (value === null ? '' : JSON.stringify(value))).join(SEPARATOR)
export const jsonOf = (parameter: string): string => `string_to_array(${parameter}, chr(30), '')`

/** Texts of people and of other systems. */
export function textColumn(values: readonly Value[]): string {
  // Most columns hold nothing that needs a look at each value.
  if (values.length > 0 && !values.includes(null) && !SPECIAL.test(values.join())) return `{"${values.join('","')}"}`
  return `{${values.map((value) => (value === null ? 'NULL' : `"${escaped(value)}"`)).join()}}`
}

/** A list of texts within a column of texts: one that the statement casts to text[]. */
export const listOf = (texts: readonly string[]): string => `{${texts.map((text) => `"${escaped(text)}"`).join()}}`

const SPECIAL = /["\\]/
export function escaped(value: Value): string {
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/["\\]/g, '\\$&') : text
}
