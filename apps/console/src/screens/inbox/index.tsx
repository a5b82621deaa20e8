/** The inbox: who waits at the left, their words over all channels in the middle, what is known of them at the right. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useKeys } from '../../app/keys'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Broken, Empty } from '../../parts/state'
import { useTexts } from '../../texts'
import { Conversation } from './conversation'
import { inboxKey, useOpened, VIEWS } from './inbox-api'
import { List, useListed } from './list'
import { Strip } from './strip'
import { texts } from './texts'
import { Unknown } from './unknown'
import './inbox.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const navigate = useNavigate()
  const search: { readonly view?: string; readonly at?: string } = useSearch({ strict: false })
  const view = VIEWS.find((one) => one === search.view) ?? 'unassigned'
  const { at } = search
  const debtor = at !== undefined && view !== 'unknown' ? at : null
  const opened = useOpened(debtor)
  useLive(['inbox'], inboxKey(home))
  const listed = useListed(view)
  const go = (next: string | undefined): void => void navigate({ to: '/inbox', search: { view, ...(next !== undefined && { at: next }) } })
  /** In the order on the screen; behind the last one nothing is open. */
  const next = (): void => go(listed.ids[listed.ids.indexOf(at ?? '') + 1])
  useKeys({ Escape: at !== undefined && { does: t.toList, run: () => go(undefined) } })
  return (
    <div className="stack inbox">
      <header className="row spread">
        <h1>{t.title}</h1>
        <nav className="row" aria-label={t.views}>
          {VIEWS.map((one) => (
            <Link key={one} to="/inbox" search={{ view: one }} className="button" aria-current={one === view ? 'page' : undefined}>
              {t.names[one]}
            </Link>
          ))}
        </nav>
      </header>
      <div className={at === undefined ? 'inbox-panes' : 'inbox-panes has-one'}>
        <section className="inbox-side" aria-label={t.names[view]}>
          <List view={view} at={at} listed={listed} />
        </section>
        <section aria-label={t.thread}>
          {at !== undefined && (
            <Link to="/inbox" search={{ view }} className="back">
              ← {t.toList}
            </Link>
          )}
          {at === undefined ? (
            <Empty title={t.choose}>
              <p className="quiet">{t.chooseHint}</p>
            </Empty>
          ) : view === 'unknown' ? (
            <Unknown id={at} onNext={next} />
          ) : null}
          {opened.fault && <Broken fault={opened.fault} />}
          {debtor !== null && opened.isOpen && <Conversation key={debtor} debtor={debtor} view={view} onNext={next} />}
        </section>
        {debtor !== null && opened.isOpen && <Strip debtor={debtor} />}
      </div>
    </div>
  )
}
