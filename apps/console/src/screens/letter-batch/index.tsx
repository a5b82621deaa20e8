/** One letter batch: read letter by letter, checked, released by a second person where the law is in it, taken to the print house, posted. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { usePages } from '../../api/pages'
import { Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { More } from '../../parts/more'
import { Empty, Shown } from '../../parts/state'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { STEERING } from '../campaigns/views'
import { LetterChip } from '../letters/batch-chip'
import { texts } from '../letters/texts'
import type { Batch, Letter } from '../letters/views'
import { Actions } from './actions'
import { Letters } from './letters'
import { Pdf } from './pdf'
import './letter-batch.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const { home } = useSession()
  useLive([`batch:${id}`], [home, 'batch', id])
  const read = useQuery({
    queryKey: [home, 'batch', id, 'self'],
    queryFn: ({ signal }) => ask<Batch>(`${home}/letter-batches/${id}`, { signal }),
  })
  if (read.error instanceof Problem && read.error.status === 404) return <Empty title={t.notThere} />
  return <Shown read={read}>{(batch) => <One key={batch.id} batch={batch} />}</Shown>
}

function One({ batch }: { readonly batch: Batch }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const { home, role } = useSession()
  const [chosen, choose] = useState<string | null>(null)
  const path = `${home}/letter-batches/${batch.id}`
  const read = usePages<Letter>([home, 'batch', batch.id, 'letters', language], `${path}/letters?language=${language}`, { limit: 100 })
  const isOpen = batch.state === 'assembled' || batch.state === 'checked'
  const maySteer = STEERING.includes(role)
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row">
          <h1>{t.batch(when(batch.postingDay, 'weekday', language))}</h1>
          <LetterChip state={batch.state} />
        </div>
        {maySteer && <Actions batch={batch} />}
      </header>
      {batch.legal && isOpen && <p className="bar warn">{t.secondPerson}</p>}
      {batch.releasableFrom != null && <p className="bar warn">{t.cutOffPassed(when(batch.releasableFrom, 'weekday', language))}</p>}
      <div className="batch">
        <div className="stack">
          <Shown read={read}>
            {({ pages }) => (
              <Letters
                batch={batch}
                letters={pages.flatMap(({ items }) => items)}
                chosen={chosen}
                onChoose={choose}
                mayTakeOut={maySteer && isOpen}
              />
            )}
          </Shown>
          <More read={read} />
        </div>
        <aside className="pane" aria-label={t.pdf}>
          {chosen === null ? <p className="quiet">{t.pick}</p> : <Pdf key={chosen} path={`${path}/letters/${chosen}/pdf`} />}
        </aside>
      </div>
    </div>
  )
}
