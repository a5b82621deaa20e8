/** A test of an e-mail to whoever writes it, and to nobody else. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { texts } from './texts'

interface Tested {
  readonly accepted: boolean
  readonly code: string | null
}

export function TestSend({ path, isOpen, onClose }: { readonly path: string; readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { user } = useSession()
  const send = useMutation({ mutationFn: () => ask<Tested>(`${path}/test`, { method: 'POST', body: {} }) })
  const close = (): void => { send.reset(); onClose() }
  return (
    <Window title={t.testTitle} isOpen={isOpen} onClose={close}>
      <p>{t.testSays(user.email)}</p>
      {send.error && <Broken fault={send.error} />}
      {send.data && <p role="status" className={`bar ${send.data.accepted ? 'good' : 'warn'}`}>{send.data.accepted ? t.testDone : t.testRefused(send.data.code ?? '')}</p>}
      <div className="row"><Press className="main" autoFocus isBusy={send.isPending} onPress={() => send.mutate()}>{t.testYes}</Press><Button onPress={close}>OK</Button></div>
    </Window>
  )
}
