/** A message that nobody is known for: a person says whose it is, by what matched; until then nothing of any debtor is told. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { findDebtors } from '../../app/find-debtors'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Broken, Empty, Shown } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { inboxKey, mayAnswer, useCandidates, useUnknown, type Candidate, type UnknownMessage } from './inbox-api'
import { Marked } from './marked'
import { texts } from './texts'

export function Unknown({ id, onNext }: { readonly id: string; readonly onNext: () => void }): ReactNode {
  const t = useTexts(texts)
  const read = useUnknown('unknown')
  return (
    <Shown read={read}>
      {({ pages }) => {
        const message = pages.flatMap(({ items }) => items).find((one) => one.id === id)
        return message ? <Known key={id} message={message} onNext={onNext} /> : <Empty title={t.settledElsewhere} />
      }}
    </Shown>
  )
}

function Known({ message, onNext }: { readonly message: UnknownMessage; readonly onNext: () => void }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const candidates = useCandidates(message.id)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const onSettled = (): Promise<void> => client.invalidateQueries({ queryKey: inboxKey(home) })
  const find = useMutation({
    mutationFn: async () =>
      (await findDebtors(home, text.trim())).map(({ id, reference, name }): Candidate => ({
        debtor: id,
        reference,
        name: name ?? reference,
        matched: [],
      })),
  })
  const split = useMutation({
    mutationFn: (debtor: string) => ask(`${home}/threads/${debtor}/messages/${message.id}/split`, { method: 'POST', body: {} }),
    onSettled,
  })
  const link = useMutation({
    mutationFn: (debtor: string) => ask(`${home}/inbox/unknown/${message.id}/link`, { method: 'POST', body: { debtor } }),
    onSuccess: (_, debtor) => {
      offerUndo({ says: t.linked, undo: () => split.mutate(debtor) })
      void navigate({ to: '/inbox', search: { view: 'open', at: debtor } })
    },
    onSettled,
  })
  const dismiss = useMutation({
    mutationFn: () => ask(`${home}/inbox/unknown/${message.id}/dismissal`, { method: 'POST', body: {} }),
    onSuccess: onNext,
    onSettled,
  })
  const listed = [
    ...(candidates.data ?? []),
    ...(find.data ?? []).filter(({ debtor }) => !candidates.data?.some((one) => one.debtor === debtor)),
  ]
  const target = chosen ?? (listed.length === 1 ? (listed[0]?.debtor ?? null) : null)
  const isMay = mayAnswer(role)
  const doLink = (): void => {
    if (target !== null && !link.isPending) link.mutate(target)
  }
  useKeys({
    ...Object.fromEntries(
      listed.slice(0, 9).map(({ debtor, name }, index) => [String(index + 1), { does: name, run: () => setChosen(debtor) }]),
    ),
    l: isMay && target !== null && { does: t.link, run: doLink },
    x: isMay && { does: t.dismiss, run: () => setAsked(true) },
  })
  const fault = inWords(link.error ?? dismiss.error ?? find.error, t.refused)
  return (
    <div className="stack">
      <h2>{message.from}</h2>
      <div className="message inbound">
        <p className="row">
          <span className="quiet">
            {w.channels[message.channel]} <When at={message.receivedAt} />
          </span>
          {message.reading && message.reading.intent !== 'other' && (
            <Chip tone="unknown">{t.asks(t.intents[message.reading.intent] ?? message.reading.intent)}</Chip>
          )}
        </p>
        {message.subject !== null && <p className="quiet">{message.subject}</p>}
        <Marked text={message.text} reading={message.reading} />
      </div>
      <p className="quiet">{t.unknownHint}</p>
      {isMay && (
        <section className="pane stack" aria-label={t.whose}>
          <Shown read={candidates} rows={2}>
            {() => (
              <Options
                label={t.whose}
                value={target ?? ''}
                onChange={setChosen}
                options={listed.map(({ debtor, name, reference, matched }, index) => ({
                  id: debtor,
                  key: index < 9 ? String(index + 1) : undefined,
                  text: [name, reference, ...matched.map((one) => t.matched[one] ?? one)].join(' · '),
                }))}
              />
            )}
          </Shown>
          {candidates.data && listed.length === 0 && <p className="quiet">{t.noCandidates}</p>}
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault()
              if (text.trim().length > 1) find.mutate()
            }}
          >
            <Line label={t.find} value={text} onChange={setText} />
            <Button type="submit">{t.search}</Button>
          </form>
          <div className="row">
            <Press className="main" isDisabled={target === null} isBusy={link.isPending} onPress={doLink}>
              <kbd aria-hidden="true">l</kbd>
              {t.link}
            </Press>
            <Button onPress={() => setAsked(true)}>
              <kbd aria-hidden="true">x</kbd>
              {t.dismiss}
            </Button>
          </div>
        </section>
      )}
      {fault && <Broken fault={fault} />}
      <Window
        title={t.dismissTitle}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        keys={{ Enter: { does: t.dismiss, run: () => !dismiss.isPending && dismiss.mutate() } }}
      >
        <p>{t.dismissSays}</p>
        <div className="row">
          <Press className="main" isBusy={dismiss.isPending} onPress={() => dismiss.mutate()}>
            <kbd aria-hidden="true">Enter</kbd>
            {t.dismiss}
          </Press>
          <Button onPress={() => setAsked(false)}>{t.cancel}</Button>
        </div>
      </Window>
    </div>
  )
}
