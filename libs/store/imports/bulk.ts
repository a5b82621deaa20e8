/** Bulk: many rows by one statement, a list per column, which PostgreSQL takes in faster than JSON and as safely. */
import { bytesList, newIdList, uuidList } from '../binary-list'
import { plainColumn, textColumn, type Value } from '../columns'
import { composed, type Sql } from '../database'

type Element = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'date' | 'jsonb' | 'hex' | 'text[]'
/** A column: its type and its value in each row. */
export type Column = readonly [type: Element, values: readonly Value[]]
export type Columns = Readonly<Record<string, Column>>
/** A column of ids that are made as they are written, since nothing else names them. */
export const NEW_IDS = 'new ids'
export type NewRows = Readonly<Record<string, Column | typeof NEW_IDS>>
/** Columns that are the same in every row, with their types. */
export type Fixed = Readonly<Record<string, readonly [type: string, value: unknown]>>

/**
 * Inserts what `columns` and `fixed` hold; `tail` says what becomes of a conflict and what is returned.
 * A column that is the same in all rows, as most of an export are, is sent once. The text then follows from the rows, so it is not kept.
 */
export async function insertRows<Row>(sql: Sql, table: string, fixed: Fixed, columns: NewRows, tail = ''): Promise<Row[]> {
  const given = Object.values(columns)
  const rows = rowsOf(given)
  if (rows === 0) return []
  const constants = Object.values(fixed)
  const values = given.map((column, index) => {
    if (column === NEW_IDS) return { text: `unnest($${constants.length + index + 1}::uuid[])`, sent: newIdList(rows) }
    const [type, of] = column
    const parameter = `$${constants.length + index + 1}::${SENT_AS[type]}`
    // Lists side by side are read in step; taken from a function in a from clause, they would be written down as rows first.
    return index > 0 && isSame(of)
      ? { text: readBack(type, parameter), sent: scalar(type, of[0] ?? null) }
      : { text: readBack(type, `unnest(${parameter}[])`), sent: sent(type, of) }
  })
  return sql.query<Row>(
    composed(`insert into ${table} (${[...Object.keys(fixed), ...Object.keys(columns)].join(', ')})
      select ${[...constants.map(([type], index) => `$${index + 1}::${type}`), ...values.map(({ text }) => text)].join(', ')} ${tail}`),
    [...constants.map(([, value]) => value), ...values.map((value) => value.sent)],
  )
}

const isSame = (values: readonly Value[]): boolean => values.every((value) => value === values[0])
const scalar = (type: Element, value: Value): unknown => (type === 'hex' && typeof value === 'string' ? Buffer.from(value, 'hex') : value)

export interface RowList {
  /** `unnest(…) as g (…)`, for a from clause. */
  readonly rows: string
  readonly parameters: readonly unknown[]
}

/** The rows as `g`, whose parameters follow `before` others. */
export function from(columns: NewRows, before: number): RowList {
  const entries = Object.entries(columns)
  const rows = rowsOf(Object.values(columns))
  return {
    rows: `unnest(${entries.map(([, column], index) => `$${before + index + 1}::${column === NEW_IDS ? 'uuid' : SENT_AS[column[0]]}[]`).join(', ')}) as g (${entries.map(([name]) => name).join(', ')})`,
    parameters: entries.map(([, column]) => (column === NEW_IDS ? newIdList(rows) : sent(...column))),
  }
}

const rowsOf = (columns: readonly (Column | typeof NEW_IDS)[]): number => columns.find((column) => column !== NEW_IDS)?.[1].length ?? 0

const SENT_AS: Readonly<Record<Element, string>> = {
  uuid: 'uuid',
  text: 'text',
  int: 'int',
  bigint: 'bigint',
  boolean: 'boolean',
  date: 'date',
  jsonb: 'text',
  hex: 'bytea',
  'text[]': 'text',
}
/** Lists of lists are sent as text, since PostgreSQL would flatten them. */
const readBack = (type: Element, value: string): string => (type === 'jsonb' || type === 'text[]' ? `${value}::${type}` : value)

function sent(type: Element, values: readonly Value[]): string | Buffer {
  if (type === 'uuid') return uuidList(values as readonly (string | null)[])
  if (type === 'hex') return bytesList(values as readonly (string | null)[])
  // Beside a list that is full, one that ends early is filled up with what is missing.
  if (values.every((value) => value === null)) return '{}'
  return SENT_AS[type] === 'text' ? textColumn(values) : plainColumn(values)
}
