/** One campaign: tried out, started, watched, paused and stopped. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Empty, Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { StateChip } from '../campaigns/state-chip'
import { STEERING, type Campaign, type LogEntry, type Preview } from '../campaigns/views'
import { Actions } from './actions'
import { CostLimit } from './cost-limit'
import { Log, useActorName } from './log'
import { PreviewPane } from './preview'
import { ProgressPane, useProgress } from './progress'
import { Recipients } from './recipients'
import { texts } from './texts'
import './campaign.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const { home } = useSession()
  useLive([`campaign:${id}`], [home, 'campaign', id])
  const read = useQuery({
    queryKey: [home, 'campaign', id, 'self'],
    queryFn: ({ signal }) => ask<Campaign>(`${home}/campaigns/${id}`, { signal }),
  })
  if (read.error instanceof Problem && read.error.status === 404) return <Empty title={t.notThere} />
  return <Shown read={read}>{(campaign) => <Page key={campaign.id} campaign={campaign} />}</Shown>
}

function Page({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const { home, role } = useSession()
  const [preview, setPreview] = useState<Preview | null>(null)
  const log = useQuery({
    queryKey: [home, 'campaign', campaign.id, 'log'],
    queryFn: ({ signal }) => ask<readonly LogEntry[]>(`${home}/campaigns/${campaign.id}/log`, { signal }),
  })
  const isDraft = campaign.state === 'draft'
  return (
    <div className="stack campaign">
      <header className="row spread">
        <div className="row">
          <h1>{campaign.name}</h1>
          <StateChip state={campaign.state} />
          <span className="quiet">
            <When at={campaign.startsAt} />
          </span>
        </div>
        {STEERING.includes(role) && <Actions campaign={campaign} preview={preview} onPreview={setPreview} />}
      </header>
      {campaign.state === 'paused' && <Paused campaign={campaign} log={log.data ?? []} />}
      <CostLimit campaign={campaign} preview={preview} />
      {isDraft ? (
        <PreviewPane preview={preview} />
      ) : (
        <>
          <ProgressPane campaign={campaign} />
          <Recipients campaign={campaign} />
        </>
      )}
      {log.data && <Log entries={log.data} />}
    </div>
  )
}

function Paused({ campaign, log }: { readonly campaign: Campaign; readonly log: readonly LogEntry[] }): ReactNode {
  const t = useTexts(texts)
  const nameOf = useActorName()
  const { waiting, at } = useProgress(campaign)
  const pause = log.find(({ action }) => action === 'campaign.pause' || action === 'campaign.cost-limit')
  return (
    <p className="bar warn">
      {pause?.action === 'campaign.cost-limit' ? t.pausedForCost(at(pause.at)) : pause && t.paused(nameOf(pause.actor), at(pause.at))}{' '}
      {waiting !== null && t.resumes(waiting)}
    </p>
  )
}
