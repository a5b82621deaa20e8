/** Who waits: the rows at the left, in the order in which they are taken up. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Pages } from '../../api/pages'
import { Fresh, useHeldBack, type HeldBack } from '../../parts/held-back'
import { More } from '../../parts/more'
import { useRowKeys } from '../../parts/row-keys'
import { Empty, Shown } from '../../parts/state'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { useConversations, useNames, useUnknown, type Conversation, type UnknownMessage, type View } from './inbox-api'
import { ReplyWindow, Waits } from './since'
import { texts } from './texts'

interface ListProps {
  readonly view: View
  readonly at: string | undefined
  readonly listed: Listed
}

export interface Listed {
  readonly conversations: Rows<Conversation>
  readonly unknown: Rows<UnknownMessage>
  /** In the order on the screen. */
  readonly ids: readonly string[]
}
interface Rows<T> {
  readonly read: Pages<T>
  readonly held: HeldBack<T>
}

const debtorOf = ({ debtor }: Conversation): string => debtor
const idOf = ({ id }: UnknownMessage): string => id

/** What the screen goes through is what the list shows. */
export function useListed(view: View): Listed {
  const [conversations, unknown] = [useConversations(view), useUnknown(view)]
  const [heldConversations, heldUnknown] = [
    useHeldBack(view, conversations.data?.pages, debtorOf),
    useHeldBack(view, unknown.data?.pages, idOf),
  ]
  return {
    conversations: { read: conversations, held: heldConversations },
    unknown: { read: unknown, held: heldUnknown },
    ids: view === 'unknown' ? heldUnknown.rows.map(idOf) : heldConversations.rows.map(debtorOf),
  }
}

export function List({ view, at, listed }: ListProps): ReactNode {
  const t = useTexts(texts)
  useRowKeys()
  const link = (id: string, row: ReactNode): ReactNode => (
    <li key={id}>
      <Link to="/inbox" search={{ view, at: id }} data-row="" aria-current={id === at}>
        {row}
      </Link>
    </li>
  )
  return (
    <>
      <p className="row spread small quiet">{view === 'done' ? t.latestFirst : t.longestFirst}</p>
      {view === 'unknown' ? (
        <Listing {...listed.unknown} empty={<Empty title={t.empty.unknown} />} shows={(row) => link(row.id, <UnknownRow row={row} />)} />
      ) : (
        <Listing
          {...listed.conversations}
          empty={
            <Empty title={t.empty[view]}>
              <p className="quiet">{t.emptyHint}</p>
            </Empty>
          }
          shows={(row) => link(row.debtor, <Row row={row} view={view} />)}
        />
      )}
    </>
  )
}

function Listing<T>({
  read,
  held,
  empty,
  shows,
}: Rows<T> & { readonly empty: ReactNode; readonly shows: (row: T) => ReactNode }): ReactNode {
  return (
    <Shown read={read} rows={6}>
      {() =>
        held.rows.length === 0 ? (
          empty
        ) : (
          <>
            <Fresh held={held} />
            <ul className="inbox-list">{held.rows.map(shows)}</ul>
            <More read={read} />
          </>
        )
      }
    </Shown>
  )
}

function Row({ row, view }: { readonly row: Conversation; readonly view: View }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const name = useNames(t.colleague)
  return (
    <>
      <span className="row spread">
        <strong>{row.name}</strong>
        <span className="quiet">
          {row.channel !== null && w.channels[row.channel]} <Waits since={row.since} />
        </span>
      </span>
      {row.firstLine !== null && <span className="first-line">{row.firstLine}</span>}
      <span className="row">
        {row.intent !== null && row.intent !== 'other' && (
          <Chip tone={row.clear ? 'plan' : 'unknown'}>{t.asks(t.intents[row.intent] ?? row.intent)}</Chip>
        )}
        {row.channel === 'whatsapp' && row.windowClosesAt !== null && <ReplyWindow closesAt={row.windowClosesAt} />}
        {row.lock && <Chip tone="human">{t.answering(name(row.lock.holder))}</Chip>}
        {row.assignee !== null && view !== 'mine' && row.assignee !== row.lock?.holder && (
          <span className="quiet">{t.heldBy(name(row.assignee))}</span>
        )}
      </span>
    </>
  )
}

function UnknownRow({ row }: { readonly row: UnknownMessage }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <>
      <span className="row spread">
        <strong>{row.from}</strong>
        <span className="quiet">
          {w.channels[row.channel]} <Waits since={row.receivedAt} />
        </span>
      </span>
      <span className="first-line">{row.text.slice(0, 140)}</span>
      {row.reading && row.reading.intent !== 'other' && (
        <span>
          <Chip tone="unknown">{t.asks(t.intents[row.reading.intent] ?? row.reading.intent)}</Chip>
        </span>
      )}
    </>
  )
}
