/** The role with this creditor, and with others where they have one: given at once, and taken back the same way. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession, type Role } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Choice } from '../../parts/choice'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { ROLES, useReadAgain, type User } from '../users/people'
import { texts } from '../users/texts'

interface Change {
  readonly creditor: string
  readonly role: Role | null
  readonly before: Role | null
  readonly isUndo?: boolean
}

export function Roles({ user }: { readonly user: User }): ReactNode {
  const t = useTexts(texts)
  const { roles: names } = useTexts(shell)
  const { creditors, creditor: here } = useSession()
  const readAgain = useReadAgain()
  const nameOf = (role: Role | null): string => (role === null ? t.noRole : names[role])
  const give = useMutation({
    mutationFn: ({ creditor, role, before }: Change) =>
      ask(`/v1/creditors/${creditor}/users/${user.id}/role`, { method: 'PUT', body: { role, was: before } }),
    onSuccess: (_, { creditor, role, before, isUndo = false }) => {
      if (!isUndo)
        offerUndo({ says: t.roleDone(nameOf(role)), undo: () => give.mutateAsync({ creditor, role: before, before: role, isUndo: true }) })
    },
    onSettled: readAgain,
  })
  const shown = creditors.filter(
    ({ id, role }) => role === 'admin' && (id === here.id || user.roles.some(({ creditor }) => creditor === id)),
  )
  const options = { '': t.noRole, ...Object.fromEntries(ROLES.map((role) => [role, names[role]])) }
  return (
    <section className="pane stack narrow">
      <h2>{t.roles}</h2>
      {shown.map(({ id, name }) => {
        const now = user.roles.find(({ creditor }) => creditor === id)?.role ?? null
        return (
          <Choice
            key={id}
            label={name}
            value={now ?? ''}
            options={options}
            onChange={(role) =>
              role !== (now ?? '') && give.mutate({ creditor: id, role: role === '' ? null : (role as Role), before: now })
            }
          />
        )
      })}
      {give.error && <Broken fault={give.error} />}
    </section>
  )
}
