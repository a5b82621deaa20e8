/** Why a payment is for no claim here. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { useTexts } from '../../texts'
import { texts } from './texts'
import { REASONS } from './unmatched-api'

interface SetAsideProps {
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onYes: (body: { reason: string; note?: string }) => void
  readonly onClose: () => void
}

export function SetAside({ isOpen, onClose, ...form }: SetAsideProps): ReactNode {
  const t = useTexts(texts)
  return (
    <Window title={t.asideTitle} isOpen={isOpen} onClose={onClose}>
      <Form {...form} onClose={onClose} />
    </Window>
  )
}

function Form({ isBusy, onYes, onClose }: Omit<SetAsideProps, 'isOpen'>): ReactNode {
  const t = useTexts(texts)
  const [reason, setReason] = useState<string>(REASONS[0])
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const said = note.trim()
  const isMissing = reason === 'other' && said === ''
  const yes = (): void => {
    setTried(true)
    if (!isMissing && !isBusy) onYes({ reason, ...(said !== '' && { note: said }) })
  }
  useKeys({
    ...Object.fromEntries(REASONS.map((one, place) => [String(place + 1), { does: t.reasons[one] ?? one, run: () => setReason(one) }])),
    Enter: { does: t.setAside, run: yes, inText: true },
  })
  return (
    <>
      <p>{t.asideSays}</p>
      <Options
        label={t.reason}
        value={reason}
        onChange={setReason}
        options={REASONS.map((id, place) => ({ id, key: String(place + 1), text: t.reasons[id] ?? id }))}
      />
      <Line label={t.note} value={note} onChange={setNote} error={isTried && isMissing ? t.noteNeeded : null} />
      <div className="row">
        <Press className="main" isBusy={isBusy} onPress={yes}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.setAside}
        </Press>
        <Button onPress={onClose}>{t.cancel}</Button>
      </div>
    </>
  )
}
