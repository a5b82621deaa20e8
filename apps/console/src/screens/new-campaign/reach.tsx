/** Whom a filter reaches, counted while it is built: who takes part, and why others do not. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import type { SegmentCount } from '../campaigns/views'
import { ExcludedTable } from '../campaigns/excluded'
import { isComplete, toFilter, type Group } from './filter'
import { texts } from './texts'

const SETTLES_MS = 300

export function Reach({ filter, kind }: { readonly filter: Group; readonly kind: string }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const whole = useWhole()
  const asked = useSettled(JSON.stringify(toFilter(filter)))
  const read = useQuery({
    queryKey: [home, 'segment', 'count', kind, asked],
    enabled: isComplete(filter),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<SegmentCount>(`${home}/segments/preview`, { method: 'POST', body: { filter: JSON.parse(asked) as unknown, kind }, signal }),
  })
  if (!isComplete(filter)) return <p className="quiet">{t.incomplete}</p>
  return (
    <section className="stack" aria-live="polite" aria-busy={read.isFetching}>
      <Shown read={read}>
        {({ enrolled, members, excluded, complete, lookedAt, sample }) => (
          <>
            <p>
              <strong className="figure">{t.enrolled(whole(enrolled))}</strong> <span className="quiet">{t.ofMembers(whole(members))}</span>
            </p>
            {!complete && <p className="bar warn">{t.atLeast(whole(lookedAt))}</p>}
            <ExcludedTable excluded={excluded} />
            {sample.length > 0 && (
              <details>
                <summary>{t.some}</summary>
                <p className="quiet">{sample.join(', ')}</p>
              </details>
            )}
          </>
        )}
      </Shown>
    </section>
  )
}

/** Counting waits until the typing pauses. */
function useSettled(value: string): string {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(value), SETTLES_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
