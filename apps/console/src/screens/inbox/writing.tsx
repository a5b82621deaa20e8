/** Writing an answer: over which channel, in which words of one's own or of a template, and what is amiss in them. */
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Paragraph } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { AnswerChannel } from './inbox-api'
import { LookedThrough, useFindings } from './looked-through'
import { Picker } from './picker'
import { texts } from './texts'
import type { Answering } from './use-answer'
import type { Over } from './use-over'

interface WritingProps {
  readonly debtor: string
  readonly answer: Answering
  readonly over: Over
  /** Pointers to what the API refused of it. */
  readonly refused: readonly string[]
  readonly isPicking: boolean
  readonly onPick: () => void
}

export function Writing({ debtor, answer, over, refused, isPicking, onPick }: WritingProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { draft, isSending } = answer
  const { channel, isShut } = over
  const { findings, isBlocked } = useFindings(debtor, channel, draft.text)
  const send = (): void => {
    if (channel !== null && !isShut && !isBlocked) answer.send(channel)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else if (event.key === 'Escape') answer.end()
    else return
    event.preventDefault()
  }
  return (
    <div className="stack" onKeyDown={onKey}>
      <Options
        label={t.over}
        value={channel ?? ''}
        onChange={(one) => over.choose(one as AnswerChannel)}
        options={over.usable.map((one) => ({ id: one, text: w.channels[one] ?? one }))}
        error={over.isNowhere ? t.noAddress : null}
      />
      <Paragraph
        label={t.answer}
        rows={5}
        value={draft.text}
        onChange={(text) => !isSending && draft.write(text)}
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
          isBusy={isSending}
          onPress={send}
        >
          <kbd aria-hidden="true">Ctrl Enter</kbd>
          {channel === null ? t.send : t.sendTo(w.channels[channel] ?? channel, over.targetOf(channel))}
        </Press>
        <Button aria-expanded={isPicking || isShut} onPress={onPick}>
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
          debtor={debtor}
          isBusy={isSending}
          targetOf={over.targetOf}
          onSend={(template) => answer.send(template.channel, template.id)}
        />
      )}
      {refused.includes('/template') && (
        <p className="error" role="alert">
          {t.templateGone}
        </p>
      )}
    </div>
  )
}
