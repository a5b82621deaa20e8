/** The panes of a call that only tell: who, why now, what is owed, and what to say. */
import type { ReactNode } from 'react'
import { Chip, LanguageName, Money } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { Card } from './calls-api'
import { texts } from './texts'

interface Of {
  readonly card: Card
}

export function Who({ card }: Of): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <section className="pane who" aria-label={t.who}>
      <h2>{t.who}</h2>
      <p>
        <strong>{card.name}</strong>
      </p>
      <p className="quiet">
        {t.segments[card.segment]} · <LanguageName of={card.language} />
      </p>
      {card.vulnerable && (
        <p>
          <Chip tone="human">{t.vulnerable}</Chip> {card.vulnerable.note}
        </p>
      )}
      <dl className="facts">
        {card.salutation !== null && (
          <>
            <dt>{t.addressed}</dt>
            <dd>{card.salutation}</dd>
          </>
        )}
        {card.askFor !== null && (
          <>
            <dt>{t.askFor}</dt>
            <dd>{card.askFor}</dd>
          </>
        )}
        <dt>{t.customer}</dt>
        <dd>{card.reference}</dd>
        {card.number !== '' && (
          <>
            <dt>{w.channels.call}</dt>
            <dd className="num-left">{card.number}</dd>
          </>
        )}
        {card.preferredChannel !== null && (
          <>
            <dt>{t.prefers}</dt>
            <dd>{w.channels[card.preferredChannel]}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

export function WhyNow({ card }: Of): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <section className="pane why" aria-label={t.whyNow}>
      <h2>{t.whyNow}</h2>
      {card.calledIn ? (
        <p>
          <Chip tone="plan">{t.calledIn}</Chip>
        </p>
      ) : (
        <p>
          <Chip tone="plan">{w.phases[card.phase] ?? card.phase}</Chip>
        </p>
      )}
      {card.why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  )
}

/** `table`: what is owed in detail, once it is there. */
export function OwedPane({ card: { owed }, table }: Of & { readonly table: ReactNode }): ReactNode {
  const t = useTexts(texts)
  return (
    <section className="pane owed" aria-label={t.owed}>
      <h2>{t.owed}</h2>
      {owed ? (
        <p className="total">
          <Money amount={owed.total} />
        </p>
      ) : (
        <p>
          <span aria-hidden="true">••••</span> <span className="quiet">{t.afterIdentity}</span>
        </p>
      )}
      {owed && table}
    </section>
  )
}

export function Script({ card: { script, name, callUsAt } }: Of): ReactNode {
  const t = useTexts(texts)
  return (
    <section className="pane script" aria-label={t.script}>
      <h2>{t.script}</h2>
      {script === null && (
        <ol className="steps">
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {script !== null && <p className="spoken">{script}</p>}
      <p className="quiet small">{t.voicemail(name, callUsAt)}</p>
    </section>
  )
}
