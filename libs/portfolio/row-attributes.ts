/** Reads what the creditor tells debtors and claims apart by: texts under names of its own, checked for length only. */
import { ATTRIBUTE_OWNERS, type AttributeOwner, type ImportMapping } from '#domain'
import { placesOf, textOf } from './row-fields'
import type { RowProblem } from './row-problems'
import type { SourceRow } from './source-row'

type Attributes = Readonly<Record<string, string>>
export interface RowAttributes {
  /** Absent when the row says none of them. */
  readonly debtor?: Attributes
  readonly claim?: Attributes
  readonly problems: readonly RowProblem[]
}

const LONGEST = 200
/** What a wrong encoding leaves, and what no text in the database can hold. */
const LOST = /[\uFFFD\0]/

export function attributeReader({ attributes }: ImportMapping): (row: SourceRow) => RowAttributes {
  const sources = ATTRIBUTE_OWNERS.flatMap((owner) => Object.entries(attributes[owner]).map(([name, source]) => ({ owner, name, source })))
  if (sources.length === 0) return () => NONE
  let columns: readonly string[] | undefined
  let places: readonly (readonly number[])[] = []
  return (row) => {
    if (row.columns !== columns) {
      columns = row.columns
      places = sources.map(({ source }) => placesOf(source, row.columns))
    }
    const said: Partial<Record<AttributeOwner, Record<string, string>>> = {}
    const problems: RowProblem[] = []
    sources.forEach(({ owner, name, source }, index) => {
      const text = textOf(source, places[index] ?? [], row.cells)
      if (text === undefined) return
      const wrong =
        text.length > LONGEST ? `is longer than ${LONGEST} characters` : LOST.test(text) ? 'holds a character that cannot be read' : null
      if (wrong) problems.push({ field: name, reason: `${source.columns.map((column) => `"${column}"`).join(' or ')} ${wrong}` })
      else (said[owner] ??= {})[name] = text
    })
    return { ...said, problems }
  }
}

const NONE: RowAttributes = { problems: [] }
