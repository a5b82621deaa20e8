/** A task in hand: whom and what it is about, how it ended, or until when it is put off. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Problem } from '../../api/problem'
import { useDraft } from '../../app/draft'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { wallNow } from '../../parts/clock'
import { Paragraph } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Broken } from '../../parts/state'
import { Sure } from '../../parts/sure'
import { Chip, dayFromNow, inZone, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'
import { useEnding, type InHand } from './in-hand'
import { Proposals } from './proposals'
import { act, endsOf, isFinal } from './work-api'

/** Well within the time for which it is theirs. */
const BEATS = 3
const SHORTEST_BEAT_MS = 20_000
const LATER = { tomorrow: 1, week: 7, month: 30 } as const
const MORNING = '08:00'

/** Nobody need do it any more: what it was about is settled, or somebody ended it elsewhere. */
const isOver = (fault: unknown): boolean => fault instanceof Problem && fault.code === 'not-found'

export function Taken({ hand: { task, as: endedAs }, onEnd }: { readonly hand: InHand; readonly onEnd: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const place = useRef<HTMLElement>(null)
  const settled = { onSuccess: onEnd, onSettled: () => client.invalidateQueries({ queryKey: [home, 'work'] }) }
  const note = useDraft(`task.${task.id}`)
  const close = useMutation({
    mutationFn: useEnding({ task, note, says: (as) => t.told(t.ends[as] ?? as, task.name ?? task.reference) }),
    ...settled,
  })
  const rest = useMutation({
    mutationFn: (days: number | null) => act(home, task.id, 'rest', days === null ? {} : { until: inZone(dayFromNow(days), MORNING) }),
    ...settled,
  })
  const [asks, setAsks] = useState<string | null>(null)
  const [isLost, setLost] = useState(false)
  const [wasOver, setWasOver] = useState(false)
  const over = wasOver || isOver(close.error) || isOver(rest.error)
  const end = (as: string): void => {
    if (close.isPending) return
    if (isFinal(task.kind, as)) setAsks(as)
    else close.mutate(as)
  }
  useLayoutEffect(() => place.current?.focus(), [home, task.id, over])
  useEffect(() => {
    if (over) return undefined
    const beat = (): void =>
      void act(home, task.id, 'claim', {}).then(
        () => setLost(false),
        (fault: unknown) => {
          if (isOver(fault)) setWasOver(true)
          else if (fault instanceof Problem && fault.status === 409) setLost(true)
        },
      )
    const timer = setInterval(beat, Math.max(SHORTEST_BEAT_MS, (Date.parse(task.claimedUntil ?? '') - wallNow()) / BEATS || 0))
    return () => clearInterval(timer)
  }, [home, task.id, task.claimedUntil, over])
  const ends = endsOf(task.kind).map((id, index) => ({ id, text: t.ends[id] ?? id, key: String(index + 1) }))
  const ending = {
    ...Object.fromEntries(ends.map(({ id, text, key }) => [key, { does: text, run: () => end(id) }])),
    t: { does: t.note, run: () => place.current?.querySelector('textarea')?.focus() },
    s: { does: `${t.later}: ${t.laters.tomorrow}`, run: () => rest.mutate(LATER.tomorrow) },
    Escape: { does: t.giveBack, run: () => rest.mutate(null) },
  }
  useKeys(over ? { Escape: { does: t.goOn, run: onEnd } } : ending)
  const fault = close.error ?? rest.error
  return (
    <section className="pane stack" aria-label={t.mine} ref={place} tabIndex={-1}>
      <h2>
        {t.mine}: {task.name ?? task.reference}
      </h2>
      {task.vulnerable && (
        <p>
          <Chip tone="human">{t.vulnerable}</Chip>
        </p>
      )}
      <p className="row">
        <span className="quiet">
          {t.kinds[task.kind]}, {t.since.toLowerCase()} <When at={task.openedAt} />
        </span>
        {task.claims.length > 0 && (
          <span>
            {t.claims}: {task.claims.join(', ')}
          </span>
        )}
        <Link to={`/debtors/${task.debtor}`}>{t.dossier}</Link>
      </p>
      <div role="status">
        {over ? <p className="bar warn">▲ {t.over(note.text !== '')}</p> : isLost && <p className="bar warn">▲ {t.lost}</p>}
      </div>
      {!over && task.kind === 'approval' && <Proposals debtor={task.debtor} />}
      {(!over || note.text !== '') && (
        <Paragraph label={t.note} rows={2} value={note.text} onChange={(text) => !close.isPending && note.write(text)} />
      )}
      {!over && (
        <>
          <Options label={t.how} value={endedAs} options={ends} onChange={end} />
          <Options
            label={t.later}
            value=""
            onChange={(when) => rest.mutate(LATER[when as keyof typeof LATER])}
            options={Object.entries(t.laters).map(([id, text]) => ({ id, text, ...(id === 'tomorrow' && { key: 's' }) }))}
          />
          {fault && asks === null && <Broken fault={fault} />}
        </>
      )}
      <Sure
        title={`${t.kinds[task.kind] ?? task.kind}: ${t.ends[asks ?? ''] ?? ''}`}
        yes={t.ends[asks ?? ''] ?? ''}
        isOpen={asks !== null && !over}
        isBusy={close.isPending}
        fault={fault}
        onYes={() => asks !== null && close.mutate(asks)}
        onClose={() => setAsks(null)}
      >
        <p>{t.final(task.name ?? task.reference)}</p>
      </Sure>
      <div className="row">
        <Button onPress={over ? onEnd : () => rest.mutate(null)}>
          <kbd aria-hidden="true">Esc</kbd>
          {over ? t.goOn : t.giveBack}
        </Button>
      </div>
    </section>
  )
}
