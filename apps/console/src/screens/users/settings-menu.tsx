/** The pages of administration beside each other, for as far as one may see them. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useScreens } from '../../app/menu'
import { useSession } from '../../app/session'
import { useTexts } from '../../texts'
import { texts } from './texts'

export function SettingsMenu(): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const pages = [
    ['/settings/users', t.users],
    ['/settings/api-keys', t.keys],
    ['/settings/channels', t.channels],
    ['/settings/audit', t.audit],
  ] as const
  const allowed = useScreens()
    .filter(({ roles }) => roles.includes(role))
    .map(({ path }) => path)
  const shown = pages.filter(([path]) => allowed.includes(path))
  if (shown.length < 2) return null
  return (
    <nav className="row" aria-label={t.settings}>
      {shown.map(([path, name]) => (
        <Link key={path} to={path} className="button" activeProps={{ className: 'button chosen' }}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
