/** A link that makes somebody: who was invited chooses a password; the first administrator, by the link that was printed, also says who they are. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { begin, type Session } from '../../app/session'
import { Line, OneTimeCode } from '../../parts/fields'
import { Press } from '../../parts/press'
import { useTexts } from '../../texts'
import { tokenInAddress } from '../login'
import { Refused } from '../login/refused'
import { texts } from '../login/texts'

export function SetupScreen(): ReactNode {
  const t = useTexts(texts)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [token] = useState(tokenInAddress)
  const [given, setGiven] = useState({ name: '', email: '', password: '', code: '' })
  const [fault, setFault] = useState<Problem | null>(null)
  const [asksWho, setAsksWho] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const set = (name: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))
  const create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setFault(null)
    try {
      begin(
        client,
        await ask<Session>('/v1/setup', {
          method: 'POST',
          body: {
            token,
            password: given.password,
            ...(asksWho && { name: given.name.trim(), email: given.email.trim() }),
            ...(given.code !== '' && { code: given.code.replaceAll(' ', '') }),
          },
        }),
      )
      await navigate({ to: '/' })
    } catch (caught) {
      if (!(caught instanceof Problem)) throw caught
      // Only the link knows whether its holder has a name already, or a second step.
      if (caught.code === 'code-needed' && !asksCode) setAsksCode(true)
      else if (!asksWho && caught.fieldError('/name', t.fields) !== undefined) setAsksWho(true)
      else setFault(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="door">
      <form className="pane stack" onSubmit={(event) => void create(event)} noValidate>
        <h1>{asksWho ? t.setupTitle : t.passwordTitle}</h1>
        {token === null ? <p>{t.noToken}</p> : <p className="quiet">{asksWho ? t.whoIntro : t.setupIntro}</p>}
        {asksWho && (
          <Line
            label={t.name}
            autoComplete="name"
            value={given.name}
            onChange={set('name')}
            error={fault?.fieldError('/name', t.fields)}
            autoFocus
          />
        )}
        {asksWho && (
          <Line
            label={t.email}
            type="email"
            autoComplete="username"
            value={given.email}
            onChange={set('email')}
            error={fault?.fieldError('/email', t.fields)}
          />
        )}
        <Line
          label={t.password}
          type="password"
          autoComplete="new-password"
          value={given.password}
          onChange={set('password')}
          error={fault?.fieldError('/password', t.fields)}
          autoFocus={!asksWho}
        />
        {asksCode && (
          <OneTimeCode label={t.code} value={given.code} onChange={set('code')} error={fault?.fieldError('/code', t.fields)} autoFocus />
        )}
        {fault?.errors.length === 0 && <Refused fault={fault} />}
        <Press type="submit" className="main" isBusy={isBusy} isDisabled={token === null}>
          {asksWho ? t.create : t.goOn}
        </Press>
      </form>
    </main>
  )
}
