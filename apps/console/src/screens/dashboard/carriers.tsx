/** How the carrier of each channel does: its state, what it took today, what failed, and when it last took something. */
import { Link } from '@tanstack/react-router'
import { useContext, type ReactNode } from 'react'
import { Chip, When, type Tone } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { Carrier } from './figures'
import { RowsLead } from './rows-lead'
import { texts } from './texts'

const TONES: Readonly<Record<Carrier['state'], Tone>> = { works: 'done', quiet: 'wait', stopped: 'fail', paused: 'warn' }

export function Carriers({ carriers }: { readonly carriers: readonly Carrier[] }): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const whole = useWhole()
  const lead = useContext(RowsLead)
  return (
    <div className="pane not-sent">
      <h2>{t.carriers}</h2>
      <p className="quiet small">{t.carriersMean}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.carriers}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.channel}</th>
              <th scope="col">{t.state}</th>
              <th scope="col" className="num">
                {t.accepted}
              </th>
              <th scope="col" className="num">
                {t.failed}
              </th>
              <th scope="col" className="extra">
                {t.last}
              </th>
            </tr>
          </thead>
          <tbody>
            {carriers.map(({ channel, state, since, until, code, accepted, failed, lastAcceptedAt }) => (
              <tr key={channel}>
                <th scope="row">{channels[channel] ?? channel}</th>
                <td>
                  <Chip tone={TONES[state]}>{t.carrierStates[state]}</Chip>{' '}
                  {since !== null && (
                    <span className="quiet small">
                      {t.sinceAt} <When at={since} /> {code}
                    </span>
                  )}
                  {until !== null && (
                    <span className="quiet small">
                      {t.untilAt} <When at={until} as="time" />
                    </span>
                  )}
                </td>
                <td className="num">{whole(accepted)}</td>
                <td className="num">
                  {failed > 0 && lead ? (
                    <Link
                      to="/dashboard"
                      search={lead.to('failed', channel)}
                      aria-label={`${t.failed}: ${whole(failed)}, ${channels[channel] ?? channel}`}
                    >
                      {whole(failed)}
                    </Link>
                  ) : (
                    whole(failed)
                  )}
                </td>
                <td className="extra">
                  {lastAcceptedAt === null ? <span className="quiet">{t.neverToday}</span> : <When at={lastAcceptedAt} as="time" />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
