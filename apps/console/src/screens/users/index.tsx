/** Who logs in for this creditor and in which role, and the way to invite one more. */
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Rows, type Column } from '../../parts/rows'
import { Empty } from '../../parts/state'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { Invite } from './invite'
import { LinkWindow } from './link-window'
import { useUsers, type Invitation, type User } from './people'
import { SettingsMenu } from './settings-menu'
import { UserState } from './user-state'
import { texts } from './texts'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { roles } = useTexts(shell)
  const { creditor } = useSession()
  const navigate = useNavigate()
  const read = useUsers()
  const [isInviting, setInviting] = useState(false)
  const [invited, setInvited] = useState<{ readonly invitation: Invitation; readonly name: string } | null>(null)
  const invite = (): void => setInviting(true)
  useKeys({ c: { does: t.invite, run: invite } })
  const roleOf = (user: User): string => {
    const role = user.roles.find((one) => one.creditor === creditor.id)?.role
    return user.platform ? t.everything : role === undefined ? t.noRole : roles[role]
  }
  const columns: readonly Column<User>[] = [
    { name: t.name, shows: ({ name }) => name },
    { name: t.email, isExtra: true, shows: ({ email }) => email },
    { name: t.role, shows: roleOf },
    { name: t.twoStep, isExtra: true, shows: ({ twoStep }) => (twoStep ? t.yes : t.no) },
    { name: t.state, shows: (user) => <UserState user={user} /> },
  ]
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.users}</h1>
        <Button className="main" onPress={invite}>
          {t.invite} <kbd>c</kbd>
        </Button>
      </header>
      <SettingsMenu />
      <Rows
        label={t.users}
        read={read}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: `/settings/users/${id}` })}
        empty={<Empty title={t.none} />}
      />
      {isInviting && (
        <Invite
          onClose={() => setInviting(false)}
          onInvited={(invitation, name) => {
            setInviting(false)
            setInvited({ invitation, name })
          }}
        />
      )}
      {invited && <LinkWindow {...invited} onClose={() => setInvited(null)} />}
    </div>
  )
}
