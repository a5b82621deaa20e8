/** Invite somebody for this creditor: name, address and role; what comes back is the link. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSession, type Role } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { ROLES, useReadAgain, type Invitation } from './people'
import { texts } from './texts'

interface InviteProps {
  readonly onClose: () => void
  readonly onInvited: (invitation: Invitation, name: string) => void
}

export function Invite({ onClose, onInvited }: InviteProps): ReactNode {
  const t = useTexts(texts)
  const { roles } = useTexts(shell)
  const { creditor } = useSession()
  const readAgain = useReadAgain()
  const [given, setGiven] = useState({ name: '', email: '', role: 'agent', language: 'nl' })
  const set = (name: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))
  const invite = useMutation({
    mutationFn: () =>
      ask<Invitation>('/v1/users', {
        method: 'POST',
        body: {
          name: given.name.trim(),
          email: given.email.trim(),
          language: given.language,
          roles: [{ creditor: creditor.id, role: given.role as Role }],
        },
      }),
    onSuccess: async (invitation) => {
      onInvited(invitation, given.name.trim())
      await readAgain()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!invite.isPending) invite.mutate()
  }
  const problem = invite.error instanceof Problem ? invite.error : null
  const isOfField = problem !== null && problem.errors.some(({ pointer }) => pointer === '/name' || pointer === '/email')
  return (
    <Window title={t.inviteTitle} isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Line label={t.name} value={given.name} onChange={set('name')} error={problem?.fieldError('/name', t.faults)} autoFocus />
        <Line label={t.email} type="email" value={given.email} onChange={set('email')} error={problem?.fieldError('/email', t.faults)} />
        <Choice
          label={`${t.role}, ${creditor.name}`}
          value={given.role}
          options={Object.fromEntries(ROLES.map((role) => [role, roles[role]]))}
          onChange={set('role')}
        />
        <Choice label={t.language} value={given.language} options={t.languages} onChange={set('language')} />
        {invite.error && !isOfField && <Broken fault={invite.error} />}
        <div className="row">
          <Press type="submit" className="main" isBusy={invite.isPending}>
            {t.send}
          </Press>
          <Button onPress={onClose}>{t.close}</Button>
        </div>
      </form>
    </Window>
  )
}
