/** What a second person decides: approve, send back with the reason, put live at once or from a day on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useDraft } from '../../app/draft'
import { useSession } from '../../app/session'
import { DayField } from '../../parts/day-field'
import { Window } from '../../parts/dialog'
import { Paragraph } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { APPROVING, type Version } from '../editors/views'
import { texts } from './texts'

type Step = 'approval' | 'rejection' | 'publication'

export function Review({ version }: { readonly version: Version }): ReactNode {
  const t = useTexts(texts)
  const { home, role, user } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = useState<'reject' | 'publish' | null>(null)
  const reason = useDraft(`review.${version.id}`)
  const [from, setFrom] = useState('')
  const act = useMutation({
    mutationFn: ({ step, body = {} }: { step: Step; body?: object }) =>
      ask<Version>(`${home}/configuration-versions/${version.id}/${step}`, { method: 'POST', body }),
    onSuccess: () => {
      reason.drop()
      setOpen(null)
    },
    onSettled: () =>
      Promise.all(
        [
          [home, 'version'],
          [home, 'configuration'],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const isOwn = version.authors.includes(`user:${user.id}`)
  const isOpen = version.state === 'review' || version.state === 'approved' || version.state === 'awaited'
  if (!isOpen || !APPROVING.includes(role)) return isOpen ? <p className="quiet">{t.waitsForOther}</p> : null
  const fault = inWords(act.error, t.refused)
  return (
    <>
      {isOwn && <p className="quiet">{t.own}</p>}
      {!isOwn && <Button onPress={() => setOpen('reject')}>{t.reject}</Button>}
      {!isOwn && version.state === 'review' && (
        <Press className="main" isBusy={act.isPending} onPress={() => act.mutate({ step: 'approval' })}>
          {t.approve}
        </Press>
      )}
      {version.state !== 'review' && (
        <Button className="main" onPress={() => setOpen('publish')}>
          {t.publish}
        </Button>
      )}
      {fault && open === null && <Broken fault={fault} />}
      <Window title={t.rejectTitle} isOpen={open === 'reject'} onClose={() => setOpen(null)}>
        <Paragraph
          label={t.reason}
          value={reason.text}
          onChange={(text) => reason.write(text)}
          autoFocus
          error={act.error && reason.text.trim() === '' ? t.sayWhy : null}
        />
        {fault && reason.text.trim() !== '' && <Broken fault={fault} />}
        <div className="row">
          <Press
            className="main"
            isBusy={act.isPending}
            isDisabled={reason.text.trim() === ''}
            onPress={() => act.mutate({ step: 'rejection', body: { reason: reason.text.trim() } })}
          >
            {t.reject}
          </Press>
          <Button onPress={() => setOpen(null)}>{t.cancel}</Button>
        </div>
      </Window>
      <Window title={t.publishTitle(version.name, version.version)} isOpen={open === 'publish'} onClose={() => setOpen(null)}>
        <p>{t.publishSays}</p>
        <DayField label={t.from} value={from} onChange={setFrom} autoFocus />
        <p className="quiet small">{t.fromSays}</p>
        {fault && <Broken fault={fault} />}
        <div className="row">
          <Press
            className="main"
            isBusy={act.isPending}
            onPress={() => act.mutate({ step: 'publication', body: from === '' ? {} : { from } })}
          >
            {from === '' ? t.publishNow : t.publish}
          </Press>
          <Button onPress={() => setOpen(null)}>{t.cancel}</Button>
        </div>
      </Window>
    </>
  )
}
