/** Everything of one debtor: what is owed, how they are reached, what happened and why, and what happens next. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { AlsoHere } from '../../parts/also-here'
import { clockNow } from '../../parts/clock'
import { CallsIn, Closed } from '../../parts/closed'
import { Broken, Shown } from '../../parts/state'
import { Chip, LanguageName, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { ActKind } from './acts'
import { debtorKey, usePart, type ContactPoint, type Debtor, type Hold } from './debtor-api'
import { Future } from './foreseen'
import { Knowledge } from './knowledge'
import { Next } from './next'
import { texts } from './texts'
import { Timeline } from './timeline'
import './debtor.css'

/** Loaded when somebody wants to note something: dates and lists weigh more than the page. */
const Record = lazy(() => import('./record').then(({ Record: one }) => ({ default: one })))
const Address = lazy(() => import('./address').then(({ Address: one }) => ({ default: one })))

const REST_DAYS = 7
/** To the minute: pressed twice is one rest. */
const restEnd = (): string => new Date(Math.floor(clockNow() / 60_000) * 60_000 + REST_DAYS * 86_400_000).toISOString()

export function Screen(): ReactNode {
  const params: { readonly id?: string } = useParams({ strict: false })
  const id = params.id ?? ''
  const { home } = useSession()
  useLive([`debtor:${id}`], debtorKey(home, id))
  const debtor = usePart<Debtor>(id, '')
  return <Shown read={debtor} rows={10}>{(one) => one.mergedInto !== null ? <Merged debtor={one} into={one.mergedInto} /> : (one.open === null ? <Shut key={one.id} debtor={one} /> : <Page key={one.id} debtor={one} />)}</Shown>
}

function Merged({ debtor, into }: { readonly debtor: Debtor; readonly into: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <div className="state">
      <h1>{debtor.name ?? debtor.reference}</h1>
      <p>{t.merged}</p>
      <Link to={`/debtors/${into}`}>{t.toSurvivor}</Link>
    </div>
  )
}

/** Before anybody knows who is on the line: a name, and the way in. */
function Shut({ debtor }: { readonly debtor: Debtor }): ReactNode {
  return (
    <div className="stack">
      <header className="row"><h1>{debtor.name ?? debtor.reference}</h1><span className="quiet">{debtor.reference}</span><AlsoHere debtor={debtor.id} /></header>
      <Closed debtor={debtor.id} />
    </div>
  )
}

function Page({ debtor }: { readonly debtor: Debtor }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home, role } = useSession()
  const client = useQueryClient()
  const holds = usePart<readonly Hold[]>(debtor.id, 'holds')
  const standing = (holds.data ?? []).filter(({ liftedAt }) => liftedAt === null)
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: debtorKey(home, debtor.id) })
  const lift = useMutation({ mutationFn: (hold: string) => ask(`${home}/debtors/${debtor.id}/holds/${hold}/lifting`, { method: 'POST', body: {} }), onSuccess: reread })
  const rest = useMutation({
    mutationFn: () => ask<{ id: string }>(`${home}/debtors/${debtor.id}/holds`, { method: 'POST', body: { kind: 'manual', until: restEnd() } }),
    onSuccess: async ({ id }) => {
      offerUndo({ says: t.restDone, undo: () => lift.mutate(id) })
      await reread()
    },
  })
  const mayWrite = role !== 'auditor'
  const language = useSessionLanguage()
  const [noting, setNoting] = useState<ActKind | 'any' | null>(null)
  /** Null within: another one. */
  const [addressed, setAddressed] = useState<{ readonly point: ContactPoint | null } | null>(null)
  useKeys({
    e: mayWrite && { does: t.rest, run: () => rest.mutate() },
    b: mayWrite && { does: t.promise, run: () => setNoting('promise') },
    v: mayWrite && { does: t.note, run: () => setNoting('any') },
  })
  const fault = rest.error ?? lift.error
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row"><h1>{debtor.name ?? debtor.reference}</h1><span className="quiet">{debtor.reference}</span>{standing.map(({ id, kind }) => <Chip key={id} tone="wait">{w.holds[kind] ?? kind}</Chip>)}<AlsoHere debtor={debtor.id} /></div>
        <div className="row">
          {mayWrite && <><CallsIn debtor={debtor.id} /><Button onPress={() => setNoting('any')}><kbd aria-hidden="true">v</kbd>{t.note}</Button><Button isDisabled={rest.isPending} onPress={() => rest.mutate()}><kbd aria-hidden="true">e</kbd>{t.rest}</Button></>}
          <a href={`${home}/debtors/${debtor.id}/dossier?as=pdf&language=${language}`} download>{t.dossier}</a>
        </div>
      </header>
      <Suspense fallback={null}>
        {noting !== null && <Record debtor={debtor} first={noting === 'any' ? null : noting} onClose={() => setNoting(null)} />}
        {addressed && <Address debtor={debtor} point={addressed.point} onClose={() => setAddressed(null)} />}
      </Suspense>
      {debtor.name === null && <p className="bar warn">▲ {t.erased}</p>}
      {fault && <Broken fault={fault} />}
      <dl className="row head">
        <div><dt>{t.open}</dt><dd><strong><Money amount={debtor.open} /></strong></dd></div>
        <div><dt>{t.prefers}</dt><dd>{debtor.preferredChannel === null ? t.none : w.channels[debtor.preferredChannel]}</dd></div>
        <div><dt>{t.language}</dt><dd><LanguageName of={debtor.language} /></dd></div>
        <div><dt>{t.nextLook}</dt><dd>{debtor.nextReviewAt === null ? t.none : <When at={debtor.nextReviewAt} />}</dd></div>
      </dl>
      <div className="debtor-panes">
        <Knowledge id={debtor.id} holds={standing} onLift={mayWrite ? (hold) => lift.mutate(hold) : null} onAddress={mayWrite ? (point) => setAddressed({ point }) : null} />
        <Timeline id={debtor.id} />
        <div className="stack"><Next id={debtor.id} /><Future id={debtor.id} /></div>
      </div>
    </div>
  )
}
