/** What is done with a draft: saved, tried on oneself, handed in for another person to approve, or thrown away. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, changeAsRead } from '../../api/http'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Sure } from '../../parts/sure'
import { useTexts } from '../../texts'
import { Findings } from '../editors/findings'
import { WRITING, type Finding, type Version } from '../editors/views'
import { TestSend } from './test-send'
import { texts } from './texts'
import type { Writing } from './use-writing'

interface ActionsProps {
  readonly writing: Writing
  readonly findings: readonly Finding[]
}

export function Actions({ writing, findings }: ActionsProps): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'hand-in' | 'drop' | 'test' | null>(null)
  const { draft, saving, saveNow } = writing
  const path = `${home}/configuration-drafts/${draft.id}`
  const isSaved = saving === 'saved'
  const blocking = findings.filter((finding) => finding.blocking)
  const leave = (): Promise<unknown> => client.invalidateQueries({ queryKey: [home, 'configuration'] })
  const handIn = useMutation({
    mutationFn: () => ask<Version>(`${path}/handing-in`, { method: 'POST', body: {} }),
    onSuccess: async ({ id }) => {
      await leave()
      await navigate({ to: '/editors/versions/$id', params: { id } })
    },
  })
  const drop = useMutation({
    mutationFn: () => changeAsRead(path, { method: 'DELETE' }),
    onSuccess: async () => {
      await leave()
      await navigate({ to: '/editors', search: { kind: draft.kind } })
    },
  })
  const mayWrite = WRITING.includes(role)
  const { channel } = writing.definition
  const isMail = channel === 'email'
  const mayTest = draft.kind === 'template' && (isMail || channel === 'sms' || channel === 'whatsapp')
  useKeys({
    'Control+s': mayWrite && {
      does: t.save,
      inText: true,
      run: () => {
        if (saving === 'waiting' || saving === 'fault') saveNow()
      },
    },
    t: mayWrite && mayTest && { does: t.test, run: () => setOpen('test') },
  })
  if (!mayWrite) return null
  return (
    <div className="row">
      {mayTest && (
        <Button isDisabled={!isSaved} onPress={() => setOpen('test')}>
          {t.test} <kbd>t</kbd>
        </Button>
      )}
      <Button onPress={() => setOpen('drop')}>{t.drop}</Button>
      <Button className="main" isDisabled={!isSaved} onPress={() => setOpen('hand-in')}>
        {t.handIn}
      </Button>
      <Window title={t.blockedTitle} isOpen={open === 'hand-in' && blocking.length > 0} onClose={() => setOpen(null)}>
        <Findings findings={blocking} />
      </Window>
      <Sure
        title={t.handInTitle}
        yes={t.handIn}
        isOpen={open === 'hand-in' && blocking.length === 0}
        isBusy={handIn.isPending}
        fault={handIn.error}
        onYes={() => handIn.mutate()}
        onClose={() => setOpen(null)}
      >
        <p>{t.handInSays}</p>
      </Sure>
      <Sure
        title={t.dropTitle}
        yes={t.dropYes}
        isOpen={open === 'drop'}
        isBusy={drop.isPending}
        fault={drop.error}
        onYes={() => drop.mutate()}
        onClose={() => setOpen(null)}
      >
        <p>{t.dropSays}</p>
      </Sure>
      {mayTest && <TestSend path={path} isMail={isMail} isOpen={open === 'test'} onClose={() => setOpen(null)} />}
    </div>
  )
}
