/** The panes of a call that only tell: who, why now, what is owed, what to say, and what went before. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { Chip, LanguageName, Money, When, when } from '../../parts/values'
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
      <p><strong>{card.name}</strong></p>
      <p className="quiet">{t.segments[card.segment]} · <LanguageName of={card.language} /></p>
      <dl className="facts">
        {card.askFor !== null && <><dt>{t.askFor}</dt><dd>{card.askFor}</dd></>}
        <dt>{t.customer}</dt><dd>{card.reference}</dd>
        {card.number !== '' && <><dt>{w.channels.call}</dt><dd className="num-left">{card.number}</dd></>}
        {card.preferredChannel !== null && <><dt>{t.prefers}</dt><dd>{w.channels[card.preferredChannel]}</dd></>}
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
      {card.calledIn ? <p><Chip tone="plan">{t.calledIn}</Chip></p> : <p><Chip tone="plan">{w.phases[card.phase] ?? card.phase}</Chip></p>}
      {card.why.map((sentence) => <p key={sentence}>{sentence}</p>)}
    </section>
  )
}

export function OwedPane({ card: { owed, incomeDays } }: Of): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const language = useSessionLanguage()
  if (!owed) return <section className="pane owed" aria-label={t.owed}><h2>{t.owed}</h2><p><span aria-hidden="true">••••</span> <span className="quiet">{t.afterIdentity}</span></p></section>
  return (
    <section className="pane owed" aria-label={t.owed}>
      <h2>{t.owed}</h2>
      <p className="total"><Money amount={owed.total} /></p>
      <table>
        <thead><tr><th scope="col">{t.invoice}</th><th scope="col">{t.due}</th><th scope="col" className="num">{t.open}</th></tr></thead>
        <tbody>
          {owed.claims.map(({ id, reference, invoiceNumber, dueOn, open, disputed }) => (
            <tr key={id}><td>{invoiceNumber ?? reference} {disputed && <Chip tone="warn">{t.disputed}</Chip>}</td><td><When at={dueOn} as="day" /></td><td className="num"><Money amount={open} /></td></tr>
          ))}
        </tbody>
      </table>
      <dl className="facts">
        <dt>{t.promises}</dt><dd>{owed.promises.map(({ payBy, state }) => `${when(payBy, 'weekday', language)} (${w.promiseStates[state] ?? state})`).join(', ') || t.none}</dd>
        <dt>{t.arrangements}</dt><dd>{owed.arrangements === 0 ? t.none : owed.arrangements}</dd>
        <dt>{t.holds}</dt><dd>{owed.holds.map((kind) => w.holds[kind] ?? kind).join(', ') || t.none}</dd>
        {incomeDays[0] !== undefined && <><dt>{t.incomeDay}</dt><dd><When at={incomeDays[0]} as="weekday" /></dd></>}
      </dl>
    </section>
  )
}

export function Script({ card: { script } }: Of): ReactNode {
  const t = useTexts(texts)
  return (
    <section className="pane script" aria-label={t.script}>
      <h2>{t.script}</h2>
      {script === null && <ol className="steps">{t.steps.map((step) => <li key={step}>{step}</li>)}</ol>}
      {script !== null && <p className="spoken">{script}</p>}
      <p className="quiet small">{t.voicemail}</p>
    </section>
  )
}

export function History({ card: { lastContacts } }: Of): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <section className="pane history" aria-label={t.lastContacts}>
      <h2>{t.lastContacts}</h2>
      {lastContacts.length === 0 && <p className="quiet">{t.noContacts}</p>}
      <ul className="stack">
        {lastContacts.map(({ at, channel, phase, state }) => (
          <li key={at + channel} className="row"><When at={at} as="weekday" /> {w.channels[channel]} <Chip tone={w.toneOf(state)}>{w.states[state] ?? state}</Chip> <span className="quiet">{w.phases[phase] ?? phase}</span></li>
        ))}
      </ul>
    </section>
  )
}
