/** Beside a call: what went before, how else they are reached, and what happens next if nobody acts. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { More } from '../../parts/more'
import { Broken, Shown } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { WhatComes } from '../debtor/what-comes'
import { useEarlier, useProspect, type Prospect } from './ahead-api'
import { texts } from './ahead-texts'
import type { Card, CardContact } from './calls-api'
import { texts as outcomeTexts } from './outcome-texts'

export { OwedTable } from './owed-table'

export function Beside({ card }: { readonly card: Card }): ReactNode {
  const t = useTexts(texts)
  const read = useProspect(card)
  const [showsAll, showAll] = useState(false)
  const toggle = (): void => showAll((before) => !before)
  useKeys({ m: { does: `${t.lastContacts}: ${showsAll ? t.less : t.more}`, run: toggle } })
  return (
    <>
      <section className="pane history" aria-label={t.lastContacts}>
        <div className="row spread">
          <h2>{t.lastContacts}</h2>
          <Button aria-expanded={showsAll} onPress={toggle}>
            <kbd aria-hidden="true">m</kbd>
            {showsAll ? t.less : t.more}
          </Button>
        </div>
        {showsAll ? <Earlier card={card} /> : <Contacts contacts={card.lastContacts} />}
      </section>
      <section className="pane" aria-label={t.reach}>
        <h2>{t.reach}</h2>
        <Shown read={read} rows={1}>
          {(prospect) => <Reach prospect={prospect} />}
        </Shown>
      </section>
      <section className="pane" aria-label={t.ahead}>
        <h2>{t.ahead}</h2>
        <Shown read={read} rows={2}>
          {(prospect) => <WhatComes coming={prospect} nothing={t.nothingAhead} />}
        </Shown>
      </section>
    </>
  )
}

function Contacts({ contacts }: { readonly contacts: readonly CardContact[] }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { outcomes } = useTexts(outcomeTexts)
  if (contacts.length === 0) return <p className="quiet">{t.noContacts}</p>
  return (
    <ul className="stack">
      {contacts.map(({ at, channel, phase, state, outcome }, index) => (
        <li key={`${at} ${index}`} className="row">
          <When at={at} as="weekday" /> {w.channels[channel]}{' '}
          <Chip tone={w.toneOf(state)}>
            {outcome === null ? (w.states[state] ?? state) : ((outcomes as Readonly<Record<string, string>>)[outcome] ?? outcome)}
          </Chip>{' '}
          <span className="quiet">{w.phases[phase] ?? phase}</span>
        </li>
      ))}
    </ul>
  )
}

function Earlier({ card }: { readonly card: Card }): ReactNode {
  const t = useTexts(texts)
  const read = useEarlier(card)
  if (read.error) return <Broken fault={read.error} />
  return (
    <>
      <Contacts contacts={read.data?.pages.flatMap(({ items }) => items) ?? card.lastContacts} />
      <More read={read}>{t.older}</More>
    </>
  )
}

function Reach({ prospect: { otherNumbers, bestHour } }: { readonly prospect: Prospect }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <>
      {otherNumbers.length === 0 && <p className="quiet">{t.noOthers}</p>}
      <ul className="stack">
        {otherNumbers.map(({ channel, number, usable }) => (
          <li key={channel + number} className="row">
            {w.channels[channel]} <span className="num-left">{number}</span> {!usable && <Chip tone="fail">{t.unusable}</Chip>}
          </li>
        ))}
      </ul>
      <p className="quiet">{bestHour ? t.bestHour(bestHour.hour, bestHour.answered, bestHour.of) : t.noBestHour}</p>
    </>
  )
}
