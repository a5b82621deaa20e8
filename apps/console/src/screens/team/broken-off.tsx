/** Calls that broke off and whose agent cannot tell how they went: whoever found out finishes them, so that the debtor can be called another day. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useDraft } from '../../app/draft'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Paragraph } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import type { DeskRead, InterruptedCall } from './team-api'
import { texts } from './texts'

export function BrokenOff({ desk: { interrupted, agents } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const [finishing, setFinishing] = useState<InterruptedCall | null>(null)
  return (
    <section className="pane stack" aria-label={t.interrupted}>
      <h2>{t.interrupted}</h2>
      {interrupted.length === 0 ? <p className="quiet">{t.none}</p> : <p className="quiet small">{t.finish}</p>}
      <ul className="stack">
        {interrupted.map((call) => (
          <li key={call.id} className="row spread">
            <div className="row">
              {call.claimedAt !== null && <When at={call.claimedAt} />}{' '}
              <span>{agents.find((one) => one.agent === call.agent)?.name ?? call.agent}</span>{' '}
              <Link to={`/debtors/${call.debtor}`}>{call.name ?? t.dossier}</Link>
            </div>
            {role !== 'auditor' && (
              <Button onPress={() => setFinishing(call)}>
                {t.finishIt}
                <span className="hidden-label">: {call.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {finishing && <Finish call={finishing} onClose={() => setFinishing(null)} />}
    </section>
  )
}

const SHORTEST_NOTE = 10

function Finish({ call: { id, name }, onClose }: { readonly call: InterruptedCall; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const note = useDraft(`finish.${id}`)
  const [isTried, setTried] = useState(false)
  const told = note.text.trim()
  const finish = useMutation({
    mutationFn: (outcome: object) => ask(`${home}/call-tasks/${id}/outcome`, { method: 'POST', body: outcome }),
    onSuccess: () => {
      note.drop()
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'call-desk'] }),
  })
  const spoke = (): void => {
    setTried(true)
    if (told.length >= SHORTEST_NOTE) finish.mutate({ kind: 'other', note: told })
  }
  return (
    <Window title={t.finishTitle(name ?? t.dossier)} isOpen onClose={onClose}>
      <p className="quiet">{t.finishSays}</p>
      <Paragraph
        label={t.finishNote}
        value={note.text}
        onChange={(text) => note.write(text)}
        rows={3}
        autoFocus
        error={isTried && told.length < SHORTEST_NOTE ? t.finishShort : null}
      />
      {finish.error && <Broken fault={finish.error} />}
      <div className="row">
        <Press className="main" isBusy={finish.isPending} onPress={spoke}>
          {t.finishSpoke}
        </Press>
        <Press isBusy={finish.isPending} onPress={() => finish.mutate({ kind: 'no-answer', ...(told !== '' && { note: told }) })}>
          {t.finishNobody}
        </Press>
        <Button onPress={onClose}>{t.leave}</Button>
      </div>
    </Window>
  )
}
