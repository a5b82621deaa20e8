/** One payment: what the bank says of it, what it may be for, and what is done with it, each with a way back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { Sure } from '../../parts/sure'
import { Chip, Money, money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { ClaimTable } from './claim-table'
import { FindClaims } from './find-claims'
import { asAsked, isWhole, restOf, taken, type Parts } from './parts'
import { SetAside } from './set-aside'
import { texts } from './texts'
import { mayLink, unmatchedKey, useCandidates, type Candidate, type Payment } from './unmatched-api'

/** What was chosen for a payment that was linked: an undo gives it back as it was. */
const chosenBefore = new Map<string, { readonly parts: Parts; readonly found: readonly Candidate[] }>()

export function PaymentPane({ payment, onNext }: { readonly payment: Payment; readonly onNext: () => void }): ReactNode {
  const t = useTexts(texts)
  const { payerName, payerIban, amount, receivedOn, description, reference, invoiceNumber, returnCode, setAside } = payment
  const facts = [
    [t.account, payerIban],
    [t.said, description],
    [t.reference, reference],
    [t.invoice, invoiceNumber],
  ] as const
  return (
    <div className="stack">
      <header className="row spread">
        <h2>{payerName ?? payerIban ?? t.unknownPayer}</h2>
        <strong>
          <Money amount={amount} />
        </strong>
      </header>
      {Number(amount) < 0 && (
        <p>
          <Chip tone="warn">{returnCode === null ? t.back : t.returned(returnCode)}</Chip>
        </p>
      )}
      <dl className="facts">
        <dt>{t.received}</dt>
        <dd>
          <When at={receivedOn} as="day" />
        </dd>
        {facts.map(([name, text]) => text !== null && <Fact key={name} name={name} text={text} />)}
      </dl>
      {setAside ? <TakenAside payment={payment} onNext={onNext} /> : <Linking payment={payment} onNext={onNext} />}
    </div>
  )
}

const Fact = ({ name, text }: { readonly name: string; readonly text: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </>
)

function Linking({ payment, onNext }: { readonly payment: Payment; readonly onNext: () => void }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const candidates = useCandidates(payment)
  const before = chosenBefore.get(payment.id)
  const [parts, setParts] = useState<Parts>(before?.parts ?? {})
  const [found, setFound] = useState<readonly Candidate[]>(before?.found ?? [])
  const [window, setWindow] = useState<'aside' | 'sure' | null>(null)
  const onSettled = (): Promise<void> => client.invalidateQueries({ queryKey: unmatchedKey(home) })
  const address = `${home}/payments/unmatched/${payment.id}`
  const takeBack = async (): Promise<void> => {
    await ask(`${address}/undo`, { method: 'POST', body: {} })
    await onSettled()
    await navigate({ to: '/payments/unmatched', search: { view: 'open', at: payment.id } })
  }
  const link = useMutation({
    mutationFn: () =>
      ask<{ undoUntil: string | null; undoSeconds: number }>(`${address}/link`, { method: 'POST', body: asAsked(payment, parts) }),
    onSuccess: ({ undoUntil, undoSeconds }) => {
      chosenBefore.set(payment.id, { parts, found })
      if (undoUntil !== null) offerUndo({ says: t.linked(Object.keys(parts).length), seconds: undoSeconds, undo: takeBack })
      onNext()
    },
    onSettled,
  })
  const aside = useMutation({
    mutationFn: (body: { reason: string; note?: string }) => ask(`${address}/set-aside`, { method: 'POST', body }),
    onSuccess: () => {
      offerUndo({ says: t.wasSetAside, undo: takeBack })
      onNext()
    },
    onSettled,
  })
  const listed = [...(candidates.data ?? []), ...found.filter(({ claimId }) => !candidates.data?.some((one) => one.claimId === claimId))]
  const isMay = mayLink(role)
  const isReady = isWhole(payment, parts)
  const choose = (candidate: Candidate): void => setParts(taken(payment, parts, candidate, language))
  const doLink = (): void => {
    if (!isReady || link.isPending) return
    if (payment.returnCode !== null && window !== 'sure') setWindow('sure')
    else link.mutate()
  }
  useKeys({
    ...Object.fromEntries(
      isMay
        ? listed
            .slice(0, 9)
            .map((candidate, place) => [
              String(place + 1),
              { does: t.take(candidate.reference, candidate.name ?? candidate.debtor), run: () => choose(candidate) },
            ])
        : [],
    ),
    l: isMay && isReady && { does: t.link, run: doLink },
    x: isMay && { does: t.setAside, run: () => setWindow('aside') },
  })
  const rest = restOf(payment, parts)
  const said =
    rest === 0 ? t.whole : rest > 0 ? t.left(money((rest / 100).toFixed(2), language)) : t.over(money((-rest / 100).toFixed(2), language))
  const fault = inWords(link.error ?? aside.error, t.refused)
  return (
    <>
      <section className="pane stack" aria-label={t.forWhat}>
        <h2>{t.forWhat}</h2>
        <Shown read={candidates} rows={2}>
          {() =>
            listed.length === 0 ? (
              <p className="quiet">{t.noCandidates}</p>
            ) : (
              <ClaimTable
                payment={payment}
                claims={listed}
                parts={parts}
                mayChoose={isMay}
                onChoose={choose}
                onType={(claim, text) => setParts({ ...parts, [claim]: text })}
              />
            )
          }
        </Shown>
        {Object.keys(parts).length > 0 && <p role="status">{said}</p>}
        {isMay && <FindClaims onFound={setFound} />}
        {isMay && (
          <div className="row">
            <Press className="main" isDisabled={!isReady} isBusy={link.isPending} onPress={doLink}>
              <kbd aria-hidden="true">l</kbd>
              {t.link}
            </Press>
            <Press onPress={() => setWindow('aside')}>
              <kbd aria-hidden="true">x</kbd>
              {t.setAside}
            </Press>
          </div>
        )}
      </section>
      {fault && <Broken fault={fault} />}
      <SetAside isOpen={window === 'aside'} isBusy={aside.isPending} onYes={(body) => aside.mutate(body)} onClose={() => setWindow(null)} />
      <Sure
        title={t.sureTitle}
        yes={t.link}
        isOpen={window === 'sure'}
        isBusy={link.isPending}
        fault={null}
        onYes={doLink}
        onClose={() => setWindow(null)}
      >
        <p>{t.sureSays}</p>
      </Sure>
    </>
  )
}

function TakenAside({ payment: { id, setAside }, onNext }: { readonly payment: Payment; readonly onNext: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const takeUp = useMutation({
    mutationFn: () => ask(`${home}/payments/unmatched/${id}/undo`, { method: 'POST', body: {} }),
    onSuccess: onNext,
    onSettled: () => client.invalidateQueries({ queryKey: unmatchedKey(home) }),
  })
  const mayTake = mayLink(role)
  useKeys({ l: mayTake && { does: t.takeUp, run: () => !takeUp.isPending && takeUp.mutate() } })
  return (
    <section className="pane stack" aria-label={t.aside}>
      <p>
        <Chip tone="wait">{t.reasons[setAside?.reason ?? '']}</Chip> {setAside && <When at={setAside.at} />}
      </p>
      {setAside?.note != null && <p>{setAside.note}</p>}
      {mayTake && (
        <div className="row">
          <Press className="main" isBusy={takeUp.isPending} onPress={() => takeUp.mutate()}>
            <kbd aria-hidden="true">l</kbd>
            {t.takeUp}
          </Press>
        </div>
      )}
      {takeUp.error && <Broken fault={takeUp.error} />}
    </section>
  )
}
