/** The way to the payments that name no claim, for whoever may open them. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useScreens } from '../../app/menu'
import { useSession } from '../../app/session'
import { useTexts } from '../../texts'
import { texts } from './texts'

export function ToUnmatched({ className }: { readonly className?: string }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const screen = useScreens().find(({ path, roles }) => path === '/payments/unmatched' && roles.includes(role))
  return (
    screen && (
      <Link to={screen.path} className={className}>
        {t.toUnmatched}
      </Link>
    )
  )
}
