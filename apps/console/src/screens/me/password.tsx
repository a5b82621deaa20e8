/** Another password; whoever has a second step gives a code too. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSession } from '../../app/session'
import { Line, OneTimeCode } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { texts } from './texts'

const NOTHING = { password: '', next: '', code: '' }

export function Password(): ReactNode {
  const t = useTexts(texts)
  const { user } = useSession()
  const [given, setGiven] = useState(NOTHING)
  const change = useMutation({
    mutationFn: () =>
      ask('/v1/session/password', {
        method: 'PUT',
        body: { password: given.password, next: given.next, ...(user.twoStep && { code: given.code.replaceAll(' ', '') }) },
      }),
    onSuccess: () => setGiven(NOTHING),
  })
  const set =
    (name: keyof typeof NOTHING) =>
    (value: string): void =>
      setGiven((before) => ({ ...before, [name]: value }))
  const said = (pointer: string): string | null =>
    change.error instanceof Problem ? (change.error.fieldError(pointer, t.faults) ?? null) : null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!change.isPending) change.mutate()
  }
  return (
    <form className="pane stack" aria-label={t.password} onSubmit={submit} noValidate>
      <h2>{t.password}</h2>
      <Line
        label={t.now}
        type="password"
        autoComplete="current-password"
        value={given.password}
        onChange={set('password')}
        error={said('/password')}
      />
      <Line label={t.next} type="password" autoComplete="new-password" value={given.next} onChange={set('next')} error={said('/next')} />
      {user.twoStep && <OneTimeCode label={t.code} value={given.code} onChange={set('code')} error={said('/code')} />}
      {change.error && !(change.error instanceof Problem && change.error.errors.length > 0) && <Broken fault={change.error} />}
      <div className="row">
        <Press type="submit" isBusy={change.isPending}>
          {t.change}
        </Press>
        <span role="status">{change.isSuccess && t.changed}</span>
      </div>
    </form>
  )
}
