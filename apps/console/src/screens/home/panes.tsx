/** What waits for people: calls, conversations, lists of work, and the desk as its supervisor needs it; each leads to its page. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import type { Page } from '../../parts/rows'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import type { Conversation } from '../inbox/inbox-api'
import type { DeskRead } from '../team/team-api'
import { texts as workTexts } from '../work/texts'
import { KINDS, type Counts } from '../work/work-api'
import { texts } from './texts'

export const SHOWN_AT_MOST = 5

/** A pane of the first page: a heading, and rows or the sentence that says there are none. */
export function Pane<T>({
  title,
  path,
  items,
  none,
  children,
}: {
  readonly title: string
  readonly path: string
  readonly items: readonly T[]
  readonly none: string
  readonly children: (item: T) => ReactNode
}): ReactNode {
  const t = useTexts(texts)
  return (
    <section className="pane" aria-label={title}>
      <header className="row spread">
        <h2>{title}</h2>
        <Link to={path} aria-label={`${t.all}: ${title}`}>
          {t.all}
        </Link>
      </header>
      {items.length === 0 ? <p className="quiet">{none}</p> : <ul className="stack">{items.map(children)}</ul>}
    </section>
  )
}

export function Work(): ReactNode {
  const t = useTexts(texts)
  const { kinds: names, many } = useTexts(workTexts)
  const { home } = useSession()
  useLive(
    KINDS.map((kind) => `work:${kind}`),
    [home, 'work'],
  )
  const read = useQuery({ queryKey: [home, 'work', 'counts'], queryFn: ({ signal }) => ask<Counts>(`${home}/tasks/counts`, { signal }) })
  return (
    <Shown read={read}>
      {({ kinds }) => {
        const waiting = kinds.filter((one) => one.waiting > 0)
        return (
          <Pane title={t.waits} path={`/work/${waiting[0]?.kind ?? KINDS[0]}`} items={waiting} none={t.noWork}>
            {(one) => (
              <li key={one.kind} className="row spread">
                <Link to={`/work/${one.kind}`}>{names[one.kind] ?? one.kind}</Link>
                <strong className="num">{many(one.waiting)}</strong>
              </li>
            )}
          </Pane>
        )
      }}
    </Shown>
  )
}

export function Inbox(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  useLive(['inbox'], [home, 'inbox'])
  const read = useQuery({
    queryKey: [home, 'inbox', 'first'],
    queryFn: ({ signal }) => ask<Page<Conversation>>(`${home}/inbox?view=open&limit=${SHOWN_AT_MOST}`, { signal }),
  })
  return (
    <Shown read={read}>
      {({ items }) => (
        <Pane title={t.inbox} path="/inbox" items={items} none={t.noInbox}>
          {(one) => (
            <li key={one.debtor} className="row spread">
              <Link to="/inbox" search={{ view: 'open', at: one.debtor }}>
                {one.name}
              </Link>
              <span className="quiet">
                <When at={one.since} />
              </span>
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}

export function Team(): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  useLive(['calls'], [home, 'call-desk'])
  const read = useQuery({ queryKey: [home, 'call-desk'], queryFn: ({ signal }) => ask<DeskRead>(`${home}/call-desk`, { signal }) })
  const counted = ({ ready, agents, interrupted }: DeskRead): readonly (readonly [string, number])[] => [
    [t.ready, ready],
    [t.talking, agents.filter(({ state }) => state === 'talking').length],
    [t.resting, agents.filter(({ state }) => state === 'resting').length],
    [t.interrupted, interrupted.length],
  ]
  return (
    <Shown read={read}>
      {(desk) => (
        <Pane title={t.team} path="/calls/team" items={counted(desk)} none="">
          {([name, count]) => (
            <li key={name} className="row spread">
              <span>{name}</span>
              <strong className="num">{whole(count)}</strong>
            </li>
          )}
        </Pane>
      )}
    </Shown>
  )
}
