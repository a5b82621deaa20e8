/** The second step of one's log-in: set up with one's password and by scanning, on once a code was right, off with a code. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { create } from 'qrcode'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { sessionQuery, useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'

const STEP = '/v1/session/second-step'

export function SecondStep(): ReactNode {
  const t = useTexts(texts)
  const {
    user: { twoStep },
  } = useSession()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const propose = useMutation({ mutationFn: (password: string) => ask<{ address: string }>(STEP, { method: 'POST', body: { password } }) })
  const tell = useMutation({
    mutationFn: (code: string) => ask(STEP, { method: twoStep ? 'DELETE' : 'PUT', body: { code } }),
    onSuccess: async () => {
      propose.reset()
      setIsOpen(false)
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const address = propose.data?.address
  return (
    <section className="pane stack" aria-label={t.twoStep}>
      <h2>{t.twoStep}</h2>
      <p role="status">
        <Chip tone={twoStep ? 'done' : 'wait'}>{twoStep ? t.isOn : t.isOff}</Chip>
      </p>
      {!isOpen && (
        <div className="row">
          <Button onPress={() => setIsOpen(true)}>{twoStep ? t.off : t.begin}</Button>
        </div>
      )}
      {isOpen && !twoStep && address === undefined && (
        <Given label={t.now} type="password" autoComplete="current-password" yes={t.begin} asked="/password" sent={propose} />
      )}
      {isOpen && !twoStep && address !== undefined && <Scan address={address} />}
      {isOpen && (twoStep || address !== undefined) && (
        <Given
          label={t.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          yes={twoStep ? t.off : t.confirm}
          asked="/code"
          sent={{ ...tell, mutate: (code) => tell.mutate(code.replaceAll(' ', '')) }}
        />
      )}
      {twoStep && <p className="quiet small">{t.lost}</p>}
    </section>
  )
}

interface GivenProps {
  readonly label: string
  readonly type?: 'password'
  readonly inputMode?: 'numeric'
  readonly autoComplete: string
  readonly yes: string
  /** The field that the API names when it is not right. */
  readonly asked: '/password' | '/code'
  readonly sent: { readonly isPending: boolean; readonly error: Error | null; readonly mutate: (value: string) => void }
}

function Given({ yes, asked, sent, ...line }: GivenProps): ReactNode {
  const t = useTexts(texts)
  const [value, setValue] = useState('')
  const isWrong = sent.error instanceof Problem && sent.error.errors.length > 0
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!sent.isPending) sent.mutate(value)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Line {...line} value={value} onChange={setValue} error={isWrong ? t.faults[asked] : null} autoFocus />
      {sent.error && !isWrong && <Broken fault={sent.error} />}
      <div className="row">
        <Press type="submit" className="main" isBusy={sent.isPending}>
          {yes}
        </Press>
      </div>
    </form>
  )
}

function Scan({ address }: { readonly address: string }): ReactNode {
  const t = useTexts(texts)
  const { modules } = create(address)
  const dark = Array.from(
    { length: modules.size * modules.size },
    (_, at) => [at % modules.size, Math.floor(at / modules.size)] as const,
  ).filter(([x, y]) => modules.get(y, x))
  return (
    <>
      <p>{t.scan}</p>
      <svg className="scan" role="img" aria-label={t.qr} viewBox={`-4 -4 ${modules.size + 8} ${modules.size + 8}`}>
        <path d={dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('')} />
      </svg>
      <p>
        {t.secret}: <code className="secret">{new URL(address).searchParams.get('secret')}</code>
      </p>
    </>
  )
}
