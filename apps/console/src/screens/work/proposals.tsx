/** The arrangements of a debtor that wait for an approver: what was agreed, by whom, and until when its invoices rest. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { useNames } from '../inbox/inbox-api'
import { texts } from './texts'

interface Proposal {
  readonly id: string
  readonly state: string
  readonly amount: string
  readonly proposedBy: string
  readonly approvalUntil: string | null
  readonly instalments: readonly { readonly dueOn: string; readonly amount: string }[]
}

export function Proposals({ debtor }: { readonly debtor: string }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const nameOf = useNames(t.somebody)
  const read = useQuery({
    queryKey: [home, 'work', 'proposals', debtor],
    queryFn: ({ signal }) => ask<readonly Proposal[]>(`${home}/debtors/${debtor}/arrangements`, { signal }),
  })
  return (
    <Shown read={read} rows={1}>
      {(all) => (
        <ul className="stack">
          {all
            .filter(({ state, approvalUntil }) => state === 'proposed' && approvalUntil !== null)
            .map(({ id, amount, proposedBy, approvalUntil, instalments }) => (
              <li key={id} className="stack">
                <span>
                  <strong>
                    <Money amount={amount} />
                  </strong>{' '}
                  · {t.inTerms(instalments.length)} · {t.proposedBy} {nameOf(proposedBy)} · {t.restsUntil}{' '}
                  {approvalUntil !== null && <When at={approvalUntil} as="weekday" />}
                </span>
                <span className="quiet">
                  {instalments.map(({ dueOn, amount: each }, index) => (
                    <span key={dueOn}>
                      {index > 0 && ', '}
                      <When at={dueOn} as="day" /> <Money amount={each} />
                    </span>
                  ))}
                </span>
              </li>
            ))}
        </ul>
      )}
    </Shown>
  )
}
