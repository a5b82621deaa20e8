/** Work that waits for a person, list by list: the oldest first, taken by one at a time, closed with how it ended. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { usePages } from '../../api/pages'
import { useSessionLanguage } from '../../app/language'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Options } from '../../parts/options'
import { Rows, type Column } from '../../parts/rows'
import { Broken, Empty } from '../../parts/state'
import { When, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { useNames } from '../inbox/inbox-api'
import { useInHand } from './in-hand'
import { texts } from './texts'
import { Taken } from './taken'
import { act, KINDS, type Counts, type Task } from './work-api'

export function Screen(): ReactNode {
  const params: { readonly kind?: string } = useParams({ strict: false })
  const kind = KINDS.find((one) => one === params.kind) ?? KINDS[0]
  const t = useTexts(texts)
  const { home, role } = useSession()
  const language = useSessionLanguage()
  const navigate = useNavigate()
  const client = useQueryClient()
  const nameOf = useNames(t.somebody)
  const [isResting, setResting] = useState(false)
  const [hand, setHand] = useInHand()
  useEffect(() => () => setHand(null), [home])
  useLive([`work:${kind}`], [home, 'work'])
  const counts = useQuery({ queryKey: [home, 'work', 'counts'], queryFn: ({ signal }) => ask<Counts>(`${home}/tasks/counts`, { signal }) })
  const of = (one: string): Pick<Counts['kinds'][number], 'waiting' | 'resting' | 'nextAt'> =>
    counts.data?.kinds.find((count) => count.kind === one) ?? { waiting: 0, resting: 0, nextAt: null }
  const { resting, nextAt } = of(kind)
  const read = usePages<Task>([home, 'work', kind, String(isResting)], `${home}/tasks?kind=${kind}${isResting ? '&resting=true' : ''}`, {
    limit: 100,
  })
  const take = useMutation({
    mutationFn: (id: string) => act<Task>(home, id, 'claim', {}),
    onSuccess: (task) => setHand({ task, as: '' }),
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'work'] }),
  })
  const columns: readonly Column<Task>[] = [
    {
      name: t.debtor,
      shows: ({ name, reference }) => (
        <>
          {name ?? reference} <span className="quiet">{reference}</span>
        </>
      ),
    },
    { name: t.since, shows: ({ openedAt }) => <When at={openedAt} /> },
    { name: t.by, isExtra: true, shows: ({ claimedBy }) => claimedBy !== null && nameOf(claimedBy) },
    ...(isResting ? [{ name: t.until, shows: ({ restsUntil }: Task) => restsUntil !== null && <When at={restsUntil} /> }] : []),
  ]
  return (
    <div className="stack">
      <h1>
        {t.title}: {t.kinds[kind]}
      </h1>
      <Options
        label={t.lists}
        value={kind}
        onChange={(next) => void navigate({ to: `/work/${next}` })}
        options={KINDS.map((id) => ({ id, text: `${t.kinds[id] ?? id} ${t.many(of(id).waiting)}` }))}
      />
      <Options
        label={t.task}
        value={isResting ? 'resting' : 'waiting'}
        onChange={(next) => setResting(next === 'resting')}
        options={[
          { id: 'waiting', text: t.waiting },
          { id: 'resting', text: `${t.resting} ${t.many(resting)}` },
        ]}
      />
      {take.error && <Broken fault={take.error} />}
      {hand && <Taken key={hand.task.id} hand={hand} onEnd={() => setHand(null)} />}
      <Rows
        label={t.kinds[kind] ?? kind}
        read={read}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id, debtor }) => {
          if (role === 'auditor') void navigate({ to: `/debtors/${debtor}` })
          else take.mutate(id)
        }}
        empty={
          <Empty title={isResting ? t.noneRests : t.none}>
            {!isResting && <p>{t.noneHow(resting, nextAt === null ? null : when(nextAt, 'moment', language))}</p>}
          </Empty>
        }
      />
    </div>
  )
}
