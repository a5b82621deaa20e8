/** Channels that a person paused: why, who and since when, shown wherever it matters; and the way to pause one or let it go on. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../api/http'
import { useSessionLanguage } from '../app/language'
import { useSession } from '../app/session'
import { useTexts } from '../texts'
import { words } from '../texts/words'
import { Choice } from './choice'
import { Window } from './dialog'
import { Line } from './fields'
import { Press } from './press'
import { Broken } from './state'
import { when } from './values'

interface Pause {
  readonly channel: string
  readonly reason: string
  readonly by: string
  readonly since: string
}

const texts = {
  nl: {
    paused: (channel: string) => `${channel} staat stil`,
    says: (by: string, at: string) => `stilgezet door ${by}, ${at}. Er gaat niets over dit kanaal.`,
    resume: 'Weer aanzetten',
    pause: 'Kanaal stilzetten',
    title: 'Een kanaal stilzetten',
    explains:
      'Binnen een seconde gaat er niets meer over dit kanaal. Wat wacht, wordt opnieuw bekeken als het weer aangaat; wat dan te laat is, wordt opnieuw besloten.',
    channel: 'Kanaal',
    why: 'Waarom (voor collega’s)',
    fill: 'Vul dit in.',
    yes: 'Zet stil',
    no: 'Niet doen',
  },
  en: {
    paused: (channel: string) => `${channel} is paused`,
    says: (by: string, at: string) => `paused by ${by}, ${at}. Nothing leaves by this channel.`,
    resume: 'Let it go on',
    pause: 'Pause a channel',
    title: 'Pause a channel',
    explains:
      'Within a second nothing more leaves by this channel. What waits is looked at again when it goes on; what is too late by then is decided anew.',
    channel: 'Channel',
    why: 'Why (for colleagues)',
    fill: 'Fill this in.',
    yes: 'Pause',
    no: 'Do not',
  },
}
const MAY_PAUSE = ['operator', 'admin']
const CHANNELS = ['email', 'sms', 'whatsapp', 'letter']
const REFRESH_MS = 15_000

export function PausedChannels(): ReactNode {
  const t = useTexts(texts)
  const { channels: names } = useTexts(words)
  const language = useSessionLanguage()
  const { home, role } = useSession()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const read = useQuery({
    queryKey: [home, 'channel-pauses'],
    queryFn: ({ signal }) => ask<readonly Pause[]>(`${home}/channel-pauses`, { signal }),
    refetchInterval: REFRESH_MS,
  })
  const resume = useMutation({
    mutationFn: (channel: string) => ask<readonly Pause[]>(`${home}/channel-pauses/end`, { method: 'POST', body: { channel } }),
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'channel-pauses'] }),
  })
  const pauses = read.data ?? []
  const others = CHANNELS.filter((one) => !pauses.some(({ channel }) => channel === one))
  const mayPause = MAY_PAUSE.includes(role)
  return (
    <div className="stack">
      {pauses.map(({ channel, reason, by, since }) => (
        <div key={channel} className="bar warn row spread" role="alert">
          <span>
            <strong>{t.paused(names[channel] ?? channel)}</strong>: {reason}{' '}
            <span className="small">({t.says(by, when(since, 'moment', language))})</span>
          </span>
          {mayPause && (
            <Press isBusy={resume.isPending} onPress={() => resume.mutate(channel)}>
              {t.resume}
            </Press>
          )}
        </div>
      ))}
      {resume.error && <Broken fault={resume.error} />}
      {mayPause && others.length > 0 && (
        <div className="row">
          <Button onPress={() => setOpen(true)}>{t.pause}</Button>
        </div>
      )}
      {isOpen && <PauseOne channels={others} onClose={() => setOpen(false)} />}
    </div>
  )
}

function PauseOne({ channels, onClose }: { readonly channels: readonly string[]; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { channels: names } = useTexts(words)
  const { home } = useSession()
  const client = useQueryClient()
  const [channel, setChannel] = useState(channels[0] ?? '')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const pause = useMutation({
    mutationFn: () => ask<readonly Pause[]>(`${home}/channel-pauses`, { method: 'POST', body: { channel, reason: reason.trim() } }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'channel-pauses'] }),
  })
  const send = (): void => {
    setTried(true)
    if (reason.trim() !== '') pause.mutate()
  }
  return (
    <Window title={t.title} isOpen onClose={onClose}>
      <p>{t.explains}</p>
      <Choice
        label={t.channel}
        value={channel}
        options={Object.fromEntries(channels.map((one) => [one, names[one] ?? one]))}
        onChange={setChannel}
      />
      <Line label={t.why} value={reason} onChange={setReason} autoFocus error={isTried && reason.trim() === '' ? t.fill : null} />
      {pause.error && <Broken fault={pause.error} />}
      <div className="row">
        <Press className="main" isBusy={pause.isPending} onPress={send}>
          {t.yes}
        </Press>
        <Button onPress={onClose}>{t.no}</Button>
      </div>
    </Window>
  )
}
