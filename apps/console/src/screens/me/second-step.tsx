/** The second step of one's log-in: set up by scanning, on once a code was right, off with a code. */
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
  const [asksOff, setAsksOff] = useState(false)
  const propose = useMutation({ mutationFn: () => ask<{ address: string }>(STEP, { method: 'POST', body: {} }) })
  const tell = useMutation({
    mutationFn: (code: string) => ask(STEP, { method: twoStep ? 'DELETE' : 'PUT', body: { code } }),
    onSuccess: async () => {
      propose.reset()
      setAsksOff(false)
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const address = propose.data?.address
  const isAsked = twoStep ? asksOff : address !== undefined
  return (
    <section className="pane stack" aria-label={t.twoStep}>
      <h2>{t.twoStep}</h2>
      <p role="status">
        <Chip tone={twoStep ? 'done' : 'wait'}>{twoStep ? t.isOn : t.isOff}</Chip>
      </p>
      {!isAsked && (
        <div className="row">
          {twoStep ? (
            <Button onPress={() => setAsksOff(true)}>{t.off}</Button>
          ) : (
            <Press isBusy={propose.isPending} onPress={() => propose.mutate()}>
              {t.begin}
            </Press>
          )}
        </div>
      )}
      {propose.error && <Broken fault={propose.error} />}
      {!twoStep && address !== undefined && <Scan address={address} />}
      {isAsked && (
        <Code yes={twoStep ? t.off : t.confirm} isBusy={tell.isPending} fault={tell.error} onGive={(code) => tell.mutate(code)} />
      )}
      {twoStep && <p className="quiet small">{t.lost}</p>}
    </section>
  )
}

function Code({
  yes,
  isBusy,
  fault,
  onGive,
}: {
  readonly yes: string
  readonly isBusy: boolean
  readonly fault: Error | null
  readonly onGive: (code: string) => void
}): ReactNode {
  const t = useTexts(texts)
  const [code, setCode] = useState('')
  const isWrong = fault instanceof Problem && fault.errors.length > 0
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!isBusy) onGive(code.replaceAll(' ', ''))
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Line
        label={t.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        error={isWrong ? t.faults['/code'] : null}
        autoFocus
      />
      {fault && !isWrong && <Broken fault={fault} />}
      <div className="row">
        <Press type="submit" className="main" isBusy={isBusy}>
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
