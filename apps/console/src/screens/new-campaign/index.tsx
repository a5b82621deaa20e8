/** Making a campaign: who, how and at what pace, on one page; it is a draft until somebody has seen what it would do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import type { Page } from '../../parts/rows'
import { useTexts } from '../../texts'
import type { Segment, Strategy } from '../campaigns/views'
import { bodyOf, EMPTY_TERMS, faultsOf, type Terms } from './terms'
import { asRoot, conditionOn, fromFilter, isComplete, newGroup, toFilter, type Group } from './filter'
import { How } from './how'
import { GroupEditor } from './part-editor'
import { Reach } from './reach'
import { texts } from './texts'
import './new-campaign.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [filter, setFilter] = useState<Group>(() => newGroup('all', [conditionOn('days-overdue')]))
  const [terms, setTerms] = useState<Terms>(EMPTY_TERMS)
  const [isTried, setTried] = useState(false)
  const segments = useQuery({ queryKey: [home, 'segments'], queryFn: () => ask<Page<Segment>>(`${home}/segments?limit=100`) })
  const strategies = useQuery({ queryKey: [home, 'strategies'], queryFn: () => ask<readonly Strategy[]>(`${home}/strategies`) })
  const faults = isTried ? faultsOf(terms, t) : {}
  const change = (next: Partial<Terms>): void => setTerms((before) => ({ ...before, ...next }))
  const make = useMutation({
    mutationFn: () =>
      ask<{ id: string }>(`${home}/campaigns`, { method: 'POST', body: bodyOf(terms, toFilter(filter), strategies.data ?? []) }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: [home, 'campaigns'] })
      void navigate({ to: '/campaigns/$id', params: { id } })
    },
  })
  const save = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isComplete(filter) && Object.keys(faultsOf(terms, t)).length === 0 && !make.isPending) make.mutate()
  }
  const fault = (pointer: string): string | undefined =>
    make.error instanceof Problem ? make.error.fieldError(pointer, t.faults) : undefined
  return (
    <form className="stack new-campaign" onSubmit={save} noValidate>
      <h1>{t.title}</h1>
      {[segments, strategies].map(
        ({ error, refetch }, index) => error && <Broken key={index} fault={error} again={() => void refetch()} />,
      )}
      <Line
        className="narrow"
        label={t.name}
        value={terms.name}
        onChange={(name) => change({ name })}
        error={faults.name ?? fault('/name')}
        autoFocus
      />
      <section className="pane stack">
        <h2>{t.who}</h2>
        <Choice
          className="narrow"
          label={t.stored}
          value={null}
          placeholder={t.own}
          options={newestOf(segments.data?.items ?? [])}
          onChange={(id) => setFilter(asRoot(fromFilter(segments.data?.items.find((one) => one.id === id)?.filter)))}
        />
        <div className="two">
          <GroupEditor part={filter} onChange={setFilter} />
          <Reach filter={filter} kind={terms.kind} />
        </div>
      </section>
      <How terms={terms} change={change} strategies={strategies.data ?? []} faults={faults} />
      <section className="pane stack">
        <h2>{t.pace}</h2>
        <div className="fields">
          <div className="stack">
            <DayField label={t.starts} value={terms.startsOn} onChange={(startsOn) => change({ startsOn })} />
            <p className="quiet small">{t.startsNow}</p>
          </div>
          <div className="stack">
            <Line
              label={t.perHour}
              value={terms.perHour}
              inputMode="numeric"
              onChange={(perHour) => change({ perHour })}
              error={faults.perHour}
            />
            <p className="quiet small">{t.empty}</p>
          </div>
          <div className="stack">
            <Line
              label={t.perDay}
              value={terms.perDay}
              inputMode="numeric"
              onChange={(perDay) => change({ perDay })}
              error={faults.perDay}
            />
            <p className="quiet small">{t.empty}</p>
          </div>
          <div className="stack">
            <Line
              label={t.costLimit}
              value={terms.costLimit}
              inputMode="decimal"
              onChange={(costLimit) => change({ costLimit })}
              error={faults.costLimit}
            />
            <p className="quiet small">{t.costLimitHelp}</p>
          </div>
        </div>
      </section>
      {make.error && <Broken fault={make.error} />}
      <div className="row">
        <Press type="submit" className="main" isBusy={make.isPending}>
          {t.save}
        </Press>
        <span className="quiet">{t.nothingYet}</span>
      </div>
    </form>
  )
}

/** One of each name: the list has the newest version first. */
function newestOf(segments: readonly Segment[]): Record<string, string> {
  const seen = new Set<string>()
  return Object.fromEntries(segments.filter(({ name }) => !seen.has(name) && seen.add(name)).map(({ id, name }) => [id, name]))
}
