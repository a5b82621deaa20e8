/** What is known: claims, contact points, income day, promises, arrangements, and what rests. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Shown } from '../../parts/state'
import { Chip, Money, When } from '../../parts/values'
import type { Page } from '../../parts/rows'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { usePart, type Arrangement, type Claim, type ContactPoint, type Hold, type Income, type PromiseToPay } from './debtor-api'
import { texts } from './texts'

interface KnowledgeProps {
  readonly id: string
  readonly holds: readonly Hold[]
  readonly onLift: ((hold: string) => void) | null
  /** Null: another one. */
  readonly onAddress: ((point: ContactPoint | null) => void) | null
}

export function Knowledge({ id, holds, onLift, onAddress }: KnowledgeProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const claims = usePart<Page<Claim>>(id, 'claims?limit=200')
  const points = usePart<readonly ContactPoint[]>(id, 'contact-points')
  const income = usePart<Income>(id, 'income')
  const promises = usePart<readonly PromiseToPay[]>(id, 'promises')
  const arrangements = usePart<readonly Arrangement[]>(id, 'arrangements')
  return (
    <div className="stack">
      <section className="pane" aria-label={t.claims}>
        <h2>{t.claims}</h2>
        <Shown read={claims}>{({ items }) => <Claims items={items} />}</Shown>
      </section>
      <section className="pane" aria-label={t.reach}>
        <h2>{t.reach}</h2>
        <Shown read={points}>
          {(all) => <ul className="stack">{all.map((point) => <li key={point.id}><span className="quiet">{w.channels[point.channel]}</span> {addressOf(point)} {!point.usable && <Chip tone="fail">{t.unusable}</Chip>} {onAddress && <Button className="bare" aria-label={`${t.changeIt}: ${w.channels[point.channel] ?? ''}`} onPress={() => onAddress(point)}>{t.changeIt}</Button>}</li>)}</ul>}
        </Shown>
        {onAddress && <div className="row"><Button onPress={() => onAddress(null)}>{t.addIt}</Button></div>}
      </section>
      <section className="pane" aria-label={t.income}>
        <h2>{t.income}</h2>
        <Shown read={income} rows={1}>{(one) => <p>{ruleIn(one, t.incomeRule) ?? t.noIncome} {one.source !== null && <span className="quiet">({t[one.source]})</span>}</p>}</Shown>
      </section>
      <section className="pane" aria-label={t.promises}>
        <h2>{t.promises}</h2>
        <Shown read={promises} rows={1}>{(all) => (all.length === 0 ? <p className="quiet">{t.none}</p> : <ul>{all.map(({ id: one, payBy, amount, state }) => <li key={one} className="row"><When at={payBy} as="day" /> <Money amount={amount} /> <span className="quiet">{w.promiseStates[state]}</span></li>)}</ul>)}</Shown>
        <Shown read={arrangements} rows={1}>{(all) => <>{all.map(({ id: one, state, amount, instalments }) => <p key={one} className="row">{t.arrangements}: <Money amount={amount} /> / {instalments.length} <span className="quiet">{t.arrangementStates[state]}</span></p>)}</>}</Shown>
      </section>
      {holds.length > 0 && (
        <section className="pane" aria-label={t.rests}>
          <h2>{t.rests}</h2>
          <ul className="stack">{holds.map(({ id: hold, kind, until }) => (
            <li key={hold} className="row spread"><span>{w.holds[kind] ?? kind} {until !== null && <When at={until} as="weekday" />}</span>{kind === 'manual' && onLift && <Button onPress={() => onLift(hold)}>{t.lift}</Button>}</li>
          ))}</ul>
        </section>
      )}
    </div>
  )
}

function Claims({ items }: { readonly items: readonly Claim[] }): ReactNode {
  const t = useTexts(texts)
  const open = items.filter(({ state }) => state === 'open')
  return (
    <>
      {open.length === 0 ? <p className="quiet">{t.noClaims}</p> : (
        <table><tbody>{open.map(({ id, reference, invoiceNumber, dueOn, open: left }) => <tr key={id}><td>{invoiceNumber ?? reference}</td><td><When at={dueOn} as="day" /></td><td className="num"><Money amount={left} /></td></tr>)}</tbody></table>
      )}
      {items.length > open.length && <p className="quiet small">{t.settled(items.length - open.length)}</p>}
    </>
  )
}

const addressOf = ({ address, postalAddress }: ContactPoint): string => address ?? (postalAddress ? `${postalAddress.street} ${postalAddress.houseNumber}, ${postalAddress.postcode} ${postalAddress.city}` : '')

type Rule = (typeof texts)['nl']['incomeRule']
/** The day, never the sort of income. */
function ruleIn({ rule }: Income, t: Rule): string | null {
  if (!rule) return null
  if (rule.calendar !== undefined) return t.calendar
  if (rule.every === 'month') return t.month(rule.day)
  return rule.every === 'week' ? t.week(rule.weekday) : t.other
}
