/** What an operator and an approver look at first: what waits for a second person, campaigns that run, letters that must leave, and what was read in. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import type { Page } from '../../parts/rows'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { StateChip } from '../campaigns/state-chip'
import type { Campaign } from '../campaigns/views'
import { VersionChip } from '../editors/version-chip'
import type { Version } from '../editors/views'
import { RunChip } from '../imports/run-chip'
import type { ImportRun } from '../imports/views'
import { LetterChip } from '../letters/batch-chip'
import type { Batch } from '../letters/views'
import { Pane, SHOWN_AT_MOST } from './panes'
import { texts } from './texts'

/** Beyond the newest of these nobody looks for what is still open. */
const LOOKED_AT = 50

function useFirst<T>(of: string): {
  readonly data: readonly T[] | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
} {
  const { home } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: [home, of, 'first'],
    queryFn: ({ signal }) => ask<Page<T>>(`${home}/${of}?limit=${LOOKED_AT}`, { signal }),
  })
  return { data: data?.items, error, refetch }
}

export function Approvals(): ReactNode {
  const t = useTexts(texts)
  const waiting = (all: readonly Version[]): readonly Version[] =>
    all.filter(({ state }) => state === 'review' || state === 'approved').slice(0, SHOWN_AT_MOST)
  return (
    <Shown read={useFirst<Version>('configuration-versions')}>
      {(all) => (
        <Pane title={t.approvals} path="/editors" items={waiting(all)} none={t.noApprovals}>
          {({ id, name, version, state }) => (
            <li key={id} className="row spread">
              <Link to={`/editors/versions/${id}`}>
                {name} {t.version(version)}
              </Link>
              <VersionChip state={state} />
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}

export function Campaigns(): ReactNode {
  const t = useTexts(texts)
  const open = (all: readonly Campaign[]): readonly Campaign[] =>
    all.filter(({ state }) => state !== 'finished' && state !== 'stopped').slice(0, SHOWN_AT_MOST)
  return (
    <Shown read={useFirst<Campaign>('campaigns')}>
      {(all) => (
        <Pane title={t.campaigns} path="/campaigns" items={open(all)} none={t.noCampaigns}>
          {({ id, name, state }) => (
            <li key={id} className="row spread">
              <Link to={`/campaigns/${id}`}>{name}</Link>
              <StateChip state={state} />
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}

export function Letters(): ReactNode {
  const t = useTexts(texts)
  const unposted = (all: readonly Batch[]): readonly Batch[] => all.filter(({ state }) => state !== 'posted').slice(0, SHOWN_AT_MOST)
  return (
    <Shown read={useFirst<Batch>('letter-batches')}>
      {(all) => (
        <Pane title={t.letters} path="/letters" items={unposted(all)} none={t.noLetters}>
          {({ id, postingDay, state }) => (
            <li key={id} className="row spread">
              <Link to={`/letters/${id}`}>
                <When at={postingDay} as="weekday" />
              </Link>
              <LetterChip state={state} />
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}

export function Imports(): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <Shown read={useFirst<ImportRun>('imports')}>
      {(all) => (
        <Pane title={t.imports} path="/imports" items={all.slice(0, SHOWN_AT_MOST)} none={t.noImports}>
          {(run) => (
            <li key={run.id} className="row spread">
              <Link to={`/imports/${run.id}`}>
                <When at={run.startedAt} />
              </Link>
              {run.refused > 0 && <span>{t.refused(whole(run.refused))}</span>}
              <RunChip run={run} />
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}
