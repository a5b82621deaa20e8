/** Where one is logged in, each to be ended. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { Broken, Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { Listed } from '../user/sessions'
import type { ListedSession } from '../users/people'
import { texts } from '../users/texts'

const KEY = ['own-sessions']

export function OwnSessions(): ReactNode {
  const t = useTexts(texts)
  const client = useQueryClient()
  const read = useQuery({ queryKey: KEY, queryFn: ({ signal }) => ask<readonly ListedSession[]>('/v1/sessions', { signal }) })
  const end = useMutation({
    mutationFn: (session: string) => ask(`/v1/sessions/${session}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  return (
    <section className="pane stack" aria-label={t.sessions}>
      <h2>{t.sessions}</h2>
      <Shown read={read}>{(sessions) => <Listed sessions={sessions} isBusy={end.isPending} onEnd={(id) => end.mutate(id)} />}</Shown>
      {end.error && <Broken fault={end.error} />}
    </section>
  )
}
