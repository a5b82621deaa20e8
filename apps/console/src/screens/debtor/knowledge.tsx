/** What is known: claims with their ledger, contact points with consent, income day, mandate, what was agreed, what rests, and files. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { Collection, Promises, SentFiles } from './agreed'
import { Claims } from './claims'
import { usePart, type ContactPoint, type Hold, type Income } from './debtor-api'
import { Reach } from './reach'
import { texts } from './texts'

interface KnowledgeProps {
  readonly id: string
  readonly holds: readonly Hold[]
  readonly onLift: ((hold: string) => void) | null
  /** Null: another one. */
  readonly onAddress: ((point: ContactPoint | null) => void) | null
  readonly onCollectionDay: (() => void) | null
}

export function Knowledge({ id, holds, onLift, onAddress, onCollectionDay }: KnowledgeProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const income = usePart<Income>(id, 'income')
  return (
    <div className="stack">
      <Claims id={id} />
      <Reach id={id} onAddress={onAddress} />
      <section className="pane" aria-label={t.income}>
        <h2>{t.income}</h2>
        <Shown read={income} rows={1}>
          {(one) => (
            <p>
              {ruleIn(one, t.incomeRule) ?? t.noIncome} {one.source !== null && <span className="quiet">({t[one.source]})</span>}
            </p>
          )}
        </Shown>
      </section>
      <Collection id={id} onChange={onCollectionDay} />
      <Promises id={id} />
      {holds.length > 0 && (
        <section className="pane" aria-label={t.rests}>
          <h2>{t.rests}</h2>
          <ul className="stack">
            {holds.map(({ id: hold, kind, until, note }) => (
              <li key={hold} className="row spread">
                <span>
                  {w.holds[kind] ?? kind} {until !== null && <When at={until} as="weekday" />}{' '}
                  {note !== null && <span className="quiet small">{note}</span>}
                </span>
                {kind === 'manual' && onLift && <Button onPress={() => onLift(hold)}>{t.lift}</Button>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <SentFiles id={id} />
    </div>
  )
}

type Rule = (typeof texts)['nl']['incomeRule']
/** The day, never the sort of income. */
function ruleIn({ rule }: Income, t: Rule): string | null {
  if (!rule) return null
  if (rule.calendar !== undefined) return t.calendar
  if (rule.every === 'month') return t.month(rule.day)
  return rule.every === 'week' ? t.week(rule.weekday) : t.other
}
