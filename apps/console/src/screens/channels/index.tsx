/** By what messages leave: senders with their pace, accounts with their state, and the question whether they work. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { PausedChannels } from '../../parts/paused-channels'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { Chip, when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { SettingsMenu } from '../users/settings-menu'
import { texts } from './texts'

interface Channels {
  readonly today: { readonly limit: number | null; readonly sent: number }
  readonly sendingStopped: boolean
  readonly redirected: boolean
  readonly senders: readonly {
    readonly channel: string
    readonly address: string
    readonly pacePerSecond: number
    readonly quietUntil: string | null
  }[]
  readonly accounts: readonly { readonly channel: string; readonly name: string; readonly place: number }[]
  readonly carriers: readonly string[]
  readonly stopped: readonly { readonly account: string; readonly code: string; readonly since: string }[]
}
interface Checked {
  readonly account: string
  readonly works: boolean
  readonly code: string | null
  readonly fault: string | null
}

const REFRESH_MS = 15_000

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const read = useQuery({
    queryKey: [home, 'channels'],
    queryFn: ({ signal }) => ask<Channels>(`${home}/channels`, { signal }),
    refetchInterval: REFRESH_MS,
  })
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <SettingsMenu />
      <PausedChannels />
      <Shown read={read} rows={6}>
        {(channels) => <All channels={channels} />}
      </Shown>
      <Check />
    </div>
  )
}

function All({
  channels: { today, sendingStopped, redirected, senders, accounts, carriers, stopped },
}: {
  readonly channels: Channels
}): ReactNode {
  const t = useTexts(texts)
  const { channels: names } = useTexts(words)
  const language = useSessionLanguage()
  const whole = useWhole()
  return (
    <>
      {sendingStopped && (
        <p className="bar warn" role="alert">
          {t.sendingStopped}
        </p>
      )}
      {redirected && <p className="bar warn">{t.redirected}</p>}
      {stopped.map(({ account, code, since }) => (
        <p key={account} className="bar warn" role="alert">
          <strong>{account}</strong>: {t.stopped} {t.since(when(since, 'moment', language), code)}
        </p>
      ))}
      <section className="pane">
        <h2>{t.senders}</h2>
        <table>
          <thead>
            <tr>
              <th>{t.channel}</th>
              <th>{t.address}</th>
              <th className="num wide">{t.pace}</th>
              <th>{t.state}</th>
            </tr>
          </thead>
          <tbody>
            {senders.map(({ channel, address, pacePerSecond, quietUntil }) => (
              <tr key={channel}>
                <td>{names[channel] ?? channel}</td>
                <td className="long">{address}</td>
                <td className="num wide">{whole(pacePerSecond)}</td>
                <td>
                  {quietUntil === null ? (
                    <Chip tone="done">{t.works}</Chip>
                  ) : (
                    <Chip tone="warn">{t.quiet(when(quietUntil, 'time', language))}</Chip>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{today.limit === null ? t.noQuota : t.quota(whole(today.sent), whole(today.limit))}</p>
      </section>
      <section className="pane stack">
        <h2>{t.accounts}</h2>
        {accounts.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th>{t.channel}</th>
                <th>{t.name}</th>
                <th className="num">{t.place}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ channel, name, place }) => (
                <tr key={`${channel} ${name}`}>
                  <td>{names[channel] ?? channel}</td>
                  <td>{name}</td>
                  <td className="num">{place}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p>
          <strong>{t.house}</strong>: {carriers.length === 0 ? t.noHouse : carriers.join(', ')}
        </p>
        <p className="quiet small">{t.sealed}</p>
      </section>
    </>
  )
}

function Check(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const check = useMutation({ mutationFn: () => ask<readonly Checked[]>(`${home}/channels/check`, { method: 'POST', body: {} }) })
  return (
    <section className="pane stack" aria-live="polite">
      <div className="row">
        <Press isBusy={check.isPending} onPress={() => check.mutate()}>
          {check.isPending ? t.checking : t.check}
        </Press>
        <span className="quiet">{t.checkSays}</span>
      </div>
      {check.error && <Broken fault={check.error} />}
      {check.data?.length === 0 && <p>{t.allFine}</p>}
      {check.data && check.data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t.account}</th>
              <th>{t.checked}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {check.data.map(({ account, works, code, fault }) => (
              <tr key={account}>
                <td className="long">{account}</td>
                <td>
                  <Chip tone={works ? 'done' : 'fail'}>{works ? t.fine : t.notFine}</Chip>
                </td>
                <td>
                  {t.says[fault ?? 'works']} {code !== null && <span className="quiet">({code})</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
