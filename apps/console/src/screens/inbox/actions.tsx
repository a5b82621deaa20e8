/** Whose a conversation is and where it stands; each can be taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useKeys, type Keys } from '../../app/keys'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Choice } from '../../parts/choice'
import { Window } from '../../parts/dialog'
import { Options } from '../../parts/options'
import { Broken } from '../../parts/state'
import { Chip, dayFromNow, inZone, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { inboxKey, useColleagues, type Thread, type View } from './inbox-api'
import { texts } from './texts'

interface Standing {
  readonly state: Thread['state']
  readonly until?: string
}

/** Taken back only while it stands as one left it. */
type Moved = Standing & { readonly was?: Standing }

export function Actions({
  thread,
  view,
  onNext,
}: {
  readonly thread: Thread
  readonly view: View
  readonly onNext: () => void
}): ReactNode {
  const t = useTexts(texts)
  const { home, user } = useSession()
  const client = useQueryClient()
  const colleagues = useColleagues()
  const [isWaiting, setWaiting] = useState(false)
  const path = `${home}/threads/${thread.debtor}`
  const onSettled = (): Promise<void> => client.invalidateQueries({ queryKey: inboxKey(home) })
  const stand = useMutation({ mutationFn: (body: Moved) => ask(`${path}/state`, { method: 'PUT', body }), onSettled })
  const assign = useMutation({
    mutationFn: (body: { readonly assignee: string | null; readonly was?: string | null }) =>
      ask(`${path}/assignee`, { method: 'PUT', body }),
    onSettled,
  })
  const move = (to: Standing): void => {
    setWaiting(false)
    const before: Standing = {
      state: thread.state,
      ...(thread.state === 'waiting' && thread.waitUntil !== null && { until: thread.waitUntil }),
    }
    stand.mutate(to, {
      onSuccess: () => {
        offerUndo({ says: t.moved[to.state], undo: () => stand.mutateAsync({ ...before, was: to }) })
        if (view !== 'done' && view !== 'waiting') onNext()
      },
    })
  }
  const give = (assignee: string | null): void => {
    const before = thread.assignee
    if (assignee === before) return
    assign.mutate(
      { assignee },
      { onSuccess: () => offerUndo({ says: t.assigned, undo: () => assign.mutateAsync({ assignee: before, was: assignee }) }) },
    )
  }
  const isDone = thread.state === 'done'
  const listed = colleagues.filter(({ id, works }) => works || id === thread.assignee)
  useKeys({
    a: { does: t.toMe, run: () => give(user.id) },
    h: { does: t.wait, run: () => setWaiting(true) },
    d: isDone ? { does: t.reopen, run: () => move({ state: 'open' }) } : { does: t.done, run: () => move({ state: 'done' }) },
  })
  const fault = stand.error ?? assign.error
  return (
    <div className="row inbox-actions">
      {thread.state === 'waiting' && (
        <Chip tone="wait">
          {t.waits} {thread.waitUntil !== null && <When at={thread.waitUntil} />}
        </Chip>
      )}
      <Choice
        label={t.assignee}
        className="beside"
        value={thread.assignee ?? ''}
        options={{ '': t.nobody, ...Object.fromEntries(listed.map(({ id, name }) => [id, name])) }}
        onChange={(id) => give(id === '' ? null : id)}
      />
      <Button isDisabled={thread.assignee === user.id} onPress={() => give(user.id)}>
        <kbd aria-hidden="true">a</kbd>
        {t.toMe}
      </Button>
      <Button onPress={() => setWaiting(true)}>
        <kbd aria-hidden="true">h</kbd>
        {t.wait}
      </Button>
      <Button className="main" onPress={() => move({ state: isDone ? 'open' : 'done' })}>
        <kbd aria-hidden="true">d</kbd>
        {isDone ? t.reopen : t.done}
      </Button>
      {fault && <Broken fault={fault} />}
      <Window title={t.waitTitle} isOpen={isWaiting} onClose={() => setWaiting(false)}>
        <Until onChoose={(until) => move({ state: 'waiting', ...(until !== null && { until }) })} />
      </Window>
    </div>
  )
}

const DAYS = { tomorrow: 1, 'in-three-days': 3, 'in-a-week': 7 } as const

function Until({ onChoose }: { readonly onChoose: (until: string | null) => void }): ReactNode {
  const t = useTexts(texts)
  const listed = Object.entries(t.untils).map(([id, text], index) => ({ id, text, key: String(index + 1) }))
  const choose = (id: string): void => onChoose(id in DAYS ? inZone(dayFromNow(DAYS[id as keyof typeof DAYS]), '09:00') : null)
  useKeys(Object.fromEntries(listed.map(({ id, text, key }) => [key, { does: text, run: () => choose(id) }])) satisfies Keys)
  return <Options label={t.waitTitle} value="" options={listed} onChange={choose} />
}
