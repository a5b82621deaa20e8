/** Approved words to answer with, over every channel that reaches this debtor: shown filled in before they go. */
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { AnswerChannel } from './inbox-api'
import { texts } from './texts'

export interface AnswerTemplate {
  readonly id: string
  readonly channel: AnswerChannel
  readonly pickedAs: string | null
  readonly subject: string | null
  readonly text: string
}

interface PickerProps {
  readonly debtor: string
  readonly isBusy: boolean
  readonly targetOf: (channel: AnswerChannel) => string | null
  readonly onSend: (template: AnswerTemplate) => void
}

const MINUTE_MS = 60_000

export function Picker({ debtor, isBusy, targetOf, onSend }: PickerProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home } = useSession()
  const [id, setId] = useState('')
  const read = useQuery({
    queryKey: [home, 'templates', debtor],
    queryFn: ({ signal }) => ask<readonly AnswerTemplate[]>(`${home}/threads/${debtor}/templates`, { signal }),
    staleTime: MINUTE_MS,
  })
  return (
    <section className="stack" aria-label={t.templates}>
      <Shown read={read} rows={2}>
        {(listed) => {
          const chosen = listed.find((one) => one.id === id)
          const named = ({ channel, pickedAs }: AnswerTemplate): string =>
            `${w.channels[channel] ?? channel}: ${pickedAs ?? t.acknowledgement}`
          return (
            <>
              <Options
                label={t.templates}
                value={id}
                onChange={setId}
                options={listed.map((one) => ({ id: one.id, text: named(one) }))}
                error={listed.length === 0 ? t.noTemplates : null}
              />
              <div role="status" className="stack">
                {chosen?.subject != null && <p className="quiet">{chosen.subject}</p>}
                {chosen && <p className="words message outbound">{chosen.text}</p>}
              </div>
              {chosen && (
                <div className="row">
                  <Press className="main" isBusy={isBusy} onPress={() => onSend(chosen)}>
                    {t.sendTemplate(w.channels[chosen.channel] ?? chosen.channel, targetOf(chosen.channel))}
                  </Press>
                </div>
              )}
            </>
          )
        }}
      </Shown>
    </section>
  )
}
