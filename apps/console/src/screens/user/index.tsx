/** One person: their roles, where they are logged in, and what an admin does about it. */
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { useUser, type User } from '../users/people'
import { SettingsMenu } from '../users/settings-menu'
import { texts } from '../users/texts'
import { UserState } from '../users/user-state'
import { Account } from './account'
import { Roles } from './roles'
import { Sessions } from './sessions'

export function Screen(): ReactNode {
  const params: { readonly id?: string } = useParams({ strict: false })
  const read = useUser(params.id ?? '')
  return (
    <Shown read={read} rows={6}>
      {(user) => <Page user={user} />}
    </Shown>
  )
}

function Page({ user }: { readonly user: User }): ReactNode {
  const t = useTexts(texts)
  const { user: me } = useSession()
  return (
    <div className="stack">
      <header className="row">
        <h1>{user.name}</h1>
        <span className="quiet">{user.email}</span>
        <UserState user={user} />
        {user.platform && <span className="quiet">{t.everything}</span>}
        {user.id === me.id && <span className="quiet">{t.you}</span>}
      </header>
      <SettingsMenu />
      <Roles user={user} />
      <Sessions user={user} />
      <Account user={user} />
    </div>
  )
}
