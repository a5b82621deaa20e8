/** An account as a whole: switched off and on, a new link, the second step of who lost their telephone. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Sure } from '../../parts/sure'
import { useTexts } from '../../texts'
import { LinkWindow } from '../users/link-window'
import { useReadAgain, useSessionsOf, type Invitation, type User } from '../users/people'
import { texts } from '../users/texts'

interface Change {
  readonly disabled?: boolean
  readonly twoStep?: 'off'
}

export function Account({ user }: { readonly user: User }): ReactNode {
  const t = useTexts(texts)
  const { user: me } = useSession()
  const readAgain = useReadAgain()
  const isMine = useSessionsOf(user.id).data !== null
  const [isSure, setSure] = useState(false)
  const change = useMutation({
    mutationFn: (body: Change) => ask<User>(`/v1/users/${user.id}`, { method: 'PATCH', body }),
    onSuccess: (_, { disabled }) => {
      setSure(false)
      if (disabled === true) offerUndo({ says: t.offDone(user.name), undo: () => change.mutateAsync({ disabled: false }) })
    },
    onSettled: readAgain,
  })
  const link = useMutation({
    mutationFn: () => ask<Invitation>(`/v1/users/${user.id}/invitation`, { method: 'POST', body: {} }),
    onSuccess: readAgain,
  })
  const fault = link.error ?? (isSure ? null : change.error)
  const isOff = user.disabledAt !== null
  if (!isMine) return null
  return (
    <section className="stack">
      <div className="row">
        <Press onPress={() => link.mutate()} isBusy={link.isPending}>
          {t.newLink}
        </Press>
        {user.twoStep && <Button onPress={() => setSure(true)}>{t.dropTwoStep}</Button>}
        {user.id !== me.id && (
          <Press onPress={() => change.mutate({ disabled: !isOff })} isBusy={change.isPending}>
            {isOff ? t.turnOn : t.turnOff}
          </Press>
        )}
      </div>
      {fault && <Broken fault={fault} />}
      {link.data && <LinkWindow invitation={link.data} name={user.name} onClose={() => link.reset()} />}
      <Sure
        title={t.dropTitle}
        yes={t.dropTwoStep}
        isOpen={isSure}
        isBusy={change.isPending}
        fault={change.error}
        onClose={() => setSure(false)}
        onYes={() => change.mutate({ twoStep: 'off' })}
      >
        <p>{t.dropSays(user.name)}</p>
      </Sure>
    </section>
  )
}
