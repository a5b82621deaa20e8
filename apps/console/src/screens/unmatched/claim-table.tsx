/** Claims that a payment may be for, the likeliest first, with what matched; what is taken gets its part. */
import type { ReactNode } from 'react'
import { Line } from '../../parts/fields'
import { Tick } from '../../parts/tick'
import { Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { centsOf, partCents, type Parts } from './parts'
import { texts } from './texts'
import type { Candidate, Payment } from './unmatched-api'

interface TableProps {
  readonly payment: Payment
  readonly claims: readonly Candidate[]
  readonly parts: Parts
  readonly mayChoose: boolean
  readonly onChoose: (claim: Candidate) => void
  readonly onType: (claimId: string, text: string) => void
}

export function ClaimTable({ payment, claims, parts, mayChoose, onChoose, onType }: TableProps): ReactNode {
  const t = useTexts(texts)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.forWhat}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.claim}</th>
            <th scope="col">{t.why}</th>
            <th scope="col" className="extra">
              {t.due}
            </th>
            <th scope="col" className="num">
              {t.owed}
            </th>
            {mayChoose && <th scope="col">{t.part}</th>}
          </tr>
        </thead>
        <tbody>
          {claims.map((claim, place) => {
            const { claimId, reference, invoiceNumber, name, debtor, dueOn, open, matched } = claim
            const text = parts[claimId]
            const isMore = text !== undefined && centsOf(payment.amount) > 0 && (partCents(text) ?? 0) > centsOf(open)
            const label = `${name ?? debtor} · ${invoiceNumber ?? reference}`
            return (
              <tr key={claimId}>
                <td>
                  {mayChoose ? (
                    <span className="row">
                      {place < 9 && <kbd aria-hidden="true">{place + 1}</kbd>}
                      <Tick label={label} isSelected={text !== undefined} onChange={() => onChoose(claim)} />
                    </span>
                  ) : (
                    label
                  )}
                </td>
                <td>
                  {matched.length === 0 ? (
                    <span className="quiet">{t.otherwise}</span>
                  ) : (
                    matched.map((one) => t.matched[one] ?? one).join(', ')
                  )}
                </td>
                <td className="extra">
                  <When at={dueOn} as="day" />
                </td>
                <td className="num">
                  <Money amount={open} />
                </td>
                {mayChoose && (
                  <td className="part-of">
                    {text !== undefined && (
                      <Line
                        label={t.partOf(invoiceNumber ?? reference)}
                        value={text}
                        inputMode="decimal"
                        error={partCents(text) === null ? t.wrongAmount : isMore ? t.more_than(invoiceNumber ?? reference) : null}
                        onChange={(next) => onType(claimId, next)}
                      />
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
