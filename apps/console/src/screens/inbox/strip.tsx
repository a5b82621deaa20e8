/** The debtor beside their words: what is owed, what was agreed, what rests, and what happens next if nobody does anything. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Page } from '../../parts/rows'
import { Shown } from '../../parts/state'
import { Chip, LanguageName, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { usePart, type Claim, type Debtor, type Hold, type PromiseToPay } from '../debtor/debtor-api'
import { Next } from '../debtor/next'
import { texts } from './texts'

export function Strip({ debtor }: { readonly debtor: string }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const read = usePart<Debtor>(debtor, '')
  const claims = usePart<Page<Claim>>(debtor, 'claims?limit=200')
  const holds = usePart<readonly Hold[]>(debtor, 'holds')
  const promises = usePart<readonly PromiseToPay[]>(debtor, 'promises')
  const open = (claims.data?.items ?? []).filter(({ state }) => state === 'open')
  const standing = (holds.data ?? []).filter(({ liftedAt }) => liftedAt === null)
  return (
    <aside className="stack" aria-label={t.debtor}>
      <section className="pane stack" aria-label={t.owed}>
        <Shown read={read}>
          {(one) => (
            <>
              <p className="row spread">
                <strong>{one.name ?? one.reference}</strong>
                <span className="quiet">
                  {one.reference} · <LanguageName of={one.language} />
                </span>
              </p>
              <p>
                {t.owed}{' '}
                <strong>
                  <Money amount={one.open} />
                </strong>
              </p>
              <ul>
                {open.map(({ id, reference, invoiceNumber, dueOn, open: left }) => (
                  <li key={id} className="row spread">
                    <span>{invoiceNumber ?? reference}</span>
                    <span className="quiet">
                      <When at={dueOn} as="day" />
                    </span>
                    <Money amount={left} />
                  </li>
                ))}
              </ul>
              {standing.length > 0 && (
                <p className="row">
                  {standing.map(({ id, kind, until }) => (
                    <Chip key={id} tone="wait">
                      {w.holds[kind] ?? kind} {until !== null && <When at={until} as="weekday" />}
                    </Chip>
                  ))}
                </p>
              )}
              {(promises.data ?? []).map(({ id, payBy, amount, state }) => (
                <p key={id} className="row">
                  {t.promise} <When at={payBy} as="weekday" /> <Money amount={amount} />{' '}
                  <span className="quiet">{w.promiseStates[state]}</span>
                </p>
              ))}
              <Link to={`/debtors/${debtor}`}>{t.dossier}</Link>
            </>
          )}
        </Shown>
      </section>
      <Next id={debtor} />
    </aside>
  )
}
