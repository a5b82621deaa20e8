/** The first start: the link that was printed makes the first administrator, once. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { begin, type Session } from '../../app/session'
import { Line } from '../../parts/fields'
import { useTexts } from '../../texts'
import { tokenInAddress } from '../login'
import { texts } from '../login/texts'

export function SetupScreen(): ReactNode {
  const t = useTexts(texts)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [token] = useState(tokenInAddress)
  const [given, setGiven] = useState({ name: '', email: '', password: '' })
  const [fault, setFault] = useState<Problem | null>(null)
  const set = (name: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))
  const create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setFault(null)
    try {
      begin(client, await ask<Session>('/v1/setup', { method: 'POST', body: { ...given, email: given.email.trim(), token } }))
      await navigate({ to: '/' })
    } catch (caught) {
      if (!(caught instanceof Problem)) throw caught
      setFault(caught)
    }
  }
  const general = fault && fault.errors.length === 0 ? t.faults(fault) : null
  return (
    <main className="door">
      <form className="pane stack" onSubmit={(event) => void create(event)} noValidate>
        <h1>{t.setupTitle}</h1>
        {token === null ? <p>{t.noToken}</p> : <p className="quiet">{t.setupIntro}</p>}
        <Line label={t.name} autoComplete="name" value={given.name} onChange={set('name')} error={fault?.fieldError('/name')} autoFocus />
        <Line label={t.email} type="email" autoComplete="username" value={given.email} onChange={set('email')} error={fault?.fieldError('/email')} />
        <Line label={t.password} type="password" autoComplete="new-password" value={given.password} onChange={set('password')} error={fault?.fieldError('/password')} />
        {general !== null && <p className="error" role="alert">{general}</p>}
        <Button type="submit" className="main" isDisabled={token === null}>{t.create}</Button>
      </form>
    </main>
  )
}
