/** One conversation: what was written, what it asks, the answer, the note, and where it stands. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { AlsoHere } from '../../parts/also-here'
import { Closed, isClosed } from '../../parts/closed'
import { Broken, Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { debtorKey } from '../debtor/debtor-api'
import { Actions } from './actions'
import { Composer } from './composer'
import { inboxKey, mayAnswer, useItems, useThread, type Thread, type View } from './inbox-api'
import { Items } from './items'
import { NoteBox } from './note-box'
import { Suggestion } from './suggestion'
import { texts } from './texts'

interface ConversationProps {
  readonly debtor: string
  readonly view: View
  readonly onNext: () => void
}

export function Conversation(props: ConversationProps): ReactNode {
  const { home } = useSession()
  const thread = useThread(props.debtor)
  useLive([`debtor:${props.debtor}`], inboxKey(home))
  useLive([`debtor:${props.debtor}`], debtorKey(home, props.debtor))
  if (isClosed(thread.error)) return <Closed debtor={props.debtor} />
  return (
    <Shown read={thread} rows={10}>
      {(one) => <Inner {...props} thread={one} />}
    </Shown>
  )
}

function Inner({ debtor, view, onNext, thread }: ConversationProps & { readonly thread: Thread }): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const items = useItems(debtor).data?.pages.flatMap((page) => page.items) ?? []
  const reread = (): void => {
    void client.invalidateQueries({ queryKey: inboxKey(home) })
    void client.invalidateQueries({ queryKey: debtorKey(home, debtor) })
  }
  const link = useMutation({
    mutationFn: (message: string) => ask(`${home}/inbox/unknown/${message}/link`, { method: 'POST', body: { debtor } }),
    onSettled: reread,
  })
  const split = useMutation({
    mutationFn: (message: string) => ask(`${home}/threads/${debtor}/messages/${message}/split`, { method: 'POST', body: {} }),
    onSuccess: (_, message) => offerUndo({ says: t.splitDone, undo: () => link.mutate(message) }),
    onSettled: reread,
  })
  const isMay = mayAnswer(role)
  const theirs = items.filter(({ kind, automatic }) => kind === 'inbound' && automatic === null)
  /** What still waits for a word goes before what is only the latest. */
  const asked = theirs.find(({ suggestion }) => suggestion === 'open') ?? theirs.slice(0, 1).find(({ suggestion }) => suggestion === null)
  const linked = theirs.find(({ matchedBy }) => matchedBy === 'person')
  useKeys({ u: isMay && linked !== undefined && { does: t.split, run: () => split.mutate(linked.id) } })
  const fault = inWords(split.error ?? link.error, t.refused)
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row">
          <h2>
            <Link to={`/debtors/${debtor}`}>{thread.name}</Link>
          </h2>
          <AlsoHere debtor={debtor} />
        </div>
        {isMay && <Actions thread={thread} view={view} onNext={onNext} />}
      </header>
      {fault && <Broken fault={fault} />}
      <Items debtor={debtor} name={thread.name} onSplit={isMay ? (message) => split.mutate(message) : null} />
      {isMay && asked && <Suggestion key={asked.id + String(asked.suggestion)} debtor={debtor} item={asked} onDone={reread} />}
      {isMay && <Composer thread={thread} />}
      {isMay && <NoteBox debtor={debtor} />}
    </div>
  )
}
