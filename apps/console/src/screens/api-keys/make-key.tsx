/** Make a key for this creditor: what it may do, and until when. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { DayField } from '../../parts/day-field'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Tick } from '../../parts/tick'
import { dayAfter, dayFromNow, inZone } from '../../parts/values'
import { useTexts } from '../../texts'
import type { MadeKey } from './keys-api'
import { texts } from './texts'

/** A key that nobody looks at any more ends by itself, unless one wants otherwise. */
const DAYS_UNLESS_SAID = 365

/** It is good on its last day too. */
const endOf = (day: string): string => inZone(dayAfter(day), '00:00')

export function MakeKey({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (key: MadeKey) => void }): ReactNode {
  const t = useTexts(texts)
  const { creditor } = useSession()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [until, setUntil] = useState(() => dayFromNow(DAYS_UNLESS_SAID))
  const [isTried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: () =>
      ask<MadeKey>('/v1/api-keys', {
        method: 'POST',
        body: { name: name.trim(), scopes, creditors: [creditor.id], ...(until !== '' && { expiresAt: endOf(until) }) },
      }),
    onSuccess: onMade,
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && scopes.length > 0 && !make.isPending) make.mutate()
  }
  const tick = (scope: string) => (isOn: boolean) =>
    setScopes((before) => (isOn ? [...before, scope] : before.filter((one) => one !== scope)))
  return (
    <Window title={t.makeTitle} isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="quiet">{t.forCreditor(creditor.name)}</p>
        <Line
          label={t.name}
          placeholder={t.nameHint}
          value={name}
          onChange={setName}
          error={isTried && name.trim() === '' ? t.needName : null}
          autoFocus
        />
        <fieldset className="stack">
          <legend>{t.scopes}</legend>
          <div className="scopes">
            {Object.entries(t.scopeNames).map(([scope, says]) => (
              <Tick key={scope} label={says} isSelected={scopes.includes(scope)} onChange={tick(scope)} />
            ))}
          </div>
          {isTried && scopes.length === 0 && (
            <p className="error" role="alert">
              {t.needScope}
            </p>
          )}
        </fieldset>
        <DayField label={t.expires} value={until} onChange={setUntil} />
        {make.error && <Broken fault={make.error} />}
        <div className="row">
          <Press type="submit" className="main" isBusy={make.isPending}>
            {t.create}
          </Press>
          <Button onPress={onClose}>{t.close}</Button>
        </div>
      </form>
    </Window>
  )
}
