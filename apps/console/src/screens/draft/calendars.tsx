/** The calendars that a policy names: until when they are complete, and where their days come from; they are changed as files. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './policy-texts'

interface Calendar {
  readonly name: string
  readonly completeUntil: string
  readonly sources: readonly string[]
}

export function Calendars({ names }: { readonly names: unknown }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const used = Object.entries((names ?? {}) as Readonly<Record<string, string>>)
  const read = useQuery({
    queryKey: [home, 'calendars'],
    queryFn: ({ signal }) => ask<readonly Calendar[]>(`${home}/calendars`, { signal }),
  })
  return (
    <section className="pane policy-group">
      <h2>{t.groups.calendars}</h2>
      <p className="source">{t.calendarsSay}</p>
      <Shown read={read}>
        {(calendars) => (
          <ul className="stack">
            {used.map(([use, name]) => {
              const calendar = calendars.find((one) => one.name === name)
              return (
                <li key={use}>
                  <strong>
                    {t.uses[use] ?? use}: {name}
                  </strong>
                  {calendar && (
                    <>
                      {' '}
                      · {t.completeUntil} <When at={calendar.completeUntil} as="day" />
                      {calendar.sources.map((source) => (
                        <p key={source} className="source">
                          {source}
                        </p>
                      ))}
                    </>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Shown>
    </section>
  )
}
