/** The way to pay, sent while they talk: the server says whether it may go there now. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Problem } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { act } from './calls-api'
import { texts } from './texts'
import type { Call } from './use-call'

const WAYS = { l: 'sms', k: 'email' } as const
type Way = (typeof WAYS)[keyof typeof WAYS]

export function PaymentLink({ call, task }: { readonly call: Call; readonly task: string }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home } = useSession()
  const language = useSessionLanguage()
  const [sent, setSent] = useState<readonly Way[]>([])
  const send = useMutation({
    mutationFn: (channel: Way) => act(home, task, 'payment-link', { token: call.token, channel, language }),
    onSuccess: (_, channel) => setSent((before) => [...before, channel]),
  })
  useKeys(
    Object.fromEntries(
      Object.entries(WAYS).map(([key, way]) => [
        key,
        !send.isPending && !sent.includes(way) && { does: `${t.link}: ${w.channels[way] ?? way}`, run: () => send.mutate(way) },
      ]),
    ),
  )
  return (
    <section className="pane stack" aria-label={t.link}>
      <div className="row">
        <h2>{t.link}</h2>
        {Object.entries(WAYS).map(([key, way]) => (
          <Press key={way} isDisabled={sent.includes(way)} isBusy={send.isPending} onPress={() => send.mutate(way)}>
            <kbd aria-hidden="true">{key}</kbd>
            {w.channels[way]}
          </Press>
        ))}
        <span role="status">
          {sent.map((way) => (
            <Chip key={way} tone="done">
              {t.linkSent(w.channels[way] ?? way)}
            </Chip>
          ))}
        </span>
      </div>
      {send.error &&
        (send.error instanceof Problem && send.error.code === 'no-link' ? (
          <p className="error" role="alert">
            {t.noLink}
          </p>
        ) : (
          <Broken fault={send.error} />
        ))}
    </section>
  )
}
