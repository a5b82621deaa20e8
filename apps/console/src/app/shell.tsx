/** The frame of every screen: menu by role, search, the state of the live link, and whoever is here. */
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { Activity, lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { keepRowFocus } from '../parts/row-keys'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { useKeys, type Key } from './keys'
import { useSessionLanguage } from './language'
import { LiveBar } from './live-bar'
import { useScreens } from './menu'
import { OfAnother, TellInHand, useOtherOwner } from './of-another'
import { useSession, WorkingFor } from './session'
import { zoneNow } from '../parts/zone'
import { useLink } from './live'
import { UndoBar } from './undo'
import './shell.css'

/** Loaded when they are first wanted: what everybody waits for is the page. */
const Account = lazy(() => import('./account').then(({ Account: one }) => ({ default: one })))
const KeyList = lazy(() => import('./key-list').then(({ KeyList: one }) => ({ default: one })))
const Palette = lazy(() => import('./palette').then(({ Palette: one }) => ({ default: one })))

export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useTexts(shell)
  const language = useSessionLanguage()
  const here = useSession()
  const { role, user } = here
  const [asksAccount, setAsksAccount] = useState(false)
  const navigate = useNavigate()
  const menu = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ location: { pathname } }) => pathname })
  // Where the menu is longer than the window, one sees where one is.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  const [owner, tellInHand] = useOtherOwner()
  useEffect(keepRowFocus, [])
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null)
  const entries = useScreens().filter(({ key, roles }) => key !== undefined && roles.includes(role))
  const goTo = Object.fromEntries(
    entries.map(({ key, path, link, name }): [string, Key] => [
      `g ${key ?? ''}`,
      { does: t.goTo(name[language]), run: () => void navigate({ to: link ?? path }) },
    ]),
  )
  useKeys({
    ...goTo,
    'Control+k': { does: t.search, inText: true, run: () => setShown('palette') },
    '/': { does: t.search, run: () => setShown('palette') },
    '?': { does: t.keys, run: () => setShown('keys') },
  })
  const who = (
    <Button className="bare" aria-haspopup="menu" aria-label={`${t.account}: ${user.name}`} onPress={() => setAsksAccount(true)}>
      <span>{user.name}</span>
      <span aria-hidden="true">▾</span>
    </Button>
  )
  return (
    <>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          Tijdig
        </Link>
        <nav aria-label={t.menu} ref={menu} onFocus={({ target }) => target.scrollIntoView({ block: 'nearest', inline: 'nearest' })}>
          {entries
            .filter(({ path }) => path !== '/')
            .map(({ path, link, name }) => (
              <Link key={path} to={link ?? path} activeProps={{ 'aria-current': 'page' }}>
                {name[language]}
              </Link>
            ))}
        </nav>
        <Button className="search" onPress={() => setShown('palette')} aria-label={t.search}>
          <span aria-hidden="true">⌕</span>
          <span className="wide">{t.search}</span>
          <kbd className="wide" aria-hidden="true">
            Ctrl K
          </kbd>
        </Button>
        <Suspense fallback={who}>{asksAccount ? <Account onKeys={() => setShown('keys')} /> : who}</Suspense>
      </header>
      <LiveBar />
      <main id="content" tabIndex={-1}>
        {owner && <OfAnother owner={owner} />}
        <Activity mode={owner ? 'hidden' : 'visible'}>
          <WorkingFor {...here} creditor={owner ?? here.creditor}>
            <TellInHand value={tellInHand}>{children}</TellInHand>
          </WorkingFor>
        </Activity>
      </main>
      <Foot />
      <UndoBar />
      <Suspense fallback={null}>
        {shown === 'palette' && <Palette isOpen onClose={() => setShown(null)} />}
        {shown === 'keys' && <KeyList isOpen onClose={() => setShown(null)} />}
      </Suspense>
    </>
  )
}

/** In which zone days and hours are meant, and that what is shown is current. */
function Foot(): ReactNode {
  const t = useTexts(shell)
  const { isStale } = useLink()
  return (
    <footer className="foot quiet small">
      {t.zone(zoneNow())}
      {!isStale && ` · ● ${t.live}`}
    </footer>
  )
}
