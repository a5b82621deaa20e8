/** Who waits: the rows at the left, in the order in which they are taken up. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useRowKeys } from '../../parts/row-keys'
import { Empty, Shown } from '../../parts/state'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { words } from '../../texts/words'
import { useConversations, useNames, useUnknown, type Conversation, type UnknownMessage, type View } from './inbox-api'
import { ReplyWindow, Waits } from './since'
import { texts } from './texts'

interface ListProps {
  readonly view: View
  readonly at: string | undefined
}

export function List({ view, at }: ListProps): ReactNode {
  const s = useTexts(shell)
  useRowKeys(s.rowDown, s.rowUp)
  return view === 'unknown' ? <Unknown at={at} /> : <Conversations view={view} at={at} />
}

function Conversations({ view, at }: ListProps): ReactNode {
  const t = useTexts(texts)
  const read = useConversations(view)
  return (
    <Shown read={read} rows={6}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items)
        if (rows.length === 0) return <Empty title={t.empty[view]}><p className="quiet">{t.emptyHint}</p></Empty>
        return (
          <>
            <ul className="inbox-list">{rows.map((row) => <li key={row.debtor}><Link to="/inbox" search={{ view, at: row.debtor }} data-row="" aria-current={row.debtor === at}><Row row={row} /></Link></li>)}</ul>
            {read.hasNextPage && <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage}>{t.more}</Button>}
          </>
        )
      }}
    </Shown>
  )
}

function Row({ row }: { readonly row: Conversation }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const name = useNames(t.colleague)
  return (
    <>
      <span className="row spread"><strong>{row.name}</strong><span className="quiet">{row.channel !== null && w.channels[row.channel]} <Waits since={row.since} /></span></span>
      {row.firstLine !== null && <span className="first-line">{row.firstLine}</span>}
      <span className="row">
        {row.intent !== null && row.intent !== 'other' && <Chip tone={row.clear ? 'plan' : 'unknown'}>{t.asks(t.intents[row.intent] ?? row.intent)}</Chip>}
        {row.channel === 'whatsapp' && row.windowClosesAt !== null && <ReplyWindow closesAt={row.windowClosesAt} />}
        {row.lock && <Chip tone="human">{t.answering(name(row.lock.holder))}</Chip>}
      </span>
    </>
  )
}

function Unknown({ at }: Pick<ListProps, 'at'>): ReactNode {
  const t = useTexts(texts)
  const read = useUnknown('unknown')
  return (
    <Shown read={read} rows={6}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items)
        if (rows.length === 0) return <Empty title={t.empty.unknown} />
        return (
          <>
            <ul className="inbox-list">{rows.map((row) => <li key={row.id}><Link to="/inbox" search={{ view: 'unknown', at: row.id }} data-row="" aria-current={row.id === at}><UnknownRow row={row} /></Link></li>)}</ul>
            {read.hasNextPage && <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage}>{t.more}</Button>}
          </>
        )
      }}
    </Shown>
  )
}

function UnknownRow({ row }: { readonly row: UnknownMessage }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <>
      <span className="row spread"><strong>{row.from}</strong><span className="quiet">{w.channels[row.channel]} <Waits since={row.receivedAt} /></span></span>
      <span className="first-line">{row.text.slice(0, 140)}</span>
      {row.reading && row.reading.intent !== 'other' && <span><Chip tone="unknown">{t.asks(t.intents[row.reading.intent] ?? row.reading.intent)}</Chip></span>}
    </>
  )
}
