/** What is owed, claim by claim; each opens into its ledger, and what comes on top of them stands below. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { More } from '../../parts/more'
import { Shown } from '../../parts/state'
import { Money, When } from '../../parts/values'
import type { Page } from '../../parts/rows'
import { useTexts } from '../../texts'
import { texts as copiesTexts } from './copies-texts'
import { useLedger, usePart, type Claim, type Statement } from './debtor-api'
import { texts } from './texts'

export function Claims({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const claims = usePart<Page<Claim>>(id, 'claims?limit=200')
  const isOwed = claims.data?.items.some(({ state }) => state === 'open') ?? false
  const statement = usePart<Statement>(id, 'statement', isOwed)
  return (
    <section className="pane" aria-label={t.claims}>
      <h2>{t.claims}</h2>
      <Shown read={claims}>{({ items }) => <List debtor={id} items={items} />}</Shown>
      {isOwed && (
        <Shown read={statement} rows={1}>
          {(one) => <OnTop statement={one} />}
        </Shown>
      )}
    </section>
  )
}

function List({ debtor, items }: { readonly debtor: string; readonly items: readonly Claim[] }): ReactNode {
  const t = useTexts(texts)
  const [showsAll, setShowsAll] = useState(false)
  const open = items.filter(({ state }) => state === 'open')
  const shown = showsAll ? items : open
  return (
    <>
      {open.length === 0 && <p className="quiet">{t.noClaims}</p>}
      <ul className="claims">
        {shown.map((claim) => (
          <One key={claim.id} debtor={debtor} claim={claim} />
        ))}
      </ul>
      {items.length > open.length && (
        <Button className="bare" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
          {t.settled(items.length - open.length)}
        </Button>
      )}
    </>
  )
}

function One({
  debtor,
  claim: { id, reference, invoiceNumber, dueOn, restartedOn, open },
}: {
  readonly debtor: string
  readonly claim: Claim
}): ReactNode {
  const t = useTexts(texts)
  const copies = useTexts(copiesTexts)
  const [isOpen, setOpen] = useState(false)
  const name = invoiceNumber ?? reference
  return (
    <li>
      <div className="row spread">
        <Button className="bare" aria-expanded={isOpen} aria-label={`${name}: ${t.ledger}`} onPress={() => setOpen(!isOpen)}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {name}
        </Button>
        <When at={dueOn} as="day" />
        <Money amount={open} />
      </div>
      {restartedOn !== null && (
        <p className="quiet small">
          {copies.sentAgain} <When at={restartedOn} as="day" />
        </p>
      )}
      {isOpen && <Ledger debtor={debtor} claim={id} name={name} />}
    </li>
  )
}

function Ledger({ debtor, claim, name }: { readonly debtor: string; readonly claim: string; readonly name: string }): ReactNode {
  const t = useTexts(texts)
  const read = useLedger(debtor, claim)
  return (
    <Shown read={read} rows={2}>
      {({ pages }) => (
        <>
          <table className="ledger" aria-label={`${t.ledger} ${name}`}>
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map(({ id, kind, amount, bookedOn }) => (
                  <tr key={id}>
                    <td>
                      <When at={bookedOn} as="day" />
                    </td>
                    <td>{t.lines[kind] ?? kind}</td>
                    <td className="num">
                      <Money amount={amount} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
          <More read={read}>{t.older}</More>
        </>
      )}
    </Shown>
  )
}

/** Counted from day to day: no lines of the ledger. */
function OnTop({ statement: { costs, interest, total, claims } }: { readonly statement: Statement }): ReactNode {
  const t = useTexts(texts)
  if (Number(costs.amount) === 0 && Number(interest) === 0) return null
  const from = claims.flatMap((claim) => claim.interest.map((line) => line.from)).sort()[0]
  return (
    <dl className="facts">
      {Number(costs.amount) > 0 && (
        <>
          <dt>{t.costs}</dt>
          <dd>
            <Money amount={costs.amount} />
          </dd>
        </>
      )}
      {Number(costs.vat) > 0 && (
        <>
          <dt>{t.vat}</dt>
          <dd>
            <Money amount={costs.vat} />
          </dd>
        </>
      )}
      {Number(interest) > 0 && (
        <>
          <dt>
            {t.interest}{' '}
            {from !== undefined && (
              <span className="quiet">
                {t.since} <When at={from} as="day" />
              </span>
            )}
          </dt>
          <dd>
            <Money amount={interest} />
          </dd>
        </>
      )}
      <dt>{t.totalToday}</dt>
      <dd>
        <strong>
          <Money amount={total} />
        </strong>
      </dd>
    </dl>
  )
}
