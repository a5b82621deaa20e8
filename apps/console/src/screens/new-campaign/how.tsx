/** How a campaign goes: what it does, which strategies it follows, and who may come in. */
import type { ReactNode } from 'react'
import { Choice } from '../../parts/choice'
import { Line } from '../../parts/fields'
import { useTexts } from '../../texts'
import type { Strategy } from '../campaigns/views'
import { words } from '../campaigns/words'
import type { TermFaults, Terms } from './terms'
import { texts } from './texts'

interface HowProps {
  readonly terms: Terms
  readonly change: (next: Partial<Terms>) => void
  readonly strategies: readonly Strategy[]
  readonly faults: TermFaults
}

export function How({ terms, change, strategies, faults }: HowProps): ReactNode {
  const t = useTexts(texts)
  const names = Object.fromEntries(strategies.map(({ name, version }) => [name, `${name} v${version}`]))
  return (
    <section className="pane stack">
      <h2>{t.how}</h2>
      <div className="fields">
        <Choice
          label={t.kind}
          value={terms.kind}
          options={t.kinds}
          onChange={(kind) => change({ kind: kind === 'preference' ? 'preference' : 'reminders' })}
        />
        <Choice
          label={t.enrolment}
          value={terms.enrolment}
          options={t.enrolments}
          onChange={(enrolment) => change({ enrolment: enrolment === 'continuous' ? 'continuous' : 'once' })}
        />
        {terms.kind === 'reminders' && (
          <>
            <Choice
              label={t.strategy}
              value={terms.strategy || null}
              options={names}
              onChange={(strategy) => change({ strategy })}
              error={faults.strategy}
            />
            <Choice label={t.second} value={terms.second} options={{ '': t.nobody, ...names }} onChange={(second) => change({ second })} />
            {terms.second !== '' && (
              <Line
                label={t.share(terms.strategy)}
                value={terms.share}
                inputMode="numeric"
                onChange={(share) => change({ share })}
                error={faults.share}
              />
            )}
          </>
        )}
      </div>
      {terms.kind === 'reminders' &&
        [terms.strategy, terms.second].map((name) => <Ladder key={name} strategy={strategies.find((one) => one.name === name)} />)}
    </section>
  )
}

function Ladder({ strategy }: { readonly strategy: Strategy | undefined }): ReactNode {
  const t = useTexts(texts)
  const { phase } = useTexts(words)
  return (
    strategy && (
      <p className="quiet small">
        {t.steps} {strategy.name}: {strategy.steps.map((step) => phase[step.phase] ?? step.phase).join(' → ')}
      </p>
    )
  )
}
