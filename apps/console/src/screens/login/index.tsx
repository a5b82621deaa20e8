/** Log in: with a password, or by a link that carries its token behind the #, where no server sees it. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { begin, type Session } from '../../app/session'
import { useTexts } from '../../texts'
import { LoginForm } from './form'
import { texts } from './texts'
import './login.css'

export const tokenInAddress = (): string | null => new URLSearchParams(location.hash.slice(1)).get('token')

export function LoginScreen(): ReactNode {
  const t = useTexts(texts)
  const client = useQueryClient()
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ location: { pathname } }) => pathname })
  const [token] = useState(tokenInAddress)
  const [linkState, setLinkState] = useState<'trying' | 'over' | null>(token === null ? null : 'trying')
  const tried = useRef(false)
  const goOn = (session: Session): void => {
    begin(client, session)
    if (path === '/login') void navigate({ to: '/' })
  }
  useEffect(() => {
    if (token === null || tried.current) return
    tried.current = true
    history.replaceState(null, '', path)
    ask<Session>('/v1/session/token', { method: 'POST', body: { token } }).then(goOn, (fault: unknown) => {
      if (fault instanceof Problem) setLinkState('over')
    })
  })
  return (
    <main className="door">
      <div className="pane stack">
        <h1>Tijdig</h1>
        <p className="quiet">{t.intro}</p>
        {linkState === 'trying' && <p role="status">{t.byLink}</p>}
        {linkState === 'over' && (
          <p className="error" role="alert">
            {t.linkIsOver}
          </p>
        )}
        {linkState !== 'trying' && <LoginForm onDone={goOn} />}
      </div>
    </main>
  )
}
