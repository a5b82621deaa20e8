/** What was read in their words, and a person who says whether it is so: only that makes it a fact. */
import { useMutation } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords, Problem } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import type { Page } from '../../parts/rows'
import { Broken } from '../../parts/state'
import { Chip, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { decimalOf } from '../calls/outcomes'
import { MissedInvoice } from '../debtor/copies'
import { usePart, type Claim, type Debtor } from '../debtor/debtor-api'
import type { Item } from './inbox-api'
import { texts } from './texts'

type As = 'accepted' | 'changed' | 'rejected'

interface SuggestionProps {
  readonly debtor: string
  readonly item: Item
  readonly onDone: () => void
}

export function Suggestion({ debtor, item, onDone }: SuggestionProps): ReactNode {
  const t = useTexts(texts)
  const [as, setAs] = useState<As | null>(null)
  const pane = useRef<HTMLElement>(null)
  const { reading } = item
  const isRead = item.suggestion === 'open'
  const open = (next: As, does: string): { readonly does: string; readonly run: () => void } => ({ does, run: () => setAs(next) })
  /** The focus goes back to what it came from, not away with the form. */
  const close = (): void => {
    setAs(null)
    pane.current?.focus()
  }
  useKeys({ 1: isRead && open('accepted', t.accept), 2: open('changed', t.change), 3: isRead && open('rejected', t.reject) })
  return (
    <section className="pane suggestion stack" aria-label={t.proposal} ref={pane} tabIndex={-1}>
      <div className="row">
        <h2>{isRead ? t.proposal : t.noProposal}</h2>
        {isRead && reading && <Chip tone={reading.clear ? 'plan' : 'unknown'}>{t.intents[reading.intent] ?? reading.intent}</Chip>}
        {isRead && reading?.day != null && <When at={reading.day} as="weekday" />}
        {isRead && reading?.amount != null && <Money amount={reading.amount} />}
      </div>
      <div className="row">
        {isRead && (
          <Button className={as === 'accepted' ? 'chosen' : ''} onPress={() => setAs('accepted')}>
            <kbd aria-hidden="true">1</kbd>
            {t.accept}
          </Button>
        )}
        <Button className={as === 'changed' ? 'chosen' : ''} onPress={() => setAs('changed')}>
          <kbd aria-hidden="true">2</kbd>
          {t.change}
        </Button>
        {isRead && (
          <Button className={as === 'rejected' ? 'chosen' : ''} onPress={() => setAs('rejected')}>
            <kbd aria-hidden="true">3</kbd>
            {t.reject}
          </Button>
        )}
      </div>
      {as !== null && <Settling key={as} as={as} debtor={debtor} item={item} onDone={onDone} onClose={close} />}
    </section>
  )
}

interface Form {
  readonly intent: string
  readonly payBy: string
  readonly amount: string | null
  readonly claim: string
  readonly isAddressRight: boolean
}

function Settling({ as, debtor, item, onDone, onClose }: SuggestionProps & { readonly as: As; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const place = useRef<HTMLDivElement>(null)
  const owing = usePart<Debtor>(debtor, '')
  const claims = usePart<Page<Claim>>(debtor, 'claims?limit=200')
  const [form, setForm] = useState<Form>({
    intent: as === 'changed' ? '' : (item.reading?.intent ?? ''),
    payBy: item.reading?.day ?? '',
    amount: item.reading?.amount?.replace('.', ',') ?? null,
    claim: item.claim ?? '',
    isAddressRight: true,
  })
  const [isTried, setTried] = useState(false)
  useLayoutEffect(() => place.current?.focus(), [])
  const change = (changed: Partial<Form>): void => setForm((before) => ({ ...before, ...changed }))
  const isPromise = as !== 'rejected' && form.intent === 'will-pay'
  const isDispute = as !== 'rejected' && form.intent === 'dispute'
  const isMissed = as !== 'rejected' && form.intent === 'not-received'
  const open = (claims.data?.items ?? []).filter(({ state }) => state === 'open')
  const amount = form.amount ?? owing.data?.open?.replace('.', ',') ?? ''
  const claim = form.claim || (open.length === 1 ? (open[0]?.id ?? '') : '')
  const missing = {
    intent: form.intent === '' && as !== 'rejected',
    payBy: isPromise && form.payBy === '',
    amount: isPromise && !(Number(decimalOf(amount) ?? 0) > 0),
    claim: isDispute && claim === '',
  }
  const settle = useMutation({
    mutationFn: () =>
      ask(`${home}/threads/${debtor}/messages/${item.id}/settlement`, {
        method: 'POST',
        body: {
          as,
          ...(as === 'changed' && { intent: form.intent }),
          ...(isPromise && { payBy: form.payBy, amount: decimalOf(amount) }),
          ...((isDispute || (isMissed && claim !== '')) && { claim }),
          ...(isMissed && { address: form.isAddressRight ? 'right' : 'wrong' }),
        },
      }),
    onSuccess: onDone,
  })
  const save = (): void => {
    setTried(true)
    if (!Object.values(missing).includes(true) && !settle.isPending) settle.mutate()
  }
  useKeys({ Enter: { does: t.save, inText: true, run: save }, Escape: { does: t.cancel, inText: true, run: onClose } })
  const said = (pointer: string): string | null =>
    settle.error instanceof Problem ? (settle.error.fieldError(pointer, t.faults) ?? null) : null
  const fault = settle.error instanceof Problem && settle.error.errors.length > 0 ? null : inWords(settle.error, t.refused)
  return (
    <div className="stack settling" ref={place} tabIndex={-1}>
      {as === 'changed' && (
        <Choice
          label={t.whatIsIt}
          value={form.intent || null}
          onChange={(intent) => change({ intent })}
          options={t.intents}
          error={isTried && missing.intent ? t.missing.intent : null}
        />
      )}
      {isPromise && (
        <DayField
          label={t.payBy}
          value={form.payBy}
          onChange={(payBy) => change({ payBy })}
          error={isTried && missing.payBy ? t.missing.day : said('/payBy')}
        />
      )}
      {isPromise && (
        <Line
          label={t.amount}
          inputMode="decimal"
          value={amount}
          onChange={(next) => change({ amount: next })}
          error={isTried && missing.amount ? t.missing.amount : said('/amount')}
        />
      )}
      {isDispute && (
        <Choice
          label={t.claim}
          value={claim || null}
          onChange={(next) => change({ claim: next })}
          error={isTried && missing.claim ? t.missing.claim : said('/claim')}
          options={Object.fromEntries(open.map(({ id, reference, invoiceNumber }) => [id, invoiceNumber ?? reference]))}
        />
      )}
      {isMissed && <MissedInvoice debtor={debtor} claims={open} missed={form} onChange={change} />}
      <p className="quiet">{as === 'rejected' ? t.rejectSays : (t.effects[form.intent] ?? '')}</p>
      {fault && <Broken fault={fault} />}
      <div className="row">
        <Press className="main" isBusy={settle.isPending} onPress={save}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.save}
        </Press>
        <Button onPress={onClose}>
          <kbd aria-hidden="true">Esc</kbd>
          {t.cancel}
        </Button>
      </div>
    </div>
  )
}
