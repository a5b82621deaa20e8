/** A draft that was handed in or thrown away while one wrote in it: what was typed goes on in a new one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { WRITING, type Draft } from '../editors/views'
import { texts } from './texts'

interface GoneProps {
  readonly mine: Pick<Draft, 'kind' | 'name' | 'definition'>
  /** What was typed is kept for this one until another has it. */
  readonly onBegun: () => void
}

export function Gone({ mine: { kind, name, definition }, onBegun }: GoneProps): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: () => ask<Draft>(`${home}/configuration-drafts`, { method: 'POST', body: { kind, name, definition } }),
    onSuccess: async ({ id }) => {
      onBegun()
      await client.invalidateQueries({ queryKey: [home, 'configuration'] })
      await navigate({ to: '/editors/drafts/$id', params: { id } })
    },
  })
  const fault = inWords(begin.error, { 'draft-exists': t.draftExists })
  const mayWrite = WRITING.includes(role)
  return (
    <section className="stack" role="alert">
      <div className="bar warn row spread">
        <span>
          {t.notThere} {mayWrite && t.mineStays}
        </span>
        <span className="row">
          {mayWrite && (
            <Press className="main" isBusy={begin.isPending} onPress={() => begin.mutate()}>
              {t.goOnAnew}
            </Press>
          )}
          <Link to="/editors" search={{ kind }}>
            {t.toList}
          </Link>
        </span>
      </div>
      {fault && <Broken fault={fault} />}
    </section>
  )
}
