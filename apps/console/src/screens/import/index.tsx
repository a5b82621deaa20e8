/** One import: how far it is, what came of it, and the refused rows, to be mended here or as a file. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Empty, Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { Figures } from '../imports/figures'
import { RunChip } from '../imports/run-chip'
import { texts } from '../imports/texts'
import { ToUnmatched } from '../imports/to-unmatched'
import type { ImportRun } from '../imports/views'
import { Mending } from './mending'
import { Undo } from './undo'

const STILL_RUNNING_MS = 3000

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const { home } = useSession()
  useLive([`import:${id}`], [home, 'import', id])
  const read = useQuery({
    queryKey: [home, 'import', id],
    queryFn: ({ signal }) => ask<ImportRun>(`${home}/imports/${id}`, { signal }),
    // It may have ended between the first reading and the first word of the stream.
    refetchInterval: ({ state }) => (state.data?.state === 'running' || state.data?.undo === 'under-way') && STILL_RUNNING_MS,
  })
  if (read.error instanceof Problem && read.error.status === 404) return <Empty title={t.notThere} />
  return <Shown read={read}>{(run) => <Report run={run} />}</Shown>
}

function Report({ run }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { kind, loaded, changed, refused, unmatched, held, fullExport, state, fault, linesDone } = run
  const figures: readonly (readonly [string, number])[] = [
    [t.new, loaded],
    [t.changed, changed],
    [t.refused, refused],
    ...(kind === 'payments' ? [[t.unmatched, unmatched] as const] : []),
    ...(fullExport ? [[t.held, held] as const] : []),
  ]
  return (
    <div className="stack">
      <header className="row">
        <h1 className="sentence">{t.kinds[kind]}</h1>
        <RunChip run={run} />
        <span className="quiet">
          <When at={run.startedAt} />, {t.by(run.mapping)}
        </span>
      </header>
      {state === 'failed' && (
        <p className="bar warn" role="alert">
          {t.failed} {fault !== null && <span>({fault === 'interrupted' ? t.interrupted : fault})</span>}
        </p>
      )}
      <section className="pane stack" aria-live="polite">
        <p>{linesDone === 0 ? t.noRows : t.progress(whole(linesDone))}</p>
        <Figures figures={figures} />
        {unmatched > 0 && <ToUnmatched />}
      </section>
      {kind === 'claims' && state !== 'running' && <Undo run={run} />}
      {refused > 0 && state !== 'running' && run.undo === null && <Mending run={run} />}
    </div>
  )
}
