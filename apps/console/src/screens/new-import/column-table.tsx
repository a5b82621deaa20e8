/** Which column of the file fills which field, each with what the first rows have there. */
import type { ReactNode } from 'react'
import { Choice } from '../../parts/choice'
import { useTexts } from '../../texts'
import { FIELDS, fieldWords, type Field } from '../imports/field-words'
import { columnsOf, filledBy, type Definition } from './definition'
import { mappingTexts } from './mapping-texts'

export interface FileColumn {
  readonly column: string
  readonly cells: readonly string[]
}

interface TableProps {
  readonly definition: Definition
  readonly columns: readonly FileColumn[]
  readonly onChange: (next: Definition) => void
}

/** Always in sight, also when nothing of this file fills them yet. */
const SHOWN = 10

export function ColumnTable(props: TableProps): ReactNode {
  const t = useTexts(mappingTexts)
  const { definition, columns } = props
  const fields = FIELDS[definition.records]
  const there = columns.map(({ column }) => plain(column))
  const isFilled = (field: Field): boolean =>
    columnsOf(definition.columns[field]).some((column) => there.includes(plain(column))) || definition.constants?.[field] !== undefined
  const [shown, others] = [
    fields.filter((field, at) => at < SHOWN || isFilled(field)),
    fields.filter((field, at) => at >= SHOWN && !isFilled(field)),
  ]
  const used = Object.values(definition.columns).flatMap((source) => columnsOf(source).map(plain))
  const unused = columns.filter(({ column }) => !used.includes(plain(column)))
  return (
    <>
      <Fields {...props} fields={shown} />
      {others.length > 0 && (
        <details>
          <summary>{t.more}</summary>
          <Fields {...props} fields={others} />
        </details>
      )}
      {unused.length > 0 && (
        <p className="quiet small">
          {t.unused}: {unused.map(({ column }) => column).join(', ')}
        </p>
      )}
    </>
  )
}

/** Heads are found whatever their capitals. */
const plain = (head: string): string => head.trim().toLowerCase()
/** Several columns of one field, as a file under config/imports may name them. */
const AS_IT_IS = '='

function Fields({ definition, columns, onChange, fields }: TableProps & { readonly fields: readonly Field[] }): ReactNode {
  const t = useTexts(mappingTexts)
  const words = useTexts(fieldWords)
  return (
    <table className="mapping">
      <thead>
        <tr>
          <th>{t.field}</th>
          <th>{t.column}</th>
          <th className="wide">{t.firstRows}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const named = columnsOf(definition.columns[field])
          const found = columns.filter(({ column }) => named.map(plain).includes(plain(column)))
          const only = named.length === 1 ? found[0]?.column : undefined
          const constant = definition.constants?.[field]
          const options = {
            '': constant === undefined ? t.notThere : t.fixed(String(constant)),
            ...Object.fromEntries(columns.map(({ column }) => [column, column])),
            ...(named.length > 0 &&
              only === undefined && { [AS_IT_IS]: found.length > 0 ? named.join(' + ') : `${named.join(' + ')} (${t.gone})` }),
          }
          return (
            <tr key={field}>
              <td>{words[field]}</td>
              <td>
                <Choice
                  className="unlabelled"
                  label={t.columnOf(words[field])}
                  value={only ?? (named.length > 0 ? AS_IT_IS : '')}
                  options={options}
                  onChange={(column) => column !== AS_IT_IS && onChange(filledBy(definition, field, column))}
                />
              </td>
              <td className="wide quiet">
                {found
                  .map(({ cells }) =>
                    cells
                      .filter((cell) => cell !== '')
                      .slice(0, 3)
                      .join(' · '),
                  )
                  .join(' + ')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
