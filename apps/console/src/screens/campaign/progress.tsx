/** How a campaign goes: debtors by where they stand, which add up to everybody enrolled; contacts and answers beside it. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { Chip, Money, when, type Tone } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { ExcludedTable } from '../campaigns/excluded'
import type { Campaign, Progress } from '../campaigns/views'
import { words } from '../campaigns/words'
import { texts } from './texts'

const TONES: Readonly<Record<string, Tone>> = {
  waiting: 'wait',
  contacted: 'plan',
  held: 'warn',
  'with-person': 'human',
  settled: 'done',
  answered: 'done',
  stopped: 'fail',
}
const COUNTED = ['replies', 'promises', 'payments'] as const
const GONE = ['settled', 'answered', 'stopped']

function useRead({ id, state }: Campaign): UseQueryResult<Progress> {
  const { home } = useSession()
  return useQuery({
    queryKey: [home, 'campaign', id, 'progress'],
    queryFn: ({ signal }) => ask<Progress>(`${home}/campaigns/${id}/progress`, { signal }),
    enabled: state !== 'draft',
  })
}

/** The figures that the page's sentences need; null until they are read. */
export function useProgress(campaign: Campaign): {
  readonly waiting: string | null
  readonly taking: string | null
  readonly cost: string | null
  readonly at: (instant: string) => string
} {
  const language = useSessionLanguage()
  const whole = useWhole()
  const { data } = useRead(campaign)
  const sum = (pick: (state: string) => boolean): string | null =>
    data ? whole(data.enrolments.filter(({ state }) => pick(state)).reduce((all, { debtors }) => all + debtors, 0)) : null
  return {
    cost: data?.cost ?? null,
    waiting: sum((state) => state === 'waiting'),
    taking: sum((state) => !GONE.includes(state)),
    at: (instant) => when(instant, 'moment', language),
  }
}

export function ProgressPane({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const read = useRead(campaign)
  return (
    <Shown read={read}>
      {(progress) => (
        <>
          <Resting progress={progress} />
          <div className="panes">
            <Debtors progress={progress} campaign={campaign} />
            <Contacts progress={progress} compares={campaign.variants.length > 1} />
          </div>
        </>
      )}
    </Shown>
  )
}

/** What holds it up by itself, and when it goes on. */
function Resting({ progress: { resting } }: { readonly progress: Progress }): ReactNode {
  const t = useTexts(texts)
  const { channel: channels } = useTexts(words)
  const language = useSessionLanguage()
  const said = ({ channel, because, until }: Progress['resting'][number]): string =>
    t.rests[because](channels[channel] ?? channel, until === null ? '' : when(until, because === 'carrier' ? 'time' : 'moment', language))
  return (
    <div role="status">
      {resting.map((one) => (
        <p key={one.channel} className="bar warn">
          {said(one)}
        </p>
      ))}
    </div>
  )
}

function Debtors({
  progress: { enrolled, enrolments, excluded },
  campaign,
}: {
  readonly progress: Progress
  readonly campaign: Campaign
}): ReactNode {
  const t = useTexts(texts)
  const { enrolment } = useTexts(words)
  const whole = useWhole()
  const compares = campaign.variants.length > 1
  return (
    <section className="pane stack" aria-live="polite">
      <h2>{t.progress}</h2>
      <p>
        <strong className="figure">{t.enrolled(whole(enrolled))}</strong>{' '}
        <span className="quiet">{t.looked(whole(campaign.lookedAt))}</span>
      </p>
      <table>
        <thead>
          <tr>
            {compares && <th>{t.variant}</th>}
            <th>{t.state}</th>
            <th className="num">{t.debtors}</th>
            <th aria-hidden="true" className="wide" />
          </tr>
        </thead>
        <tbody>
          {enrolments.map(({ variant, state, debtors }) => (
            <tr key={`${variant ?? ''}${state}`}>
              {compares && <td>{variant?.toUpperCase()}</td>}
              <td>
                <Chip tone={TONES[state] ?? 'unknown'}>{enrolment[state] ?? state}</Chip>
              </td>
              <td className="num">{whole(debtors)}</td>
              <td aria-hidden="true" className="wide share">
                <span style={{ inlineSize: `${(debtors / Math.max(1, enrolled)) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExcludedTable excluded={excluded} />
    </section>
  )
}

function Contacts({ progress: { contacts, responses }, compares }: { readonly progress: Progress; readonly compares: boolean }): ReactNode {
  const t = useTexts(texts)
  const { channel: channels, attempt } = useTexts(words)
  const whole = useWhole()
  return (
    <section className="pane stack">
      <h2>{t.sent}</h2>
      {contacts.length === 0 ? (
        <p className="quiet">{t.nothingSent}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {compares && <th>{t.variant}</th>}
              <th>{t.channel}</th>
              <th>{t.state}</th>
              <th className="num">{t.contacts}</th>
            </tr>
          </thead>
          <tbody>
            {contacts.map((row) => (
              <tr key={`${row.variant ?? ''}${row.channel}${row.state}`}>
                {compares && <td>{row.variant?.toUpperCase()}</td>}
                <td>{channels[row.channel]}</td>
                <td>{attempt[row.state] ?? row.state}</td>
                <td className="num">{whole(row.contacts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t.answers}</h2>
      {responses.length === 0 ? (
        <p className="quiet">{t.nothingCame}</p>
      ) : (
        <table>
          {compares && (
            <thead>
              <tr>
                <th>{t.variant}</th>
                {responses.map(({ variant }) => (
                  <th key={variant} className="num">
                    {variant?.toUpperCase()}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {COUNTED.map((what) => (
              <tr key={what}>
                <th scope="row">{t[what]}</th>
                {responses.map((row) => (
                  <td key={row.variant} className="num">
                    {whole(row[what])}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t.paid}</th>
              {responses.map(({ variant, paid }) => (
                <td key={variant} className="num">
                  <Money amount={paid} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      )}
    </section>
  )
}
