/** Call-backs that debtors asked for: when, of whom, and given to another agent where that one cannot. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Broken } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { useColleagues } from '../inbox/inbox-api'
import { useStep, type CallBack, type DeskRead } from './team-api'
import { texts } from './texts'

export function CallBacks({ desk: { callBacks, agents } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const give = useStep()
  const all = new Map([
    ...useColleagues()
      .filter(({ works }) => works)
      .map(({ id, name }) => [id, name] as const),
    ...agents.map(({ agent, name }) => [agent, name ?? agent] as const),
  ])
  const others = ({ wantedBy }: CallBack): Record<string, string> => Object.fromEntries([...all].filter(([agent]) => agent !== wantedBy))
  return (
    <section className="pane stack" aria-label={t.callBacks}>
      <h2>{t.callBacks}</h2>
      {callBacks.length === 0 ? <p className="quiet">{t.none}</p> : <p className="quiet small">{t.callBacksSay}</p>}
      <ul className="stack">
        {callBacks.map((call) => (
          <li key={call.id} className="row spread" data-call-back={call.id}>
            <div className="row">
              <When at={call.opensAt} /> <Link to={`/debtors/${call.debtor}`}>{call.name ?? t.dossier}</Link>{' '}
              <span>
                {t.for} {call.wantedByName ?? call.wantedBy}
              </span>{' '}
              <span className="quiet">
                {t.ownUntil} <When at={call.wantedUntil} as="time" />
              </span>
            </div>
            {role !== 'auditor' && Object.keys(others(call)).length > 0 && (
              <Choice
                className="inline"
                label={t.giveTo}
                placeholder={t.giveWhom}
                value={null}
                options={others(call)}
                onChange={(agent) => give.mutate({ path: `call-backs/${call.id}/agent`, body: { agent } })}
              />
            )}
          </li>
        ))}
      </ul>
      {give.error && <Broken fault={give.error} />}
    </section>
  )
}
