/** Payments that named no known claim: the oldest first at the left, and what one may be for beside it. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useKeys } from '../../app/keys'
import { Listed } from '../../parts/listed'
import { useRowKeys } from '../../parts/row-keys'
import { Empty } from '../../parts/state'
import { Chip, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { PaymentPane } from './payment'
import { texts } from './texts'
import { useUnmatched, VIEWS, type Payment, type View } from './unmatched-api'
import './unmatched.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const search: { readonly view?: string; readonly at?: string } = useSearch({ strict: false })
  const view = VIEWS.find((one) => one === search.view) ?? 'open'
  const { at } = search
  const read = useUnmatched(view)
  const listed = read.data?.pages.flatMap(({ items }) => items) ?? []
  const go = (id: string | undefined): void =>
    void navigate({ to: '/payments/unmatched', search: { view, ...(id !== undefined && { at: id }) } })
  /** In the order on the screen; behind the last one nothing is open. */
  const onNext = (): void => go(listed[listed.findIndex(({ id }) => id === at) + 1]?.id)
  useRowKeys()
  useKeys({ Escape: at !== undefined && { does: t.toList, run: () => go(undefined) } })
  const names: Readonly<Record<View, string>> = { open: t.open, 'set-aside': t.aside }
  const payment = listed.find(({ id }) => id === at)
  return (
    <div className="stack unmatched">
      <header className="row spread">
        <h1>{t.title}</h1>
        <nav className="row" aria-label={t.views}>
          {VIEWS.map((one) => (
            <Link
              key={one}
              to="/payments/unmatched"
              search={{ view: one }}
              className="button"
              aria-current={one === view ? 'page' : undefined}
            >
              {names[one]}
            </Link>
          ))}
        </nav>
      </header>
      <div className={at === undefined ? 'unmatched-panes' : 'unmatched-panes has-one'}>
        <section className="unmatched-side" aria-label={names[view]}>
          <Listed read={read} none={t.empty[view]} noneHow={t.emptyHint} rows={6}>
            {(payments) => (
              <ul className="unmatched-list">
                {payments.map((one) => (
                  <li key={one.id}>
                    <Link to="/payments/unmatched" search={{ view, at: one.id }} data-row="" aria-current={one.id === at}>
                      <Row payment={one} />
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Listed>
        </section>
        {(listed.length > 0 || at !== undefined) && (
          <section>
            {at !== undefined && (
              <Link to="/payments/unmatched" search={{ view }} className="back">
                ← {t.toList}
              </Link>
            )}
            {at === undefined ? (
              <Empty title={t.choose}>
                <p className="quiet">{t.chooseHint}</p>
              </Empty>
            ) : payment ? (
              <PaymentPane key={at} payment={payment} onNext={onNext} />
            ) : (
              read.data && <Empty title={t.elsewhere} />
            )}
          </section>
        )}
      </div>
    </div>
  )
}

function Row({
  payment: { payerName, payerIban, amount, receivedOn, description, reference, returnCode, setAside },
}: {
  readonly payment: Payment
}): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <span className="row spread">
        <strong>{payerName ?? payerIban ?? t.unknownPayer}</strong>
        <Money amount={amount} />
      </span>
      <span className="said">{description ?? reference}</span>
      <span className="row">
        <span className="quiet small">
          <When at={receivedOn} as="day" />
        </span>
        {Number(amount) < 0 && <Chip tone="warn">{returnCode === null ? t.back : t.returned(returnCode)}</Chip>}
        {setAside && <Chip tone="wait">{t.reasons[setAside.reason]}</Chip>}
      </span>
    </>
  )
}
