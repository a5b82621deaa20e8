/** A test of a message to whoever writes it: to the address of their log-in, or their own telephone, which is kept nowhere but here. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { texts } from './texts'

interface Tested {
  readonly accepted: boolean
  readonly code: string | null
}

const NUMBER = /^\+[1-9]\d{7,14}$/
/** As most people here write it: 06 12 34 56 78. */
const internationally = (text: string): string =>
  text
    .replace(/[\s()-]/g, '')
    .replace(/^00/, '+')
    .replace(/^0/, '+31')

export function TestSend({
  path,
  isMail,
  isOpen,
  onClose,
}: {
  readonly path: string
  readonly isMail: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useTexts(texts)
  const s = useTexts(shell)
  const { user } = useSession()
  const [phone, setPhone] = useState('')
  const [isTried, setTried] = useState(false)
  const wrong = !isMail && !NUMBER.test(internationally(phone))
  const send = useMutation({
    mutationFn: () => ask<Tested>(`${path}/test`, { method: 'POST', body: isMail ? {} : { to: internationally(phone) } }),
  })
  const close = (): void => {
    send.reset()
    setTried(false)
    onClose()
  }
  const go = (): void => {
    setTried(true)
    if (!wrong) send.mutate()
  }
  return (
    <Window title={t.testTitle} isOpen={isOpen} onClose={close}>
      <p>{isMail ? t.testSays(user.email) : t.testSaysPhone}</p>
      {!isMail && (
        <Line
          label={t.testPhone}
          value={phone}
          onChange={setPhone}
          type="tel"
          autoComplete="tel"
          autoFocus
          error={isTried && wrong ? t.testPhoneWrong : null}
        />
      )}
      {send.error && <Broken fault={send.error} />}
      {send.data && (
        <p role="status" className={`bar ${send.data.accepted ? 'good' : 'warn'}`}>
          {send.data.accepted ? (isMail ? t.testDone : t.testDonePhone) : t.testRefused(send.data.code ?? '')}
        </p>
      )}
      <div className="row">
        <Press className="main" autoFocus={isMail} isBusy={send.isPending} onPress={go}>
          {t.testYes}
        </Press>
        <Button onPress={close}>{s.close}</Button>
      </div>
    </Window>
  )
}
