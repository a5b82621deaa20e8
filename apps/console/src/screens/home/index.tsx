/** Where a day begins: the work that this role has, and the keys to it. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { useScreens } from '../../app/menu'

const GREETING = { nl: (name: string) => `Dag ${name}`, en: (name: string) => `Hello ${name}` }

export function Screen(): ReactNode {
  const { user, role, creditor } = useSession()
  const language = useSessionLanguage()
  const open = useScreens().filter(({ key, path, roles }) => key !== undefined && path !== '/' && roles.includes(role))
  return (
    <div className="stack narrow">
      <h1>{GREETING[language](user.name)}</h1>
      <p className="quiet">{creditor.name}</p>
      <ul className="stack">
        {open.map(({ path, link, name, key }) => <li key={path} className="row"><kbd>g</kbd><kbd>{key}</kbd><Link to={link ?? path}>{name[language]}</Link></li>)}
      </ul>
    </div>
  )
}
