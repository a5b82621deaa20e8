/** Wrap-up: one key for the outcome, Enter to save and go on; what is missing takes the focus. */
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Button } from 'react-aria-components/Button'
import { Problem } from '../../api/problem'
import { sendSurely } from '../../api/send-surely'
import type { Draft } from '../../app/draft'
import { useKeys, type Key } from '../../app/keys'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Options } from '../../parts/options'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { takeBack, type Card, type Told } from './calls-api'
import { Effect } from './effect'
import { OutcomeFields } from './outcome-fields'
import { begun, bodyOf, emptyForm, firstMissing, OUTCOMES, REASONS, type FieldName, type Form, type OutcomeKind } from './outcomes'
import { texts } from './outcome-texts'
import { isTakenBack, toldLast } from './told-last'
import type { Call } from './use-call'

interface WrapUpProps {
  readonly card: Card
  readonly call: Call
  readonly note: Draft
  readonly noteBox: RefObject<HTMLDivElement | null>
  readonly onPause: (reason: string) => void
}

export function WrapUp({ card, call, note, noteBox, onPause }: WrapUpProps): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const place = useRef<HTMLElement>(null)
  const [form, setForm] = useState<Form>(() => (isTakenBack(card.id) ? toldLast.form : emptyForm))
  const [missing, setMissing] = useState<FieldName | 'outcome' | null>(null)
  const [fault, setFault] = useState<Error | null>(null)
  const [isWaiting, setWaiting] = useState(false)
  const isSaving = useRef(false)
  const isKnown = card.identity.state === 'confirmed'
  const outcomes = OUTCOMES.filter(({ isOurs }) => !(isOurs && card.calledIn))
  useLayoutEffect(() => place.current?.focus(), [])
  // The first that is empty; a reason is chosen by its key.
  useLayoutEffect(() => {
    const empty = form.kind !== null ? firstMissing(form, note.text) : null
    if (empty !== null && empty !== 'reason') focusOn(empty)
  }, [form.kind])

  const focusOn = (field: FieldName): void => {
    const box = field === 'note' ? noteBox.current : place.current?.querySelector(`.field-${field}`)
    box?.querySelector<HTMLElement>('input, textarea, [role=spinbutton], button')?.focus()
  }
  const choose = (kind: OutcomeKind): void => {
    setForm(begun(kind, card))
    setMissing(null)
  }
  const change = (changed: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...changed }))
    setMissing(null)
  }
  const save = async (thenPause: boolean): Promise<void> => {
    if (isSaving.current) return
    const empty = form.kind === null ? 'outcome' : firstMissing(form, note.text)
    setMissing(empty)
    if (empty === 'outcome') return
    if (empty !== null) return focusOn(empty)
    isSaving.current = true
    setFault(null)
    try {
      const body = { ...bodyOf(form, note.text, card), ...(card.state === 'talking' && { token: call.token, undoable: true }) }
      const told = await sendSurely<Told>(`${home}/call-tasks/${card.id}/outcome`, { method: 'POST', body }, () => setWaiting(true))
      Object.assign(toldLast, { task: card.id, form, note: note.text, isBack: false })
      offerBack(told)
      note.drop()
      if (thenPause) onPause('break')
      else await call.next()
    } catch (caught) {
      if (caught instanceof Problem) setFault(caught)
      else throw caught
    } finally {
      isSaving.current = false
      setWaiting(false)
    }
  }
  const offerBack = ({ outcome, undoSeconds }: Told): void => {
    if (outcome === null || form.kind === null) return
    const undo = async (): Promise<void> => {
      await takeBack(home, outcome)
      toldLast.isBack = true
      note.write(toldLast.note)
      await call.next()
    }
    offerUndo({ says: t.told(t.outcomes[form.kind]), seconds: undoSeconds, undo })
  }
  const reasonKeys = form.kind !== null && OUTCOMES.some(({ kind, needs }) => kind === form.kind && needs.includes('reason'))
  useKeys({
    ...Object.fromEntries(
      outcomes.map(({ kind, key, byDebtor }): [string, Key | false] => [
        key,
        (isKnown || !byDebtor) && { does: t.outcomes[kind], run: () => choose(kind) },
      ]),
    ),
    ...(reasonKeys &&
      Object.fromEntries(
        Object.entries(REASONS).map(([reason, key]): [string, Key] => [
          key,
          { does: t.reasons[reason] ?? reason, run: () => change({ reason }) },
        ]),
      )),
    Enter: { does: t.save, inText: true, run: () => void save(false) },
    'Shift+Enter': { does: t.saveAndPause, inText: true, run: () => void save(true) },
    'Control+enter': { does: t.save, inText: true, run: () => void save(false) },
  })
  return (
    <section className="pane wrap-up stack" aria-label={t.outcome} ref={place} tabIndex={-1}>
      <Options
        label={t.outcome}
        value={form.kind ?? ''}
        error={missing === 'outcome' ? t.chooseOutcome : null}
        onChange={(kind) => choose(kind as OutcomeKind)}
        options={outcomes.map(({ kind, key, byDebtor }) => ({ id: kind, key, text: t.outcomes[kind], isDisabled: byDebtor && !isKnown }))}
      />
      {!isKnown && <p className="quiet small">{t.identityNeeded}</p>}
      {form.kind !== null && <OutcomeFields form={form} card={card} missing={missing === 'outcome' ? null : missing} onChange={change} />}
      {missing === 'note' && (
        <p className="error" role="alert">
          {t.missing.note}
        </p>
      )}
      {form.kind !== null && <Effect form={form} card={card} />}
      {isWaiting && (
        <p className="bar warn" role="status">
          ▲ {t.saving}
        </p>
      )}
      {fault && <Broken fault={fault} />}
      <div className="row">
        <Button className="main" onPress={() => void save(false)}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.save}
        </Button>
        <Button onPress={() => void save(true)}>
          <kbd aria-hidden="true">⇧ Enter</kbd>
          {t.saveAndPause}
        </Button>
      </div>
    </section>
  )
}
