/** The next act on a batch: check, release, take the files, tell the posting day; what cannot be taken back asks with its count. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useOnline } from '../../app/live-bar'
import { useSession } from '../../app/session'
import { DayField } from '../../parts/day-field'
import { Window } from '../../parts/dialog'
import { useDownload } from '../../parts/download'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { texts } from '../letters/texts'
import type { Batch } from '../letters/views'

interface Posted {
  readonly posted: number
  readonly madeAgain: number
}

export function Actions({ batch }: { readonly batch: Batch }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  const client = useQueryClient()
  const path = `${home}/letter-batches/${batch.id}`
  const [open, setOpen] = useState<'release' | 'posted' | null>(null)
  const [day, setDay] = useState(batch.postingDay)
  const readAgain = (): unknown =>
    Promise.all([['batch', batch.id], ['batches']].map((key) => client.invalidateQueries({ queryKey: [home, ...key] })))
  const act = useMutation({
    mutationFn: ({ action, body = {} }: { action: 'check' | 'release' | 'posted'; body?: object }) =>
      ask<object>(`${path}/${action}`, { method: 'POST', body }),
    onSuccess: () => setOpen(null),
    onSettled: readAgain,
  })
  const isChecked = batch.state === 'checked'
  const isOnline = useOnline()
  const isOut = batch.state === 'exported' || batch.state === 'posted'
  // The page is left for nothing: what is answered may be that somebody has to log in.
  const download = useDownload(`${path}/export`, readAgain)
  useKeys({
    v: isChecked && isOnline && { does: t.release, run: () => setOpen('release') },
    x: isOut && { does: t.exportIt, run: () => !download.isPending && download.mutate() },
  })
  const fault = inWords(act.error ?? download.error, t.refused)
  const told = act.data && 'posted' in act.data ? (act.data as Posted) : null
  return (
    <div className="stack">
      <div className="row">
        {(batch.state === 'assembled' || isChecked) && (
          <Press className={isChecked ? '' : 'main'} onPress={() => act.mutate({ action: 'check' })} isBusy={act.isPending}>
            {act.isPending && open === null ? t.checking : t.check}
          </Press>
        )}
        {isChecked && (
          <Button className="main" isDisabled={!isOnline} onPress={() => setOpen('release')}>
            {t.release} <kbd>v</kbd>
          </Button>
        )}
        {isOut && (
          <Press onPress={() => download.mutate()} isBusy={download.isPending}>
            {batch.downloads === 0 ? t.exportIt : t.copy} <kbd>x</kbd>
          </Press>
        )}
        {batch.state === 'exported' && (
          <Button className="main" onPress={() => setOpen('posted')}>
            {t.posted}
          </Button>
        )}
      </div>
      {fault && open === null && <Broken fault={fault} />}
      {told && (
        <p role="status" className="bar good">
          {t.postedDone(whole(told.posted), whole(told.madeAgain))}
        </p>
      )}
      <Window title={t.releaseTitle(whole(batch.letters))} isOpen={open === 'release'} onClose={() => setOpen(null)}>
        <p>{t.releaseSays}</p>
        {fault && <Broken fault={fault} />}
        <div className="row">
          <Press className="main" autoFocus onPress={() => act.mutate({ action: 'release' })} isBusy={act.isPending}>
            {t.release}
          </Press>
          <Button onPress={() => setOpen(null)}>{t.cancel}</Button>
        </div>
      </Window>
      <Window title={t.postedTitle} isOpen={open === 'posted'} onClose={() => setOpen(null)}>
        <DayField label={t.postedOn} value={day} onChange={setDay} autoFocus />
        <p className="quiet">{t.postedSays}</p>
        {fault && <Broken fault={fault} />}
        <div className="row">
          <Press
            className="main"
            isDisabled={day === ''}
            onPress={() => act.mutate({ action: 'posted', body: { on: day } })}
            isBusy={act.isPending}
          >
            {t.save}
          </Press>
          <Button onPress={() => setOpen(null)}>{t.cancel}</Button>
        </div>
      </Window>
    </div>
  )
}
