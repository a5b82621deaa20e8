/** What is owed, claim by claim, with what comes on top and from when; loaded while nobody may see it yet. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { Chip, Money, money, When, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './ahead-texts'
import type { CardClaim, Owed } from './calls-api'

export function OwedTable({ owed, incomeDays }: { readonly owed: Owed; readonly incomeDays: readonly string[] }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const language = useSessionLanguage()
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.invoice}</th>
            <th scope="col">{t.due}</th>
            <th scope="col" className="num">
              {t.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {owed.claims.map((claim) => (
            <tr key={claim.id}>
              <td>
                {claim.invoiceNumber ?? claim.reference} {claim.disputed && <Chip tone="warn">{t.disputed}</Chip>}
                <OnTop claim={claim} />
              </td>
              <td>
                <When at={claim.dueOn} as="day" />
              </td>
              <td className="num">
                <Money amount={claim.open} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="facts">
        {isSome(owed.interest) && (
          <>
            <dt>{t.interest}</dt>
            <dd>
              <Money amount={owed.interest} /> {owed.provisional && t.provisional}
            </dd>
          </>
        )}
        {isSome(owed.costs) && (
          <>
            <dt>{t.costs}</dt>
            <dd>
              <Money amount={owed.costs} />
            </dd>
          </>
        )}
        {(isSome(owed.interest) || isSome(owed.costs)) && (
          <>
            <dt>{t.withCharges}</dt>
            <dd>
              <Money amount={(Number(owed.total) + Number(owed.interest) + Number(owed.costs)).toFixed(2)} />
            </dd>
          </>
        )}
        <dt>{t.promises}</dt>
        <dd>
          {owed.promises.map(({ payBy, state }) => `${when(payBy, 'weekday', language)} (${w.promiseStates[state] ?? state})`).join(', ') ||
            t.none}
        </dd>
        <dt>{t.arrangements}</dt>
        <dd>{owed.arrangements === 0 ? t.none : owed.arrangements}</dd>
        <dt>{t.holds}</dt>
        <dd>{owed.holds.map((kind) => w.holds[kind] ?? kind).join(', ') || t.none}</dd>
        {incomeDays[0] !== undefined && (
          <>
            <dt>{t.incomeDay}</dt>
            <dd>
              <When at={incomeDays[0]} as="weekday" />
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

const isSome = (amount: string): boolean => Number(amount) > 0

function OnTop({ claim: { interest, costs } }: { readonly claim: CardClaim }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const parts = [
    ...(isSome(interest) ? [t.interestOf(money(interest, language))] : []),
    ...(costs ? [t.costsFrom(money(costs.announced, language), when(costs.from, 'weekday', language))] : []),
  ]
  return parts.length === 0 ? null : <div className="quiet small">{parts.join(', ')}</div>
}
