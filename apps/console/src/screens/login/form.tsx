/** Name and password, and the code of who has one. */
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import type { Session } from '../../app/session'
import { Line, OneTimeCode } from '../../parts/fields'
import { Press } from '../../parts/press'
import { useTexts } from '../../texts'
import { Refused } from './refused'
import { texts } from './texts'

export function LoginForm({ onDone }: { readonly onDone: (session: Session) => void }): ReactNode {
  const t = useTexts(texts)
  const [given, setGiven] = useState({ email: '', password: '', code: '' })
  const [fault, setFault] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const set = (name: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))

  const logIn = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setFault(null)
    try {
      onDone(
        await ask<Session>('/v1/session', {
          method: 'POST',
          body: { email: given.email.trim(), password: given.password, ...(given.code !== '' && { code: given.code.replaceAll(' ', '') }) },
        }),
      )
    } catch (caught) {
      if (!(caught instanceof Problem)) throw caught
      if (caught.code === 'code-needed' && !asksCode) setAsksCode(true)
      else setFault(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="stack" onSubmit={(event) => void logIn(event)} noValidate>
      <Line label={t.email} type="email" autoComplete="username" value={given.email} onChange={set('email')} autoFocus />
      <Line label={t.password} type="password" autoComplete="current-password" value={given.password} onChange={set('password')} />
      {asksCode && <OneTimeCode label={t.code} value={given.code} onChange={set('code')} autoFocus />}
      {fault && <Refused fault={fault} />}
      <Press type="submit" className="main" isBusy={isBusy}>
        {t.logIn}
      </Press>
    </form>
  )
}
