/** What an operator does with a campaign: try it out, start it on what they saw, pause it with a way back, stop it for good. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords, Problem } from '../../api/problem'
import { useKeys, type Key } from '../../app/keys'
import { useOnline } from '../../app/live-bar'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import type { Campaign, Preview } from '../campaigns/views'
import { StartDialog, StopDialog } from './dialogs'
import { texts } from './texts'

interface ActionsProps {
  readonly campaign: Campaign
  readonly preview: Preview | null
  readonly onPreview: (preview: Preview | null) => void
}

export function Actions({ campaign, preview, onPreview }: ActionsProps): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = useState<'start' | 'stop' | null>(null)
  const path = `${home}/campaigns/${campaign.id}`
  const readAgain = (): unknown =>
    Promise.all([['campaign', campaign.id], ['campaigns']].map((key) => client.invalidateQueries({ queryKey: [home, ...key] })))
  const look = useMutation({
    mutationFn: () => ask<Preview>(`${path}/preview`, { method: 'POST', body: {} }),
    onSuccess: (seen) => {
      act.reset()
      onPreview(seen)
    },
  })
  const act = useMutation({
    mutationFn: ({ action, body = {} }: { action: 'start' | 'pause' | 'resume' | 'stop'; body?: object }) =>
      ask<Campaign>(`${path}/${action}`, { method: 'POST', body }),
    onSuccess: (_, { action }) => {
      setOpen(null)
      if (action === 'pause') offerUndo({ says: t.pausedDone, undo: () => act.mutate({ action: 'resume' }) })
    },
    onError: (fault) => {
      if (!(fault instanceof Problem && fault.code.startsWith('preview-'))) return
      // What was seen is no longer so: it may not stay on the screen beside the button that would start it.
      setOpen(null)
      onPreview(null)
    },
    onSettled: readAgain,
  })
  const isOnline = useOnline()
  const { isDraft, isRunning, isPaused } = {
    isDraft: campaign.state === 'draft',
    isRunning: campaign.state === 'running',
    isPaused: campaign.state === 'paused',
  }
  const keys: Readonly<Record<string, Key | false>> = {
    v: isDraft && { does: t.preview, run: () => !look.isPending && look.mutate() },
    b: isDraft && isOnline && preview !== null && { does: t.start, run: () => setOpen('start') },
    p: (isRunning || isPaused) && {
      does: isRunning ? t.pause : t.resume,
      run: () => act.mutate({ action: isRunning ? 'pause' : 'resume' }),
    },
  }
  useKeys(keys)
  const fault = look.error ?? inWords(act.error, t.refused)
  return (
    <div className="stack campaign-actions">
      <div className="row">
        {isDraft && (
          <Press className={preview ? '' : 'main'} onPress={() => look.mutate()} isBusy={look.isPending}>
            {look.isPending ? t.previewing : preview ? t.again : t.preview} <kbd>v</kbd>
          </Press>
        )}
        {isDraft && preview && (
          <Button className="main" isDisabled={!isOnline} onPress={() => setOpen('start')}>
            {t.start} <kbd>b</kbd>
          </Button>
        )}
        {isRunning && (
          <Press onPress={() => act.mutate({ action: 'pause' })} isBusy={act.isPending}>
            {t.pause} <kbd>p</kbd>
          </Press>
        )}
        {isPaused && (
          <Press className="main" onPress={() => act.mutate({ action: 'resume' })} isBusy={act.isPending}>
            {t.resume} <kbd>p</kbd>
          </Press>
        )}
        {(isRunning || isPaused) && <Button onPress={() => setOpen('stop')}>{t.stop}</Button>}
      </div>
      {fault && open === null && <Broken fault={fault} />}
      {preview && (
        <StartDialog
          campaign={campaign}
          preview={preview}
          isOpen={open === 'start'}
          isBusy={act.isPending}
          fault={inWords(act.error, t.refused)}
          onClose={() => setOpen(null)}
          onStart={() => act.mutate({ action: 'start', body: { previewId: preview.previewId, enrolled: preview.enrolled } })}
        />
      )}
      <StopDialog
        campaign={campaign}
        isOpen={open === 'stop'}
        isBusy={act.isPending}
        fault={act.error}
        onClose={() => setOpen(null)}
        onStop={() => act.mutate({ action: 'stop' })}
      />
    </div>
  )
}
