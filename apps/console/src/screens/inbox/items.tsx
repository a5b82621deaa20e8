/** What was written over all channels, as a conversation reads: the newest at the end, next to where one answers. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSession } from '../../app/session'
import { Download } from '../../parts/download'
import { More } from '../../parts/more'
import { Empty, Shown } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { useFiles, useItems, useNames, type Item } from './inbox-api'
import { Marked } from './marked'
import { texts } from './texts'

export function Items({
  debtor,
  name,
  onSplit,
}: {
  readonly debtor: string
  readonly name: string
  readonly onSplit: ((message: string) => void) | null
}): ReactNode {
  const t = useTexts(texts)
  const read = useItems(debtor)
  const scroller = useRef<HTMLDivElement>(null)
  const newest = read.data?.pages[0]?.items[0]?.id
  useEffect(() => {
    // Newer browsers answer scrollTo with a promise, which is no clean-up.
    void scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [newest])
  return (
    <Shown read={read} rows={6}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <Empty title={t.nothingYet} />
        return (
          <div className="thread" ref={scroller} tabIndex={0} role="region" aria-label={t.thread}>
            <More read={read}>{t.older}</More>
            <ol className="stack">
              {[...items].reverse().map((item) => (
                <One key={item.id} item={item} debtor={debtor} name={name} onSplit={onSplit} />
              ))}
            </ol>
          </div>
        )
      }}
    </Shown>
  )
}

interface OneProps {
  readonly item: Item
  readonly debtor: string
  readonly name: string
  readonly onSplit: ((message: string) => void) | null
}

function One({ item, debtor, name, onSplit }: OneProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home } = useSession()
  const nameOf = useNames(t.colleague)
  const { kind, channel, author, automatic, subject, text } = item
  const writer = kind === 'inbound' ? name : author === null ? t.us : nameOf(author)
  return (
    <li className={`message ${kind}`}>
      <p className="row">
        <strong>{writer}</strong>
        <span className="quiet">
          {channel !== null && w.channels[channel]}
          {item.template && item.phase !== null && channel !== 'call' && ` ${t.inTemplate} “${w.phases[item.phase] ?? item.phase}”`}{' '}
          <When at={item.at} />
        </span>
        {kind === 'note' && <span className="quiet">{t.noteOnly}</span>}
        {kind === 'outbound' && item.state !== null && <Status item={item} />}
        {automatic !== null && <Chip tone="wait">{t.automatic[automatic]}</Chip>}
        {item.suggestion !== null && item.suggestion !== 'open' && <Chip tone="done">{t.settled[item.suggestion]}</Chip>}
        {kind === 'inbound' && item.matchedBy !== 'attempt' && onSplit && (
          <Button className="bare" onPress={() => onSplit(item.id)}>
            {item.matchedBy === 'person' && <kbd aria-hidden="true">u</kbd>}
            {t.split}
          </Button>
        )}
      </p>
      {subject !== null && <p className="quiet">{subject}</p>}
      {text === null ? (
        kind === 'outbound' && channel !== 'call' && isWaiting(item) && <p className="quiet">{t.unworded}</p>
      ) : (
        <Marked text={text} reading={item.reading} />
      )}
      {item.cut && (
        <p className="row">
          <Chip tone="warn">{t.cut}</Chip>
          <Download path={`${home}/threads/${debtor}/messages/${item.id}/text`}>{t.cutRest}</Download>
        </p>
      )}
      {kind === 'inbound' && (channel === 'email' || channel === 'whatsapp') && <Files debtor={debtor} message={item.id} />}
    </li>
  )
}

/** One of five words, or unknown; of a call what it came to. The carrier's code stands small behind the words for it. */
function Status({ item }: { readonly item: Item }): ReactNode {
  const w = useTexts(words)
  const { channel, why, code } = item
  const status = statusOf(item)
  if (channel === 'call' && status === 'sent') return why !== null && <Chip tone="done">{why}</Chip>
  return (
    <>
      <Chip tone={w.toneOf(status)}>{w.states[status]}</Chip>
      {why !== null && (
        <span className="quiet">
          {why}
          {code !== null && <small> {code}</small>}
        </span>
      )}
    </>
  )
}

const isWaiting = ({ state }: Item): boolean => state === 'planned' || state === 'queued' || state === 'sending'

/** Nothing looks sent while it is not: what still waits here is queued, whatever it waits for; what was stopped on its way has failed. */
function statusOf(item: Item): string {
  const { state, receipt } = item
  if (isWaiting(item)) return 'queued'
  if (state === 'handed-over') return receipt === null || receipt === 'accepted' ? 'sent' : receipt
  return state === 'unknown' ? state : 'failed'
}

function Files({ debtor, message }: { readonly debtor: string; readonly message: string }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const { data = [] } = useFiles(debtor, message, true)
  if (data.length === 0) return null
  return (
    <ul className="row files">
      {data.map(({ id, name, bytes, refused }) => (
        <li key={id}>
          {refused === null ? (
            <Download path={`${home}/threads/${debtor}/messages/${message}/files/${id}`}>
              {name} <span className="quiet">{Math.ceil(bytes / 1000)} kB</span>
            </Download>
          ) : (
            <Chip tone="warn">
              {name}: {t.refusedFile[refused] ?? refused}
            </Chip>
          )}
        </li>
      ))}
    </ul>
  )
}
