/** Agents of today: on which call since when, at rest and why, when they last gave a sign of life; and what their supervisor does about it. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Options } from '../../parts/options'
import { Broken } from '../../parts/state'
import { Chip, When, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { useDeskWords } from '../calls/calls-api'
import { useStep, type DeskAgent, type DeskRead } from './team-api'
import { texts } from './texts'

const TONES: Readonly<Record<DeskAgent['state'], Tone>> = { free: 'wait', resting: 'warn', reserved: 'plan', talking: 'done' }

/** One may rest for a reason of one's own, or because the supervisor said so. */
const BY_SUPERVISOR = 'by-supervisor'

export function Agents({ desk: { agents } }: { readonly desk: DeskRead }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const step = useStep()
  const [releasing, setReleasing] = useState<DeskAgent | null>(null)
  const language = useSessionLanguage()
  const words = useDeskWords()
  const whyOf = (code: string | null): string | null =>
    code === null ? null : (words.data?.pauseReasons.find((one) => one.code === code)?.[language] ?? t.pauses[code] ?? code)
  const maySteer = role !== 'auditor'
  return (
    <section className="pane stack" aria-label={t.agents}>
      <h2>{t.agents}</h2>
      {agents.length === 0 ? (
        <p className="quiet">{t.nobody}</p>
      ) : (
        <ul className="stack">
          {agents.map((one) => (
            <li key={one.agent} data-agent={one.agent} className="row spread">
              <div className="row">
                <strong>{one.name ?? one.agent}</strong>
                {one.name === null && <span className="quiet">{t.key}</span>}
                <Chip tone={TONES[one.state]}>{t.states[one.state]}</Chip>
                {one.since !== null && (
                  <span>
                    {t.since.toLowerCase()} <When at={one.since} as="time" />
                  </span>
                )}
                <span className="quiet">{one.calledIn ? t.calledIn : one.state === 'resting' ? whyOf(one.pauseReason) : ''}</span>
                <span className="quiet">
                  {t.told(one.toldToday)}, {t.seen.toLowerCase()} <When at={one.seenAt} as="time" />
                </span>
              </div>
              {maySteer && (
                <div className="row">
                  {one.task !== null && <Button onPress={() => setReleasing(one)}>{t.release}</Button>}
                  {one.state === 'resting' ? (
                    <Button onPress={() => step.mutate({ path: 'resumption', body: { agent: one.agent } })}>{t.resume}</Button>
                  ) : (
                    <Button onPress={() => step.mutate({ path: 'pause', body: { agent: one.agent, reason: BY_SUPERVISOR } })}>
                      {t.pause}
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {maySteer && <p className="quiet small">{t.releaseHow}</p>}
      {step.error && <Broken fault={step.error} />}
      {releasing?.task != null && <Release agent={releasing} task={releasing.task} onClose={() => setReleasing(null)} />}
    </section>
  )
}

function Release({
  agent: { agent, name },
  task,
  onClose,
}: {
  readonly agent: DeskAgent
  readonly task: string
  readonly onClose: () => void
}): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const words = useDeskWords()
  const release = useStep(onClose)
  const reasons = (words.data?.releaseReasons ?? []).map(({ code, [language]: text }) => ({ id: code, text }))
  return (
    <Window title={t.releaseTitle(name ?? agent)} isOpen onClose={onClose}>
      <p className="quiet">{t.releaseSays}</p>
      {words.error ? (
        <Broken fault={words.error} />
      ) : (
        <Options
          label={t.releaseWhy}
          value=""
          options={reasons}
          isBusy={release.isPending}
          onChange={(reason) => release.mutate({ path: `call-tasks/${task}/release`, body: { reason } })}
        />
      )}
      {release.error &&
        (release.error instanceof Problem && release.error.code === 'talking' ? (
          <p className="error" role="alert">
            {t.talking}
          </p>
        ) : (
          <Broken fault={release.error} />
        ))}
      <div className="row">
        <Button onPress={onClose}>{t.leave}</Button>
      </div>
    </Window>
  )
}
