/** A call as it goes: who, why, identity, what is owed, the note, and in the end the outcome. */
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { offline } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useOnline } from '../../app/live-bar'
import { AlsoHere } from '../../parts/also-here'
import { wallNow } from '../../parts/clock'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Paragraph } from '../../parts/fields'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import type { Card } from './calls-api'
import type * as Beside from './ahead'
import { OwedPane, Script, Who, WhyNow } from './card-panes'
import { IdentityPane } from './identity'
import { PaymentLink } from './payment-link'
import { texts } from './texts'
import { isTakenBack } from './told-last'
import type { Call } from './use-call'
import { useNote } from './use-note'
import type * as Wrap from './wrap-up'

/** With the first card, beside it: what lies ahead, and how a call ends, weigh as much as the rest, and neither is needed to read who it is. */
const loadBeside = (): Promise<typeof Beside> => import('./ahead')
const loadWrapUp = (): Promise<typeof Wrap> => import('./wrap-up')

interface ConversationProps {
  readonly call: Call
  readonly card: Card
  readonly onPause: (reason: string) => void
  readonly next: ReactNode
}

export function Conversation({ call, card, onPause, next }: ConversationProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const note = useNote(card)
  const [isOver, setOver] = useState(card.state === 'interrupted' || isTakenBack(card.id))
  const top = useRef<HTMLHeadingElement>(null)
  const noteBox = useRef<HTMLDivElement>(null)
  const wasOwed = useRef<string | null>(null)
  const isTalking = card.state === 'talking'
  useLayoutEffect(() => top.current?.focus(), [])
  const [beside, setBeside] = useState<typeof Beside | null>(null)
  const [wrap, setWrap] = useState<typeof Wrap | null>(null)
  useEffect(() => {
    void loadBeside().then(setBeside, () => undefined)
  }, [])
  // Without it nothing could be told: it is said, and tried again on request.
  const [unloaded, setUnloaded] = useState<Error | null>(null)
  const loadWrap = (): void => {
    setUnloaded(null)
    void loadWrapUp().then(setWrap, () => setUnloaded(offline()))
  }
  useEffect(loadWrap, [])
  useEffect(() => {
    wasOwed.current ??= card.owed?.total ?? null
  }, [card.owed])
  const isPaid = wasOwed.current !== null && card.owed !== null && Number(card.owed.total) < Number(wasOwed.current)
  const mayDial = card.state === 'reserved' && !call.isHeldBack
  const isOnline = useOnline()
  const dial = (): void => void (call.isBusy || call.does('dial'))
  useKeys({
    c: mayDial && isOnline && { does: t.dial, run: dial },
    e: isTalking && !isOver && { does: t.hangUp, run: () => setOver(true) },
    t: { does: t.note, run: () => noteBox.current?.querySelector('textarea')?.focus() },
  })
  return (
    <>
      <div className="row spread call-bar">
        <div className="row">
          <h2 ref={top} tabIndex={-1}>
            {card.name}
          </h2>
          <AlsoHere debtor={card.debtor} />
        </div>
        <div className="row">
          {call.leaseUntil !== null && !call.isLost && !call.isHeldBack && <Lease until={call.leaseUntil} />}
          {mayDial && (
            <Press className="main" isDisabled={!isOnline} isBusy={call.isBusy} onPress={dial}>
              <kbd aria-hidden="true">c</kbd>
              {t.dial}
            </Press>
          )}
          {isTalking && !isOver && (
            <Button className="main" onPress={() => setOver(true)}>
              <kbd aria-hidden="true">e</kbd>
              {t.hangUp}
            </Button>
          )}
        </div>
      </div>
      <div role="status">
        {call.isHeldBack && (
          <p className="bar warn">
            ▲ {t.notCalled} {card.whyNot.join(' ')}
          </p>
        )}
        {call.isLost && !call.isHeldBack && <p className="bar warn">▲ {t.lost}</p>}
        {card.takenBack && <p className="bar warn">▲ {t.takenBack(card.takenBack.by, card.takenBack.reason)}</p>}
        {isPaid && <p className="bar good">● {t.paidMeanwhile}</p>}
        {card.state === 'interrupted' && <p className="bar warn">▲ {t.interrupted}</p>}
      </div>
      {(call.isHeldBack || call.isLost) && <div className="row">{next}</div>}
      {call.fault && <Broken fault={call.fault} />}
      <div className="call-panes">
        <div className="call-main">
          <Who card={card} />
          <WhyNow card={card} />
          <IdentityPane card={card} call={call} isOver={isOver} />
          <OwedPane card={card} table={beside && card.owed && <beside.OwedTable owed={card.owed} incomeDays={card.incomeDays} />} />
          {isTalking && !isOver && card.identity.state === 'confirmed' && <PaymentLink call={call} task={card.id} />}
          <section className="pane note" aria-label={t.note} ref={noteBox}>
            <Paragraph label={t.note} value={note.text} onChange={(text) => note.write(text)} />
            <p className="quiet small">
              {t.noteHint} {note.savedAt !== null && t.noteSaved(when(new Date(note.savedAt).toISOString(), 'time', language))}
            </p>
          </section>
          {isOver && unloaded && <Broken fault={unloaded} again={loadWrap} />}
          {isOver && wrap && <wrap.WrapUp card={card} call={call} note={note} noteBox={noteBox} onPause={onPause} />}
        </div>
        <aside className="call-aside">
          <Script card={card} />
          {beside && <beside.Beside card={card} />}
        </aside>
      </div>
    </>
  )
}

function Lease({ until }: { readonly until: string }): ReactNode {
  const t = useTexts(texts)
  const [now, setNow] = useState(wallNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(wallNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = Math.max(0, Math.round((Date.parse(until) - now) / 1000))
  return (
    <span className="quiet small">
      {t.lease}{' '}
      <span className="num">
        {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
      </span>
    </span>
  )
}
