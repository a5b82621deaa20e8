/** Bulk: many rows by one statement, a list per column, which PostgreSQL takes in faster than JSON and as safely. */
import { composed, type Sql } from './database'

type Element = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'date' | 'jsonb' | 'hex' | 'text[]'
type Value = string | number | boolean | null
/** A column: its type and its value in each row. */
export type Column = readonly [type: Element, values: readonly Value[]]
export type Columns = Readonly<Record<string, Column>>
/** Columns that are the same in every row, with their types. */
export type Fixed = Readonly<Record<string, readonly [type: string, value: unknown]>>

/**
 * Inserts what `columns` and `fixed` hold; `tail` says what becomes of a conflict and what is returned.
 * A column that is the same in all rows, as most of an export are, is sent once. The text then follows from the rows, so it is not kept.
 */
export async function insertRows<Row>(sql: Sql, table: string, fixed: Fixed, columns: Columns, tail = ''): Promise<Row[]> {
  const [first, ...others] = Object.entries(columns)
  if (!first || first[1][1].length === 0) return []
  const same = others.filter(([, [, values]]) => isSame(values))
  const constants = Object.entries(fixed)
  const list = from(Object.fromEntries([first, ...others.filter((column) => !same.includes(column))]), constants.length + same.length)
  const values = [
    ...constants.map(([, [type]], index) => `$${index + 1}::${type}`),
    ...same.map(([, [type]], index) => readBack(type, `$${constants.length + index + 1}::${SENT_AS[type]}`)),
    ...list.values,
  ]
  return sql.query<Row>(
    composed(`insert into ${table} (${[...Object.keys(fixed), ...same.map(([name]) => name), ...list.names].join(', ')}) select ${values.join(', ')} from ${list.rows} ${tail}`),
    [...constants.map(([, [, value]]) => value), ...same.map(([, [, [value]]]) => value), ...list.parameters],
  )
}

const isSame = (values: readonly Value[]): boolean => values.every((value) => value === values[0])

export interface RowList {
  /** `unnest(…) as g (…)`, for a from clause. */
  readonly rows: string
  readonly names: readonly string[]
  /** The columns as values of their own types. */
  readonly values: readonly string[]
  readonly parameters: readonly string[]
}

/** The rows as `g`, whose parameters follow `before` others. */
export function from(columns: Columns, before: number): RowList {
  const entries = Object.entries(columns)
  return {
    rows: `unnest(${entries.map(([, [type]], index) => `$${before + index + 1}::${SENT_AS[type]}[]`).join(', ')}) as g (${entries.map(([name]) => name).join(', ')})`,
    names: entries.map(([name]) => name),
    values: entries.map(([name, [type]]) => readBack(type, `g.${name}`)),
    parameters: entries.map(([, [type, values]]) => listText(values, SENT_AS[type] === 'text')),
  }
}

const SENT_AS: Readonly<Record<Element, string>> = {
  uuid: 'uuid', text: 'text', int: 'int', bigint: 'bigint', boolean: 'boolean', date: 'date', jsonb: 'text', hex: 'text', 'text[]': 'text',
}
/** Lists of lists and of binary are sent as text: PostgreSQL would flatten the one, and each byte of the other would be escaped twice. */
const READ_BACK: Readonly<Partial<Record<Element, (value: string) => string>>> = {
  jsonb: (value) => `${value}::jsonb`,
  hex: (value) => `decode(${value}, 'hex')`,
  'text[]': (value) => `${value}::text[]`,
}
const readBack = (type: Element, value: string): string => READ_BACK[type]?.(value) ?? value

/** `{"a","b",NULL}`: the text form of a list, as PostgreSQL reads it. Joined at once where no value is missing, which leaves less behind. */
export function listText(values: readonly Value[], quoted: boolean): string {
  if (!values.includes(null)) return quoted ? `{"${values.map(escaped).join('","')}"}` : `{${values.join(',')}}`
  // Beside a list that is full, one that ends early is filled up with what is missing.
  if (values.every((value) => value === null)) return '{}'
  return `{${values.map((value) => (value === null ? 'NULL' : quoted ? `"${escaped(value)}"` : value)).join(',')}}`
}

const SPECIAL = /["\\]/
function escaped(value: Value): string {
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/["\\]/g, '\\$&') : text
}
