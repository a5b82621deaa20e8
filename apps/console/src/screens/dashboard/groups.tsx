/** The same shares beside each other: by kind of relation, or by version of the strategy. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Options } from '../../parts/options'
import { Shown } from '../../parts/state'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { Figure, Period } from './figures'
import { texts } from './texts'

interface Groups {
  readonly groups: readonly { readonly name: string; readonly figures: readonly Figure[] }[]
}

const CODES = ['promises-kept', 'debits-returned', 'calls-reached']

export function GroupedFigures({ days }: { readonly days: Period }): ReactNode {
  const t = useTexts(texts)
  const { segments } = useTexts(words)
  const { home } = useSession()
  const [of, setOf] = useState('segment')
  const read = useQuery({
    queryKey: [home, 'kpis', 'groups', of, days],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<Groups>(`${home}/kpis/groups?of=${of}&days=${days}`, { signal }),
  })
  return (
    <section className="pane stack">
      <Options
        label={t.compare}
        value={of}
        onChange={setOf}
        options={[
          { id: 'segment', text: t.bySegment },
          { id: 'strategy', text: t.byStrategy },
        ]}
      />
      <Shown read={read}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p className="quiet">{t.nothing}</p>
          ) : (
            <div className="scroll" tabIndex={0} role="region" aria-label={t.compare}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{of === 'segment' ? t.bySegment : t.byStrategy}</th>
                    {CODES.map((code) => (
                      <th key={code} scope="col" className="num">
                        {t.names[code]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {groups.map(({ name, figures }) => (
                    <tr key={name}>
                      <th scope="row">{name === '' ? t.noStrategy : (segments[name] ?? name)}</th>
                      {CODES.map((code) => (
                        <Cell key={code} figure={figures.find((one) => one.code === code)} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
    </section>
  )
}

function Cell({ figure }: { readonly figure: Figure | undefined }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <td className="num">
      {figure?.value == null ? '–' : `${whole(figure.value)} %`} <span className="quiet small">{t.of(whole(figure?.cases ?? 0))}</span>
    </td>
  )
}
