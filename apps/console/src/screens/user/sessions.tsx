/** Where somebody is logged in, each to be ended. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { useReadAgain, useSessionsOf, type ListedSession, type User } from '../users/people'
import { texts } from '../users/texts'

export function Sessions({ user }: { readonly user: User }): ReactNode {
  const t = useTexts(texts)
  const read = useSessionsOf(user.id)
  const readAgain = useReadAgain()
  const end = useMutation({ mutationFn: (session: string) => ask(`/v1/sessions/${session}`, { method: 'DELETE' }), onSettled: readAgain })
  return (
    <section className="pane stack">
      <h2>{t.sessions}</h2>
      <Shown read={read}>
        {(sessions) => {
          if (sessions === null) return <p>{t.elsewhere}</p>
          return sessions.length === 0 ? (
            <p className="quiet">{t.noSessions}</p>
          ) : (
            <Listed sessions={sessions} isBusy={end.isPending} onEnd={(id) => end.mutate(id)} />
          )
        }}
      </Shown>
      {end.error && <Broken fault={end.error} />}
    </section>
  )
}

export function Listed({
  sessions,
  isBusy,
  onEnd,
}: {
  readonly sessions: readonly ListedSession[]
  readonly isBusy: boolean
  readonly onEnd: (id: string) => void
}): ReactNode {
  const t = useTexts(texts)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.since}</th>
          <th scope="col">{t.seen}</th>
          <th scope="col" className="wide">
            {t.where}
          </th>
          <th scope="col" className="wide">
            {t.browser}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ id, startedAt, seenAt, address, browser, own }) => (
          <tr key={id}>
            <td>
              <When at={startedAt} />
            </td>
            <td>
              <When at={seenAt} />
            </td>
            <td className="wide">{address}</td>
            <td className="wide">{browser}</td>
            <td>
              {own ? (
                <span className="quiet">{t.own}</span>
              ) : (
                <Press isBusy={isBusy} onPress={() => onEnd(id)}>
                  {t.end}
                </Press>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
