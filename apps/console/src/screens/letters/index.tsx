/** Every letter batch, the newest first, and a new one from what is due. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { usePages } from '../../api/pages'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Listed } from '../../parts/listed'
import { Press } from '../../parts/press'
import { useRowKeys } from '../../parts/row-keys'
import { Broken } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { STEERING } from '../campaigns/views'
import { LetterChip } from './batch-chip'
import { Returns } from './returns'
import { texts } from './texts'
import type { Batch } from './views'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const read = usePages<Batch>([home, 'batches'], `${home}/letter-batches`, { limit: 50 })
  const assemble = useMutation({
    mutationFn: () => ask<{ id: string }>(`${home}/letter-batches`, { method: 'POST', body: {} }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: [home, 'batches'] })
      void navigate({ to: '/letters/$id', params: { id } })
    },
  })
  const mayMake = STEERING.includes(role)
  const batches = read.data?.pages.flatMap(({ items }) => items) ?? []
  useLive(
    batches.slice(0, 20).map(({ id }) => `batch:${id}`),
    [home, 'batches'],
  )
  useKeys({ c: mayMake && { does: t.assemble, run: () => assemble.mutate() } })
  useRowKeys()
  const fault = inWords(assemble.error, t.refused)
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        {mayMake && (
          <div className="row">
            <Returns />
            <Press className="main" onPress={() => assemble.mutate()} isBusy={assemble.isPending}>
              {t.assemble} <kbd>c</kbd>
            </Press>
          </div>
        )}
      </header>
      {fault && <Broken fault={fault} />}
      <Listed read={read} none={t.none} noneHow={t.noneHow}>
        {(batches) => <List batches={batches} />}
      </Listed>
    </div>
  )
}

function List({ batches }: { readonly batches: readonly Batch[] }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <table>
      <thead>
        <tr>
          <th>{t.day}</th>
          <th>{t.state}</th>
          <th className="num">{t.letters}</th>
          <th className="num wide">{t.pages}</th>
          <th className="wide">{t.made}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <td>
              <Link to="/letters/$id" params={{ id: batch.id }} data-row="">
                <When at={batch.postingDay} as="weekday" />
              </Link>
            </td>
            <td>
              <span className="row">
                <LetterChip state={batch.state} />
                {batch.legal && <span className="quiet">{t.legal}</span>}
                {batch.reprint && <span className="quiet">{t.reprint}</span>}
                {batch.alarmAt !== null && <Chip tone="warn">{t.alarm}</Chip>}
              </span>
            </td>
            <td className="num">{whole(batch.letters)}</td>
            <td className="num wide">{whole(batch.pages)}</td>
            <td className="wide">
              <When at={batch.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
