/** The rows behind one figure, each leading to its debtor; of a share also those that do not count. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePages } from '../../api/pages'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Listed } from '../../parts/listed'
import { useRowKeys } from '../../parts/row-keys'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { reasonWords } from '../../texts/reasons'
import { words } from '../../texts/words'
import type { Period } from './figures'
import { texts } from './texts'

interface FigureRow {
  readonly id: string
  readonly debtorId: string
  readonly debtor: string
  readonly name: string | null
  readonly at: string
  readonly of: string | null
  readonly counts: boolean | null
}

/** Their rows are of a day, not of a minute. */
const OF_DAYS = ['promises-kept', 'debits-returned']

interface BehindProps {
  readonly code: string
  readonly of: string | undefined
  readonly days: Period
  readonly onBack: () => void
}

export function RowsBehind({ code, of, days, onBack }: BehindProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const reasons = useTexts(reasonWords)
  const { home } = useSession()
  const query = new URLSearchParams({ code, days, ...(of !== undefined && { of }) }).toString()
  const read = usePages<FigureRow>([home, 'kpis', 'rows', query], `${home}/kpis/rows?${query}`, { limit: 50 })
  useRowKeys()
  useKeys({ Escape: { does: t.back, run: onBack } })
  const said = (text: string): string => w.channels[text] ?? t.ends[text] ?? reasons[text] ?? text
  return (
    <div className="stack">
      <p>
        <Link to="/dashboard" search={{ days }}>
          ← {t.back}
        </Link>
      </p>
      <h1>
        {t.rowsOf(t.names[code] ?? code)}
        {of !== undefined && <> · {said(of)}</>}
      </h1>
      <p className="quiet">{t.means[code]}</p>
      <Listed read={read} none={t.noRows} rows={6}>
        {(rows) => {
          const isShare = rows.some(({ counts }) => counts !== null)
          return (
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.debtor}</th>
                  <th scope="col">{t.when}</th>
                  <th scope="col" className="extra">
                    {t.what}
                  </th>
                  {isShare && <th scope="col">{t.counts}</th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <Link to="/debtors/$id" params={{ id: row.debtorId }} data-row="">
                        {row.name ?? t.erased}
                      </Link>{' '}
                      <span className="quiet small">{row.debtor}</span>
                    </td>
                    <td>
                      <When at={OF_DAYS.includes(code) ? row.at.slice(0, 10) : row.at} as={OF_DAYS.includes(code) ? 'day' : 'moment'} />
                    </td>
                    <td className="extra">{row.of !== null && said(row.of)}</td>
                    {isShare && <td>{row.counts === true ? t.yes : t.no}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Listed>
    </div>
  )
}
