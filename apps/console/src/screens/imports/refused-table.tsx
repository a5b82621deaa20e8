/** Refused rows with their cells as they were written; of a few hundred only those on the screen are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { useTexts } from '../../texts'
import { isAbout, reasonSaid } from './reasons'
import { texts } from './texts'
import type { RefusedRow } from './views'
import './refused-table.css'

interface RefusedTableProps {
  readonly rows: readonly RefusedRow[]
  /** Left out: it can only be read. */
  readonly onMend?: (line: string, column: string, text: string) => void
  readonly mended?: ReadonlyMap<string, Readonly<Record<string, string>>>
}

const ROW = 72

export function RefusedTable({ rows, onMend, mended }: RefusedTableProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const place = useRef<HTMLDivElement>(null)
  const columns = Object.keys(rows[0]?.cells ?? {}).filter((column) => rows.some(({ cells }) => cells[column] !== ''))
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => place.current, estimateSize: () => ROW, overscan: 8 })
  const shown = list.getVirtualItems()
  const [first, last] = [shown[0], shown.at(-1)]
  return (
    // Scrolled by keys too, so it must be able to take the focus.
    <div className="refused" ref={place} tabIndex={0} role="region" aria-label={t.reason}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th>{t.line}</th>
            <th className="why">{t.reason}</th>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first && first.start > 0 && <tr aria-hidden="true" style={{ blockSize: first.start }} />}
          {shown.map(({ index, key }) => {
            const row = rows[index]
            return (
              row && (
                <tr key={key} data-index={index} ref={list.measureElement} aria-rowindex={index + 2}>
                  <td className="num">{row.line}</td>
                  <td className="why">{reasonSaid(row.reason, language)}</td>
                  {columns.map((column) => (
                    <td key={column} className={isAbout(row.reason, column) ? 'wrong' : ''}>
                      {onMend ? (
                        <input
                          aria-invalid={isAbout(row.reason, column) || undefined}
                          aria-label={`${t.line} ${row.line}: ${column}`}
                          value={mended?.get(row.line)?.[column] ?? row.cells[column] ?? ''}
                          onChange={({ target }) => onMend(row.line, column, target.value)}
                        />
                      ) : (
                        row.cells[column]
                      )}
                    </td>
                  ))}
                </tr>
              )
            )
          })}
          {last && last.end < list.getTotalSize() && <tr aria-hidden="true" style={{ blockSize: list.getTotalSize() - last.end }} />}
        </tbody>
      </table>
    </div>
  )
}
