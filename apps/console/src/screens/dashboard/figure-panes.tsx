/** One figure each: its name, its value or why there is none, what it counts, and the way to what is behind it. */
import { Link } from '@tanstack/react-router'
import { useContext, type ReactNode } from 'react'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { reasonWords } from '../../texts/reasons'
import { words } from '../../texts/words'
import { sumOf, type Figure } from './figures'
import { RowsLead } from './rows-lead'
import { texts } from './texts'

interface PaneProps {
  readonly code: string
  readonly value: string
  readonly children?: ReactNode
}

function Pane({ code, value, children }: PaneProps): ReactNode {
  const t = useTexts(texts)
  const lead = useContext(RowsLead)
  return (
    <dl className="pane kpi" data-kpi={code}>
      <dt>{t.names[code]}</dt>
      <dd className="value">{value}</dd>
      <dd className="quiet small">{t.means[code]}</dd>
      {children !== undefined && <dd>{children}</dd>}
      {lead?.has(code) && (
        <dd>
          <Link to="/dashboard" search={lead.to(code)} data-row="">
            {t.look}
            <span className="hidden-label">: {t.names[code]}</span>
          </Link>
        </dd>
      )}
    </dl>
  )
}

/** A count, and of what when there are several. */
export function CountPane({ code, figures }: { readonly code: string; readonly figures: readonly Figure[] }): ReactNode {
  const w = useTexts(words)
  const whole = useWhole()
  const lead = useContext(RowsLead)
  const parts = figures.filter(({ of }) => of !== null)
  return (
    <Pane code={code} value={`${whole(sumOf(figures))}${figures.every(({ exact }) => exact) ? '' : '+'}`}>
      {parts.length > 0 && (
        <table>
          <tbody>
            {parts.map(({ of, value }) => (
              <tr key={of}>
                <th scope="row">
                  {lead?.has(code) ? (
                    <Link to="/dashboard" search={lead.to(code, of)}>
                      {w.channels[of ?? ''] ?? of}
                    </Link>
                  ) : (
                    (w.channels[of ?? ''] ?? of)
                  )}
                </th>
                <td className="num">{whole(value ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pane>
  )
}

export function SharePane({ figure: { code, value, cases, missing } }: { readonly figure: Figure }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const says =
    missing === 'bank-data' ? t.bank : missing === 'few-cases' ? t.few(whole(cases ?? 0)) : cases === null ? '' : t.of(whole(cases))
  return (
    <Pane code={code} value={value === null ? '–' : `${whole(value)} %`}>
      <span className="small">{says}</span>
    </Pane>
  )
}

export function NotSent({ figures }: { readonly figures: readonly Figure[] }): ReactNode {
  const t = useTexts(texts)
  const reasons = useTexts(reasonWords)
  const whole = useWhole()
  const lead = useContext(RowsLead)
  const most = Math.max(1, ...figures.map(({ value }) => value ?? 0))
  if (figures.length === 0) return <p className="quiet">{t.allWent}</p>
  return (
    <table className="bars">
      <thead>
        <tr>
          <th scope="col">{t.reason}</th>
          <th scope="col" className="num">
            {t.count}
          </th>
          <td aria-hidden="true" className="wide" />
        </tr>
      </thead>
      <tbody>
        {figures.map(({ of, value }) => (
          <tr key={of}>
            <td>
              {lead ? (
                <Link to="/dashboard" search={lead.to('not-sent', of)} data-row="">
                  {reasons[of ?? ''] ?? of}
                </Link>
              ) : (
                (reasons[of ?? ''] ?? of)
              )}
            </td>
            <td className="num">{whole(value ?? 0)}</td>
            <td aria-hidden="true" className="wide bar-of">
              <span style={{ inlineSize: `${((value ?? 0) / most) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.all}</th>
          <td className="num">{whole(sumOf(figures))}</td>
          <td className="wide" aria-hidden="true" />
        </tr>
      </tfoot>
    </table>
  )
}
