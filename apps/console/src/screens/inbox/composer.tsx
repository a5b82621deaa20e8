/** The answer to a debtor: names the channel and the address it goes to, and is read-only while somebody else answers. */
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { inWords, Problem } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Chip, When, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { useNames, type Thread } from './inbox-api'
import { ReplyWindow } from './since'
import { texts } from './texts'
import { useAnswer, type Answering } from './use-answer'
import { useOver } from './use-over'
import { Writing } from './writing'

export function Composer({ thread }: { readonly thread: Thread }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const name = useNames(t.colleague)
  const box = useRef<HTMLDivElement>(null)
  const [isBegun, setBegun] = useState(false)
  const [isPicking, setPicking] = useState(false)
  const answer = useAnswer(thread, t.answerQueued, () => setBegun(true))
  const over = useOver(thread)
  const { draft, isMine } = answer
  const lock = isMine ? null : thread.lock
  useLayoutEffect(() => {
    if (!isBegun || !isMine) return
    box.current?.querySelector('textarea')?.focus()
    setBegun(false)
  }, [isBegun, isMine])
  const mayBegin = lock === null && thread.calledBy === null
  const pick = (): void => {
    setPicking((before) => !before || !isMine)
    if (!isMine) answer.begin(false)
  }
  useKeys({
    r: !isMine && mayBegin && { does: t.answer, run: () => answer.begin(false) },
    t: (isMine || mayBegin) && { does: t.templates, run: pick },
    'Shift+R': lock !== null && { does: t.takeOver, run: () => answer.begin(true) },
  })
  const refused = answer.fault instanceof Problem ? answer.fault.errors.map(({ pointer }) => pointer) : []
  const fault = refused.length > 0 ? null : inWords(answer.fault, t.refused)
  return (
    <section className="pane stack" aria-label={t.answer} ref={box}>
      <div className="row spread">
        <h2>{t.answerTo}</h2>
        {over.channel === 'whatsapp' && thread.windowClosesAt !== null && <ReplyWindow closesAt={thread.windowClosesAt} />}
      </div>
      <div role="status">
        {thread.calledBy !== null && <p className="bar warn">▲ {t.calling(name(thread.calledBy))}</p>}
        {lock && <p className="bar warn">▲ {t.answeringSince(name(lock.holder), when(lock.since, 'time', language))}</p>}
      </div>
      {isMine ? (
        <Writing debtor={thread.debtor} answer={answer} over={over} refused={refused} isPicking={isPicking} onPick={pick} />
      ) : (
        <>
          {draft.text !== '' && (
            <p className="words quiet">
              {t.yourDraft} {draft.text}
            </p>
          )}
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
            {lock !== null && (
              <Press isBusy={answer.isBusy} onPress={() => answer.begin(true)}>
                <kbd aria-hidden="true">⇧ R</kbd>
                {t.takeOver}
              </Press>
            )}
          </div>
        </>
      )}
      {fault && <Broken fault={fault} />}
      <OthersDrafts thread={thread} answer={answer} />
    </section>
  )
}

function OthersDrafts({ thread, answer: { draft, isMine } }: { readonly thread: Thread; readonly answer: Answering }): ReactNode {
  const t = useTexts(texts)
  const { user } = useSession()
  const name = useNames(t.colleague)
  return thread.drafts
    .filter(({ author }) => author !== user.id)
    .map(({ author, text, at }) => (
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
    ))
}
