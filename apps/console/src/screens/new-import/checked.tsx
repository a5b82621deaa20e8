/** What importing a file would do: counts, the first rows as they were understood, and what would be refused. */
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { Figures } from '../imports/figures'
import { RefusedTable } from '../imports/refused-table'
import { texts } from '../imports/texts'
import type { Check } from '../imports/views'
import { Sample } from './sample'

export function Checked({ check }: { readonly check: Check }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const language = useSessionLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  // Off the choice of mapping: there a letter chooses another one, where here it applies what was read.
  useLayoutEffect(() => heading.current?.focus(), [check])
  const { rows, loaded, changed, same, refused, unmatched, importedAt, errors, sample } = check
  return (
    <>
      <section className="pane stack" aria-live="polite">
        <h2 ref={heading} tabIndex={-1}>
          {t.result}
        </h2>
        {importedAt !== null && <p className="bar warn">{t.before(when(importedAt, 'day', language))}</p>}
        <Figures
          figures={[
            [t.rows, rows],
            [t.new, loaded],
            [t.changed, changed],
            [t.same, same],
            [t.refused, refused],
            ...(unmatched > 0 ? [[t.unmatched, unmatched] as const] : []),
          ]}
        />
      </section>
      {sample.length > 0 && (
        <section className="pane stack">
          <Sample title={t.sample} rows={sample} />
        </section>
      )}
      <section className="pane stack">
        <h2>{refused === 0 ? t.nothingRefused : t.refusedTitle(whole(refused))}</h2>
        {errors.length < refused && <p className="quiet">{t.firstOnly(whole(errors.length))}</p>}
        {errors.length > 0 && <RefusedTable rows={errors} />}
      </section>
    </>
  )
}
