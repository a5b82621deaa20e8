/** Bulk: many rows by one statement, a list per column, which PostgreSQL takes in faster than JSON and as safely. */
import type { Sql } from './database'

type Element = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'date' | 'jsonb' | 'hex' | 'text[]'
type Value = string | number | boolean | null
/** A column: its type and its value in each row. */
export type Column = readonly [type: Element, values: readonly Value[]]
export type Columns = Readonly<Record<string, Column>>
/** Columns that are the same in every row, with their types. */
export type Fixed = Readonly<Record<string, readonly [type: string, value: unknown]>>

/** Inserts what `columns` and `fixed` hold; `tail` says what becomes of a conflict and what is returned. */
export async function insertRows<Row>(sql: Sql, table: string, fixed: Fixed, columns: Columns, tail = ''): Promise<Row[]> {
  if (rowsIn(columns) === 0) return []
  const constants = Object.entries(fixed)
  const list = from(columns, constants.length)
  const values = constants.map(([, [type]], index) => `$${index + 1}::${type}`)
  return sql.query<Row>(
    `insert into ${table} (${[...Object.keys(fixed), ...Object.keys(columns)].join(', ')}) select ${[...values, ...list.values].join(', ')} from ${list.rows} ${tail}`,
    [...constants.map(([, [, value]]) => value), ...list.parameters],
  )
}

export interface RowList {
  /** `unnest(…) as g (…)`, for a from clause. */
  readonly rows: string
  /** The columns as values of their own types. */
  readonly values: readonly string[]
  readonly parameters: readonly string[]
}

/** The rows as `g`, whose parameters follow `before` others. */
export function from(columns: Columns, before: number): RowList {
  const entries = Object.entries(columns)
  return {
    rows: `unnest(${entries.map(([, [type]], index) => `$${before + index + 1}::${SENT_AS[type]}[]`).join(', ')}) as g (${entries.map(([name]) => name).join(', ')})`,
    values: entries.map(([name, [type]]) => READ_BACK[type]?.(`g.${name}`) ?? `g.${name}`),
    parameters: entries.map(([, [type, values]]) => listText(values, SENT_AS[type] === 'text')),
  }
}

const rowsIn = (columns: Columns): number => Object.values(columns)[0]?.[1].length ?? 0

const SENT_AS: Readonly<Record<Element, string>> = {
  uuid: 'uuid', text: 'text', int: 'int', bigint: 'bigint', boolean: 'boolean', date: 'date', jsonb: 'text', hex: 'text', 'text[]': 'text',
}
/** Lists of lists and of binary are sent as text: PostgreSQL would flatten the one, and each byte of the other would be escaped twice. */
const READ_BACK: Readonly<Partial<Record<Element, (value: string) => string>>> = {
  jsonb: (value) => `${value}::jsonb`,
  hex: (value) => `decode(${value}, 'hex')`,
  'text[]': (value) => `${value}::text[]`,
}

/** `{"a","b",NULL}`: the text form of a list, as PostgreSQL reads it. Joined at once where no value is missing, which leaves less behind. */
export function listText(values: readonly Value[], quoted: boolean): string {
  if (!values.includes(null)) return quoted ? `{"${values.map(escaped).join('","')}"}` : `{${values.join(',')}}`
  return `{${values.map((value) => (value === null ? 'NULL' : quoted ? `"${escaped(value)}"` : value)).join(',')}}`
}

const SPECIAL = /["\\]/
function escaped(value: Value): string {
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/["\\]/g, '\\$&') : text
}
