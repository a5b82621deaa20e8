/** How a mapping reads a file: shown, since a comma or the order of a date must never be guessed in silence. */
import type { ReactNode } from 'react'
import { useTexts } from '../../texts'
import { fieldWords } from '../imports/field-words'
import { texts } from '../imports/texts'
import type { Mapping } from '../imports/views'
import './mapping.css'

export function ReadAs({
  mapping: { encoding, delimiter, decimal, dates, fullExport, fields, format },
}: {
  readonly mapping: Mapping
}): ReactNode {
  const t = useTexts(texts)
  const words: Readonly<Record<string, string>> = useTexts(fieldWords)
  return (
    <div className="stack">
      <h2>{t.readAs}</h2>
      <dl className="facts">
        <dt>{t.encoding}</dt>
        <dd>
          {encoding} ({format})
        </dd>
        {format === 'csv' && (
          <>
            <dt>{t.delimiter}</dt>
            <dd>{delimiter === '\t' ? t.tab : delimiter}</dd>
          </>
        )}
        <dt>{t.decimal}</dt>
        <dd>1{decimal}50</dd>
        <dt>{t.dates}</dt>
        <dd>{dates}</dd>
      </dl>
      {format === 'camt.053' && <p className="quiet">{t.statement}</p>}
      {fullExport && <p className="bar warn">{t.fullExport}</p>}
      <details className="read-as">
        <summary>{t.columns}</summary>
        <table>
          <thead>
            <tr>
              <th>{t.field}</th>
              <th>{t.column}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, columns }) => (
              <tr key={field}>
                <td>{words[field] ?? field}</td>
                <td>{columns.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
