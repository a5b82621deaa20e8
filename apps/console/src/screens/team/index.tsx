/** The call queue as its supervisor sees it, live: what waits, who is on which call since when, who rests, and calls that broke off. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Broken, Shown } from '../../parts/state'
import { Chip, When, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { useDeskWords } from '../calls/calls-api'
import type { DeskAgent, DeskRead } from './team-api'
import { texts } from './texts'
import './team.css'

const TONES: Readonly<Record<DeskAgent['state'], Tone>> = { free: 'wait', resting: 'warn', reserved: 'plan', talking: 'done' }

/** One may rest for a reason of one's own, or because the supervisor said so. */
const BY_SUPERVISOR = 'by-supervisor'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const key = [home, 'call-desk']
  useLive(['calls'], key)
  const read = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<DeskRead>(`${home}/call-desk`, { signal }), refetchInterval: 30_000 })
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <Shown read={read} rows={8}>{(desk) => <><Queue desk={desk} /><Agents desk={desk} /><BrokenOff desk={desk} /></>}</Shown>
    </div>
  )
}

function Queue({ desk: { ready, later, planned, nextAt, toldLastHour } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  return (
    <dl className="row figures">
      <div><dt>{t.ready}</dt><dd><strong>{t.many(ready)}</strong></dd></div>
      <div><dt>{t.later}</dt><dd>{t.many(later)}</dd></div>
      <div><dt>{t.planned}</dt><dd>{t.many(planned)}</dd></div>
      <div><dt>{t.nextAt}</dt><dd>{nextAt === null ? t.unknown : <When at={nextAt} />}</dd></div>
      <div><dt>{t.hour}</dt><dd>{toldLastHour}</dd></div>
      <div><dt>{t.left}</dt><dd>{toldLastHour === 0 ? t.unknown : t.hours(ready / toldLastHour)}</dd></div>
    </dl>
  )
}

function Agents({ desk: { agents } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: object }) => ask(`${home}/call-desk/${path}`, { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'call-desk'] }),
  })
  const language = useSessionLanguage()
  const words = useDeskWords()
  const whyOf = (code: string | null): string | null => words.data?.pauseReasons.find((one) => one.code === code)?.[language] ?? (code === BY_SUPERVISOR ? t.bySupervisor : code)
  const maySteer = role !== 'auditor'
  return (
    <section className="pane stack" aria-label={t.agents}>
      <h2>{t.agents}</h2>
      {agents.length === 0 ? <p className="quiet">{t.nobody}</p> : (
        <ul className="stack">
          {agents.map(({ agent, name, state, since, calledIn, pauseReason, seenAt, toldToday, task }) => (
            <li key={agent} data-agent={agent} className="row spread">
              <div className="row">
                <strong>{name ?? agent}</strong>{name === null && <span className="quiet">{t.key}</span>}
                <Chip tone={TONES[state]}>{t.states[state]}</Chip>
                {since !== null && <span>{t.since.toLowerCase()} <When at={since} as="time" /></span>}
                <span className="quiet">{calledIn ? t.calledIn : state === 'resting' ? whyOf(pauseReason) : ''}</span>
                <span className="quiet">{t.told(toldToday)}, {t.seen.toLowerCase()} <When at={seenAt} as="time" /></span>
              </div>
              {maySteer && (
                <div className="row">
                  {task !== null && <Button onPress={() => act.mutate({ path: `call-tasks/${task}/release`, body: {} })}>{t.release}</Button>}
                  {state === 'resting' ? <Button onPress={() => act.mutate({ path: 'resumption', body: { agent } })}>{t.resume}</Button> : <Button onPress={() => act.mutate({ path: 'pause', body: { agent, reason: BY_SUPERVISOR } })}>{t.pause}</Button>}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {maySteer && <p className="quiet small">{t.releaseHow}</p>}
      {act.error && (act.error instanceof Problem && act.error.code === 'talking' ? <p className="error" role="alert">{t.talking}</p> : <Broken fault={act.error} />)}
    </section>
  )
}

function BrokenOff({ desk: { interrupted, agents } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  return (
    <section className="pane stack" aria-label={t.interrupted}>
      <h2>{t.interrupted}</h2>
      {interrupted.length === 0 ? <p className="quiet">{t.none}</p> : <p className="quiet small">{t.finish}</p>}
      <ul className="stack">
        {interrupted.map(({ id, debtor, name, agent, claimedAt }) => (
          <li key={id} className="row">{claimedAt !== null && <When at={claimedAt} />} <span>{agents.find((one) => one.agent === agent)?.name ?? agent}</span> <Link to={`/debtors/${debtor}`}>{name ?? t.dossier}</Link></li>
        ))}
      </ul>
    </section>
  )
}
