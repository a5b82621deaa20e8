/** The answer to a debtor: names the channel and the address it goes to, and is read-only while somebody else answers. */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { inWords, Problem } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { Paragraph } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Chip, When, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { usePart, type ContactPoint } from '../debtor/debtor-api'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { ANSWER_CHANNELS, useNames, type AnswerChannel, type Thread } from './inbox-api'
import { LookedThrough, useFindings } from './looked-through'
import { Picker } from './picker'
import { isOpen, ReplyWindow, useNow } from './since'
import { texts } from './texts'
import { useAnswer } from './use-answer'

export function Composer({ thread }: { readonly thread: Thread }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { user } = useSession()
  const language = useSessionLanguage()
  const name = useNames(t.colleague)
  const now = useNow(1000)
  const box = useRef<HTMLDivElement>(null)
  const [isBegun, setBegun] = useState(false)
  const [isPicking, setPicking] = useState(false)
  const [chosen, setChosen] = useState<AnswerChannel | null>(null)
  const answer = useAnswer(thread, t.answerQueued, () => setBegun(true))
  const { draft, isMine } = answer
  const points = usePart<readonly ContactPoint[]>(thread.debtor, 'contact-points')
  const usable = ANSWER_CHANNELS.filter((one) => points.data?.some((point) => point.channel === one && point.usable))
  const channel = chosen ?? usable.find((one) => one === thread.channel) ?? usable[0] ?? null
  const lock = isMine ? null : thread.lock
  const holder = lock?.holder ?? null
  const isShut = channel === 'whatsapp' && !isOpen(thread.windowClosesAt, now)
  const { findings, isBlocked } = useFindings(thread.debtor, isMine ? channel : null, draft.text)
  useLayoutEffect(() => {
    if (!isBegun || !isMine) return
    box.current?.querySelector('textarea')?.focus()
    setBegun(false)
  }, [isBegun, isMine])
  const send = (): void => {
    if (channel !== null && isMine && !isShut && !isBlocked) answer.send(channel)
  }
  const mayBegin = holder === null && thread.calledBy === null
  const pick = (): void => {
    setPicking((before) => !before || !isMine)
    if (!isMine) answer.begin(false)
  }
  useKeys({
    r: !isMine && mayBegin && { does: t.answer, run: () => answer.begin(false) },
    t: (isMine || mayBegin) && { does: t.templates, run: pick },
    'Shift+R': holder !== null && { does: t.takeOver, run: () => answer.begin(true) },
  })
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else if (event.key === 'Escape') answer.end()
    else return
    event.preventDefault()
  }
  const others = thread.drafts.filter(({ author }) => author !== user.id)
  const refused = answer.fault instanceof Problem ? answer.fault.errors.map(({ pointer }) => pointer) : []
  const fault = refused.length > 0 ? null : inWords(answer.fault, t.refused)
  const target = (over: AnswerChannel): string | null => targetOf(points.data ?? [], over)
  return (
    <section className="pane stack" aria-label={t.answer} ref={box} onKeyDown={onKey}>
      <div className="row spread">
        <h2>{t.answerTo}</h2>
        {channel === 'whatsapp' && thread.windowClosesAt !== null && <ReplyWindow closesAt={thread.windowClosesAt} />}
      </div>
      <div role="status">
        {thread.calledBy !== null && <p className="bar warn">▲ {t.calling(name(thread.calledBy))}</p>}
        {lock && <p className="bar warn">▲ {t.answeringSince(name(lock.holder), when(lock.since, 'time', language))}</p>}
      </div>
      {!isMine && draft.text !== '' && (
        <p className="words quiet">
          {t.yourDraft} {draft.text}
        </p>
      )}
      {!isMine && (
        <div className="row">
          {mayBegin && (
            <Press isBusy={answer.isBusy} onPress={() => answer.begin(false)}>
              <kbd aria-hidden="true">r</kbd>
              {t.answer}
            </Press>
          )}
          {mayBegin && (
            <Press isBusy={answer.isBusy} onPress={pick}>
              <kbd aria-hidden="true">t</kbd>
              {t.templates}
            </Press>
          )}
          {holder !== null && (
            <Press isBusy={answer.isBusy} onPress={() => answer.begin(true)}>
              <kbd aria-hidden="true">⇧ R</kbd>
              {t.takeOver}
            </Press>
          )}
        </div>
      )}
      {isMine && (
        <>
          <Options
            label={t.over}
            value={channel ?? ''}
            onChange={(one) => setChosen(one as AnswerChannel)}
            options={usable.map((one) => ({ id: one, text: w.channels[one] ?? one }))}
            error={points.data && usable.length === 0 ? t.noAddress : null}
          />
          <Paragraph
            label={t.answer}
            rows={5}
            value={draft.text}
            onChange={(text) => !answer.isSending && draft.write(text)}
            error={refused.includes('/text') ? t.refusedText : null}
          />
          {findings && <LookedThrough findings={findings} />}
          {(isShut || refused.includes('/channel')) && (
            <p className="error" role="alert">
              {t.windowShut}
            </p>
          )}
          <div className="row">
            <Press
              className="main"
              isDisabled={channel === null || isShut || isBlocked || draft.text.trim() === ''}
              isBusy={answer.isSending}
              onPress={send}
            >
              <kbd aria-hidden="true">Ctrl Enter</kbd>
              {channel === null ? t.send : t.sendTo(w.channels[channel] ?? channel, target(channel))}
            </Press>
            <Button aria-expanded={isPicking || isShut} onPress={pick}>
              <kbd aria-hidden="true">t</kbd>
              {t.templates}
            </Button>
            <Button onPress={() => answer.end()}>
              <kbd aria-hidden="true">Esc</kbd>
              {t.stopAnswering}
            </Button>
          </div>
          {(isPicking || isShut || refused.includes('/channel')) && (
            <Picker
              debtor={thread.debtor}
              isBusy={answer.isSending}
              targetOf={target}
              onSend={({ channel: over, id }) => answer.send(over, id)}
            />
          )}
          {refused.includes('/template') && (
            <p className="error" role="alert">
              {t.templateGone}
            </p>
          )}
        </>
      )}
      {fault && <Broken fault={fault} />}
      {others.map(({ author, text, at }) => (
        <div key={author} className="stack other-draft">
          <p className="row">
            <Chip tone="wait">{t.draftOf(name(author))}</Chip>
            <span className="quiet">
              <When at={at} />
            </span>
            {isMine && <Button onPress={() => draft.write(draft.text === '' ? text : `${draft.text}\n\n${text}`)}>{t.useDraft}</Button>}
          </p>
          <p className="words">{text}</p>
        </div>
      ))}
    </section>
  )
}

/** Where it goes, as far as one may show over a shoulder; of several addresses the rules choose one. */
function targetOf(points: readonly ContactPoint[], channel: AnswerChannel): string | null {
  const [point, ...more] = points.filter((one) => one.channel === channel && one.usable)
  if (!point?.address || more.length > 0) return null
  return channel === 'email' ? point.address : `${point.address.slice(0, 4)} .. ${point.address.slice(-2)}`
}
