/** What a campaign would do: who takes part, what goes out when, what it costs, and twenty debtors one by one. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { Money, money, When, when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { ExcludedTable } from '../campaigns/excluded'
import type { Preview } from '../campaigns/views'
import { words } from '../campaigns/words'
import { costOf, useEstimate } from './cost'
import { HeatMap } from './heat-map'
import { texts } from './texts'

export function PreviewPane({ preview }: { readonly preview: Preview | null }): ReactNode {
  const t = useTexts(texts)
  if (!preview) return <p className="pane">{t.previewFirst}</p>
  return (
    <>
      <div className="panes">
        <Who preview={preview} />
        <Costs preview={preview} />
      </div>
      <HeatMap preview={preview} />
      <Sample preview={preview} />
    </>
  )
}

function Who({ preview: { enrolled, excluded, asOf, played } }: { readonly preview: Preview }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <section className="pane stack">
      <h2>{t.takePart(whole(enrolled))}</h2>
      {played < enrolled && <p className="bar warn">{t.sampled(whole(played), whole(enrolled))}</p>}
      <ExcludedTable excluded={excluded} />
      <p className="quiet small">
        {t.asOf(when(asOf, 'moment', useSessionLanguage()))} {t.upper}
      </p>
    </section>
  )
}

function Costs({ preview }: { readonly preview: Preview }): ReactNode {
  const t = useTexts(texts)
  const { channel: names } = useTexts(words)
  const language = useSessionLanguage()
  const { least, most } = costOf(preview)
  const { count, euro } = useEstimate(preview)
  return (
    <section className="pane stack">
      <h2>{t.cost}</h2>
      <table>
        <thead>
          <tr>
            <th>{t.channel}</th>
            <th className="num">{t.contacts}</th>
            <th className="num">{t.cost}</th>
          </tr>
        </thead>
        <tbody>
          {preview.perChannel.map(({ channel, contacts, cost }) => (
            <tr key={channel}>
              <td>{names[channel]}</td>
              <td className="num">{count(contacts)}</td>
              <td className="num">
                <Money amount={euro(cost)} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th>{t.together}</th>
            <td className="num">{count(preview.perChannel.reduce((sum, { contacts }) => sum + contacts, 0))}</td>
            <td className="num">
              <Money amount={most} />
            </td>
          </tr>
        </tfoot>
      </table>
      {Number(most) > 0 && <p className="small">{t.costRange(money(least, language), money(most, language))}</p>}
      {Number(most) === 0 && preview.perChannel.length > 0 && <p className="quiet small">{t.noPrices}</p>}
    </section>
  )
}

function Sample({ preview: { sample } }: { readonly preview: Preview }): ReactNode {
  const t = useTexts(texts)
  const { channel: channels, phase: phases } = useTexts(words)
  if (sample.length === 0) return null
  return (
    <section className="pane stack">
      <h2>{t.sample}</h2>
      <table>
        <thead>
          <tr>
            <th>{t.debtor}</th>
            <th>{t.plan}</th>
          </tr>
        </thead>
        <tbody>
          {sample.map(({ debtor, contacts }) => (
            <tr key={debtor}>
              <td>{debtor}</td>
              <td>
                {contacts.length === 0 ? (
                  <span className="quiet">{t.nothing}</span>
                ) : (
                  <ol className="plan">
                    {contacts.map(({ at, channel, phase }) => (
                      <li key={at + channel}>
                        <When at={at} /> {channels[channel]}, {phases[phase]}
                      </li>
                    ))}
                  </ol>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
