/** Where a day begins: for each role what it needs first, from what there is now, and the keys to the rest. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { useScreens } from '../../app/menu'
import { useSession, type Role } from '../../app/session'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { Approvals, Campaigns, Imports, Letters } from './operations'
import { Inbox, Team, Work } from './panes'
import { texts } from './texts'
import './home.css'

const PEOPLE = [Work, Inbox] as const
const OPERATIONS = [Campaigns, Letters, Imports] as const
/** In the order in which they look. */
const FIRST: Readonly<Record<Role, readonly (() => ReactNode)[]>> = {
  agent: PEOPLE,
  supervisor: [Approvals, Team, ...PEOPLE],
  operator: [...OPERATIONS, Work],
  approver: [Approvals, Work, ...OPERATIONS],
  admin: [Approvals, Team, ...PEOPLE, ...OPERATIONS],
  auditor: [Approvals, ...OPERATIONS],
}

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { roles } = useTexts(shell)
  const { user, role, creditor } = useSession()
  const language = useSessionLanguage()
  const open = useScreens().filter(({ key, path, roles: theirs }) => key !== undefined && path !== '/' && theirs.includes(role))
  const calls = open.find(({ path }) => path === '/calls')
  return (
    <div className="stack">
      <header className="row spread">
        <div>
          <h1>{t.hello(user.name)}</h1>
          <p className="quiet">
            {creditor.name} · {t.role(roles[role])}
          </p>
        </div>
        {role === 'agent' && calls && (
          <Link to={calls.path} className="button">
            {t.call} <kbd aria-hidden="true">g</kbd>
            <kbd aria-hidden="true">c</kbd>
          </Link>
        )}
      </header>
      <div className="first">
        {FIRST[role].map((Pane, place) => (
          <Pane key={place} />
        ))}
      </div>
      <nav className="row" aria-label={t.where}>
        {open.map(({ path, link, name, key }) => (
          <Link key={path} to={link ?? path} className="button">
            {name[language]} <kbd aria-hidden="true">g</kbd>
            <kbd aria-hidden="true">{key}</kbd>
          </Link>
        ))}
      </nav>
    </div>
  )
}
