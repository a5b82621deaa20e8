/** What waits in the queue, and whether it is open: closed with a reason that everybody who asks for a call reads. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { When, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { useDeskWords } from '../calls/calls-api'
import { useStep, type DeskRead } from './team-api'
import { texts } from './texts'

export function Queue({ desk }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const words = useDeskWords()
  const { ready, later, planned, oldestAt, nextAt, toldLastHour, passedOver } = desk
  const said = (code: string): string => words.data?.skipReasons.find((one) => one.code === code)?.[language].toLowerCase() ?? code
  return (
    <>
      <Closing closed={desk.closed} />
      <dl className="row figures">
        <div>
          <dt>{t.ready}</dt>
          <dd>
            <strong>{t.many(ready)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t.oldest}</dt>
          <dd>{oldestAt === null ? t.unknown : <When at={oldestAt} as="time" />}</dd>
        </div>
        <div>
          <dt>{t.later}</dt>
          <dd>{t.many(later)}</dd>
        </div>
        <div>
          <dt>{t.planned}</dt>
          <dd>{t.many(planned)}</dd>
        </div>
        <div>
          <dt>{t.nextAt}</dt>
          <dd>{nextAt === null ? t.unknown : <When at={nextAt} />}</dd>
        </div>
        <div>
          <dt>{t.hour}</dt>
          <dd>{toldLastHour}</dd>
        </div>
        <div>
          <dt>{t.left}</dt>
          <dd>{toldLastHour === 0 ? t.unknown : t.hours(ready / toldLastHour)}</dd>
        </div>
      </dl>
      {passedOver.length > 0 && (
        <p>
          {t.passedOver}: {passedOver.map(({ reason, debtors }) => `${said(reason)} ${debtors}`).join(', ')}.
        </p>
      )}
    </>
  )
}

function Closing({ closed }: Pick<DeskRead, 'closed'>): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const { role } = useSession()
  const [isAsking, setAsking] = useState(false)
  const open = useStep()
  const maySteer = role !== 'auditor'
  return (
    <>
      {closed === null ? (
        maySteer && (
          <div className="row">
            <Button onPress={() => setAsking(true)}>{t.close}</Button>
          </div>
        )
      ) : (
        <div className="bar warn row spread" role="status">
          <span>
            <strong>{t.closed}</strong>: {closed.reason}{' '}
            <span className="small">({t.closedBy(closed.by, when(closed.since, 'moment', language))})</span>
          </span>
          {maySteer && (
            <Press isBusy={open.isPending} onPress={() => open.mutate({ path: 'opening', body: {} })}>
              {t.open}
            </Press>
          )}
        </div>
      )}
      {open.error && <Broken fault={open.error} />}
      {/* Also when somebody else closes it meanwhile: what was typed stays, and is said to come too late. */}
      {isAsking && <CloseWindow onClose={() => setAsking(false)} />}
    </>
  )
}

function CloseWindow({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const close = useStep(onClose)
  const send = (): void => {
    setTried(true)
    if (reason.trim() !== '' && !close.isPending) close.mutate({ path: 'closing', body: { reason: reason.trim() } })
  }
  return (
    <Window title={t.closeTitle} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p>{t.closeSays}</p>
        <Line label={t.why} value={reason} onChange={setReason} autoFocus error={isTried && reason.trim() === '' ? t.fill : null} />
        {close.error && <Broken fault={close.error} />}
        <div className="row">
          <Press type="submit" className="main" isBusy={close.isPending}>
            {t.close}
          </Press>
          <Button onPress={onClose}>{t.leave}</Button>
        </div>
      </form>
    </Window>
  )
}
