/** What happens next by the rules, in its order: contacts, tasks of people, direct debits. */
import type { ReactNode } from 'react'
import { Chip, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts as workTexts } from '../work/texts'
import { texts } from './texts'

export interface Coming {
  readonly contacts: readonly {
    readonly at: string
    readonly channel: string
    readonly phase: string
    /** Null: not for whoever looks. */
    readonly amount: string | null
    readonly expectedDelivery: string | null
  }[]
  readonly tasks: readonly { readonly on: string; readonly kind: string }[]
  readonly collections?: readonly { readonly on: string; readonly claim: string; readonly amount: string }[]
}

interface WhatComesProps {
  readonly coming: Coming
  readonly nothing: string
}

export function WhatComes({ coming: { contacts, tasks, collections = [] }, nothing }: WhatComesProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { kinds } = useTexts(workTexts)
  const rows = [
    ...contacts.map(({ at, channel, phase, amount, expectedDelivery }) => ({
      at,
      key: `${at} ${channel}`,
      shows: (
        <>
          <span>
            {w.channels[channel]} · {w.phases[phase] ?? phase}
          </span>{' '}
          {amount !== null && <Money amount={amount} />}
          {expectedDelivery !== null && (
            <span className="quiet small">
              {t.arrives} <When at={expectedDelivery} as="weekday" />
            </span>
          )}
        </>
      ),
    })),
    ...tasks.map(({ on, kind }) => ({ at: on, key: `${on} ${kind}`, shows: <Chip tone="human">{kinds[kind] ?? kind}</Chip> })),
    ...collections.map(({ on, claim, amount }) => ({
      at: on,
      key: `${on} ${claim}`,
      shows: (
        <>
          <span>
            {t.collection} {claim}
          </span>{' '}
          <Money amount={amount} />
        </>
      ),
    })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  if (rows.length === 0) return <p className="quiet">{nothing}</p>
  return (
    <ol className="stack">
      {rows.map(({ at, key, shows }) => (
        <li key={key} className="row">
          <span className="quiet">
            <When at={at} as="weekday" />
          </span>
          {shows}
        </li>
      ))}
    </ol>
  )
}
