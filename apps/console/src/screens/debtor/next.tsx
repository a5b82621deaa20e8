/** What happens next if nobody does anything: the decision that stands, with its reasons. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import type { Page } from '../../parts/rows'
import { Shown } from '../../parts/state'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { usePart, type Decision } from './debtor-api'
import { texts } from './texts'

export function Next({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const decisions = usePart<Page<Decision>>(id, `decisions?limit=1&language=${language}`)
  return (
    <section className="pane" aria-label={t.next}>
      <h2>{t.next}</h2>
      <Shown read={decisions}>
        {({ items: [latest] }) =>
          !latest?.reviewAt ? (
            <p className="quiet">{t.noNext}</p>
          ) : (
            <div className="stack">
              <p>{t.nextHint}</p>
              <p>
                <strong>{t.onThat(when(latest.reviewAt, 'moment', language))}</strong>
              </p>
              <ul className="whys">
                {latest.reasons.map(({ code, sentence }, index) => (
                  <li key={code + String(index)}>{sentence}</li>
                ))}
              </ul>
            </div>
          )
        }
      </Shown>
    </section>
  )
}
