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
import { AlsoHere } from '../../parts/also-here'
import { CallsIn, Closed } from '../../parts/closed'
import { Download } from '../../parts/download'
import { Broken, Shown } from '../../parts/state'
import { Chip, LanguageName, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { ActKind } from './acts'
import { debtorKey, usePart, type ContactPoint, type Debtor, type Hold } from './debtor-api'
import { Future, NextAct } from './foreseen'
import { Knowledge } from './knowledge'
import { News } from './news'
import { Next } from './next'
import { texts } from './texts'
import { Timeline } from './timeline'
import './debtor.css'

/** Loaded when somebody wants to note something: dates and lists weigh more than the page. */
const Record = lazy(() => import('./record').then(({ Record: one }) => ({ default: one })))
const Care = lazy(() => import('./care').then(({ Care: one }) => ({ default: one })))
const Address = lazy(() => import('./address').then(({ Address: one }) => ({ default: one })))

export function Screen(): ReactNode {
  const params: { readonly id?: string } = useParams({ strict: false })
  const id = params.id ?? ''
  const debtor = usePart<Debtor>(id, '')
  return (
    <Shown read={debtor} rows={10}>
      {(one) =>
        one.mergedInto !== null ? (
          <Merged debtor={one} into={one.mergedInto} />
        ) : one.open === null ? (
          <Shut key={one.id} debtor={one} />
        ) : (
          <Page key={one.id} debtor={one} />
        )
      }
    </Shown>
  )
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
  const { home } = useSession()
  useLive([`debtor:${debtor.id}`], debtorKey(home, debtor.id))
  return (
    <div className="stack">
      <header className="row">
        <h1>{debtor.name ?? debtor.reference}</h1>
        <span className="quiet">{debtor.reference}</span>
        <AlsoHere debtor={debtor.id} />
      </header>
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
  const lift = useMutation({
    mutationFn: (hold: string) => ask(`${home}/debtors/${debtor.id}/holds/${hold}/lifting`, { method: 'POST', body: {} }),
    onSuccess: reread,
  })
  const mayWrite = role !== 'auditor'
  const language = useSessionLanguage()
  const [noting, setNoting] = useState<ActKind | 'any' | null>(null)
  const [isCaring, setCaring] = useState(false)
  /** Null within: another one. */
  const [addressed, setAddressed] = useState<{ readonly point: ContactPoint | null } | null>(null)
  useKeys({
    e: mayWrite && { does: t.rest, run: () => setNoting('rest') },
    r: mayWrite && { does: t.remind, run: () => setNoting('reminder') },
    b: mayWrite && { does: t.promise, run: () => setNoting('promise') },
    v: mayWrite && { does: t.note, run: () => setNoting('any') },
  })
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row">
          <h1>{debtor.name ?? debtor.reference}</h1>
          <span className="quiet">{debtor.reference}</span>
          {debtor.vulnerable && (
            <Chip tone="human">
              {t.vulnerable}
              {debtor.vulnerable.note !== '' && `: ${debtor.vulnerable.note}`}
            </Chip>
          )}
          {standing.map(({ id, kind }) => (
            <Chip key={id} tone="wait">
              {w.holds[kind] ?? kind}
            </Chip>
          ))}
          <AlsoHere debtor={debtor.id} />
        </div>
        <div className="row">
          {mayWrite && (
            <>
              <CallsIn debtor={debtor.id} />
              <Button onPress={() => setCaring(true)}>{t.care}</Button>
              <Button onPress={() => setNoting('any')}>
                <kbd aria-hidden="true">v</kbd>
                {t.note}
              </Button>
              <Button onPress={() => setNoting('rest')}>
                <kbd aria-hidden="true">e</kbd>
                {t.rest}
              </Button>
              <Button onPress={() => setNoting('reminder')}>
                <kbd aria-hidden="true">r</kbd>
                {t.remind}
              </Button>
            </>
          )}
          <Download path={`${home}/debtors/${debtor.id}/dossier?as=pdf&language=${language}`}>{t.dossier}</Download>
        </div>
      </header>
      <Suspense fallback={null}>
        {noting !== null && <Record debtor={debtor} first={noting === 'any' ? null : noting} onClose={() => setNoting(null)} />}
        {isCaring && <Care debtor={debtor} onClose={() => setCaring(false)} />}
        {addressed && <Address debtor={debtor} point={addressed.point} onClose={() => setAddressed(null)} />}
      </Suspense>
      <News id={debtor.id} />
      {debtor.name === null && <p className="bar warn">▲ {t.erased}</p>}
      {lift.error && <Broken fault={lift.error} />}
      <dl className="row head">
        <div>
          <dt>{t.open}</dt>
          <dd>
            <strong>
              <Money amount={debtor.open} />
            </strong>
          </dd>
        </div>
        <div>
          <dt>{t.phase}</dt>
          <dd>{debtor.phase === null ? t.none : w.phases[debtor.phase]}</dd>
        </div>
        <div>
          <dt>{t.prefers}</dt>
          <dd>{debtor.preferredChannel === null ? t.none : w.channels[debtor.preferredChannel]}</dd>
        </div>
        <div>
          <dt>{t.language}</dt>
          <dd>
            <LanguageName of={debtor.language} />
          </dd>
        </div>
        <div>
          <dt>{t.nextAct}</dt>
          <dd>
            <NextAct id={debtor.id} />
          </dd>
        </div>
        <div>
          <dt>{t.nextLook}</dt>
          <dd>{debtor.nextReviewAt === null ? t.none : <When at={debtor.nextReviewAt} />}</dd>
        </div>
      </dl>
      <div className="debtor-panes">
        <Knowledge
          id={debtor.id}
          holds={standing}
          onLift={mayWrite ? (hold) => lift.mutate(hold) : null}
          onAddress={mayWrite ? (point) => setAddressed({ point }) : null}
          onCollectionDay={mayWrite ? () => setNoting('collection-day') : null}
        />
        <Timeline id={debtor.id} />
        <div className="stack">
          <Next id={debtor.id} />
          <Future id={debtor.id} />
        </div>
      </div>
    </div>
  )
}
