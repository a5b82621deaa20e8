/** Before anything is shown somebody logs in; when a session ends meanwhile, they log in over the page and go on where they were. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { whenRefused, whenSessionIsOver } from '../api/http'
import { Broken, Loading } from '../parts/state'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { Depth } from './keys'
import { begin, Inside, sessionQuery, tellTabs, useSessionQuery, type Session } from './session'

/** Who is logged in waits for none of this. */
const LoginScreen = lazy(() => import('../screens/login').then(({ LoginScreen: one }) => ({ default: one })))
const LoginForm = lazy(() => import('../screens/login/form').then(({ LoginForm: one }) => ({ default: one })))
const Window = lazy(() => import('../parts/dialog').then(({ Window: one }) => ({ default: one })))

export function Gate({ children }: { readonly children: ReactNode }): ReactNode {
  const { session, fault, again } = useSessionQuery()
  const client = useQueryClient()
  const [had, setHad] = useState(false)
  useEffect(() => whenRefused(() => void client.refetchQueries(sessionQuery, { cancelRefetch: false })), [client])
  // Read again in vain, the page stays as it is.
  if (fault && session === undefined)
    return (
      <main>
        <Broken fault={fault} again={again} />
      </main>
    )
  if (session === undefined)
    return (
      <main>
        <Loading />
      </main>
    )
  if (session === null)
    return (
      <Suspense
        fallback={
          <main>
            <Loading />
          </main>
        }
      >
        <LoginScreen />
      </Suspense>
    )
  if (session.creditors.length === 0) return <NoCreditor says={had ? 'noneLeft' : 'noCreditor'} />
  if (!had) setHad(true)
  return (
    <Inside session={session}>
      {children}
      <LogInAgain session={session} />
    </Inside>
  )
}

/** The first administrator, before there is anybody to remind for; or somebody whose last role ended while a page was open. */
function NoCreditor({ says }: { readonly says: 'noCreditor' | 'noneLeft' }): ReactNode {
  const t = useTexts(shell)
  return (
    <main className="narrow stack">
      <h1>Tijdig</h1>
      <p role="status">{t[says]}</p>
    </main>
  )
}

/** Whatever windows are open: none stands over this one, or Enter would be theirs. */
const OVER_ALL = 100

/** Requests that were refused wait here, and are repeated once somebody logged in. */
function LogInAgain({ session }: { readonly session: Session }): ReactNode {
  const t = useTexts(shell)
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const waiting = useRef<(() => void)[]>([])
  useEffect(
    () =>
      whenSessionIsOver(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve)
            setOpen(true)
          }),
      ),
    [],
  )
  // Also when they logged in again in another tab.
  useEffect(() => {
    setOpen(false)
    for (const resume of waiting.current.splice(0)) resume()
  }, [session.csrf])
  const goOn = (next: Session): void => {
    if (next.user.id === session.user.id) return begin(client, next)
    // What waits, and what stands on the page, is another person's.
    tellTabs(next.user.id)
    location.assign('/')
  }
  return (
    isOpen && (
      <Suspense fallback={null}>
        <Depth value={OVER_ALL}>
          <Window title={t.sessionOver} isOpen onClose={() => undefined} isFirm>
            <LoginForm onDone={goOn} />
          </Window>
        </Depth>
      </Suspense>
    )
  )
}
