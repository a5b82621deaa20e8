/** The call workspace: the next call comes by itself, identity before amounts, and the outcome in two keys. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useInHand } from '../../app/of-another'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Broken, Empty } from '../../parts/state'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { Conversation } from './conversation'
import { useDeskWords, type Claimed } from './calls-api'
import { texts } from './texts'
import { useCall } from './use-call'
import './calls.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const call = useCall()
  const [asks, setAsks] = useState<'skip' | 'pause' | null>(null)
  const isFree = call.task === null
  useInHand(!isFree)
  /** What is not theirs any more keeps nobody from the next. */
  const isOver = !isFree && (call.isHeldBack || call.isLost)
  const isReserved = call.card?.state === 'reserved' && !isOver
  const next = (): void => void (call.isBusy || call.next())
  const navigate = useNavigate()
  const search: { readonly own?: string } = useSearch({ strict: false })
  // A call that was begun at a debtor's page is already ours.
  useEffect(() => {
    if (search.own === undefined) return
    void navigate({ to: '/calls', replace: true })
    next()
  }, [search.own])
  useKeys({
    n: (isFree || isOver) && { does: t.next, run: next },
    s: isReserved && { does: t.skip, run: () => setAsks('skip') },
    p: (isFree || isReserved) && { does: t.pause, run: () => setAsks('pause') },
  })
  const skip = async (reason: string): Promise<void> => {
    setAsks(null)
    if (await call.does('skip', { reason })) await call.next()
  }
  const pause = async (reason: string): Promise<void> => {
    setAsks(null)
    if (isReserved) await call.does('release')
    await call.pause(reason)
  }
  return (
    <div className="calls">
      <header className="row spread">
        <h1>{t.title}</h1>
        <div className="row">
          {role !== 'agent' && <Link to="/calls/team">{t.team}</Link>}
          {isReserved && (
            <Button onPress={() => setAsks('skip')}>
              <kbd aria-hidden="true">s</kbd>
              {t.skip}
            </Button>
          )}
          {(isFree || isReserved) && (
            <Button onPress={() => setAsks('pause')}>
              <kbd aria-hidden="true">p</kbd>
              {t.pause}
            </Button>
          )}
        </div>
      </header>
      {isFree && call.fault && <Broken fault={call.fault} again={next} />}
      {isFree && !call.fault && (
        <Idle empty={call.empty} isBusy={call.isBusy} next={next} goOn={() => void call.pause(null).then(() => call.next())} />
      )}
      {call.card && (
        <Conversation
          key={call.card.id}
          call={call}
          card={call.card}
          onPause={(reason) => void pause(reason)}
          next={
            <Press className="main" isBusy={call.isBusy} onPress={next}>
              <kbd aria-hidden="true">n</kbd>
              {t.next}
            </Press>
          }
        />
      )}
      <Window title={t.skipTitle} isOpen={asks === 'skip'} onClose={() => setAsks(null)}>
        <Reasons of="skipReasons" label={t.skipTitle} onChoose={(reason) => void skip(reason)} />
      </Window>
      <Window title={t.pauseTitle} isOpen={asks === 'pause'} onClose={() => setAsks(null)}>
        <Reasons of="pauseReasons" label={t.pauseTitle} onChoose={(reason) => void pause(reason)} />
      </Window>
    </div>
  )
}

function Reasons({
  of,
  label,
  onChoose,
}: {
  readonly of: 'skipReasons' | 'pauseReasons'
  readonly label: string
  readonly onChoose: (reason: string) => void
}): ReactNode {
  const language = useSessionLanguage()
  const words = useDeskWords()
  const listed = (words.data?.[of] ?? []).map(({ code, [language]: text }, index) => ({ id: code, text, key: String(index + 1) }))
  useKeys(Object.fromEntries(listed.map(({ id, text, key }) => [key, { does: text, run: () => onChoose(id) }])))
  return words.error ? <Broken fault={words.error} /> : <Options label={label} value="" options={listed} onChange={onChoose} />
}

interface IdleProps {
  readonly empty: Claimed | null
  readonly isBusy: boolean
  readonly next: () => void
  readonly goOn: () => void
}

function Idle({ empty, isBusy, next, goOn }: IdleProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const isResting = empty?.emptyBecause.some(({ code }) => code === 'resting') === true
  if (!empty)
    return (
      <Empty title={t.start}>
        <p className="quiet">{t.startHint}</p>
        <Press className="main" isBusy={isBusy} onPress={next}>
          <kbd aria-hidden="true">n</kbd>
          {t.next}
        </Press>
      </Empty>
    )
  return (
    <Empty title={t.nothing}>
      {empty.closed && <p className="bar warn">{t.closed(empty.closed.by, empty.closed.reason)}</p>}
      <ul>{empty.emptyBecause.map(({ code, count }) => code !== 'closed' && <li key={code}>{t.because[code](count)}</li>)}</ul>
      {empty.nextAt !== null && <p>{t.nextAt(when(empty.nextAt, 'moment', language))}</p>}
      <div className="row">
        {isResting ? (
          <Press className="main" isBusy={isBusy} onPress={goOn}>
            {t.goOn}
          </Press>
        ) : (
          <Press isBusy={isBusy} onPress={next}>
            <kbd aria-hidden="true">n</kbd>
            {t.next}
          </Press>
        )}
      </div>
    </Empty>
  )
}
