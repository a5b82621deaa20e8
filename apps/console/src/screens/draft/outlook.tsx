/** What the rules would make of debtors: invented ones as it is typed, and, when asked, the journeys that run, old beside new. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useRef, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { money, when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './strategy-texts'
import type { Writing } from './use-writing'

interface Contact {
  readonly at: string
  readonly channel: string
  readonly phase: string
}
interface Example {
  readonly code: string
  readonly before: readonly Contact[]
  readonly after: readonly Contact[]
}
interface Side {
  readonly contacts: number
  readonly cost: string
  readonly perChannel: readonly { readonly channel: string; readonly contacts: number; readonly cost: string }[]
}
interface Effect {
  readonly played: number
  readonly different: number
  readonly days: number
  readonly old: Side
  readonly new: Side
}

export function Outlook({ writing: { draft, saves } }: { readonly writing: Writing }): ReactNode {
  const t = useTexts(texts)
  const place = useRef<HTMLElement>(null)
  useKeys({ v: { does: t.toOutlook, run: () => place.current?.focus() } })
  const { home } = useSession()
  const path = `${home}/configuration-drafts/${draft.id}`
  const read = useQuery({
    queryKey: [home, 'draft', draft.id, 'outlook', saves],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<{ readonly examples: readonly Example[] }>(`${path}/outlook`, { signal }),
  })
  const isUnfit = read.error instanceof Problem && read.error.code === 'no-outlook'
  return (
    <div className="stack">
      <section className="pane stack" aria-label={t.outlook} tabIndex={-1} ref={place}>
        <h2>{t.outlook}</h2>
        <p className="quiet small">{t.outlookSays}</p>
        {isUnfit ? (
          <p className="quiet">{t.unfit}</p>
        ) : (
          <Shown read={read}>
            {({ examples }) => (
              <>
                {examples.map((example) => (
                  <One key={example.code} example={example} />
                ))}
              </>
            )}
          </Shown>
        )}
      </section>
      <Running path={path} key={saves} />
    </div>
  )
}

function One({ example: { code, before, after } }: { readonly example: Example }): ReactNode {
  const t = useTexts(texts)
  const { phases, channels } = useTexts(words)
  const language = useSessionLanguage()
  const said = ({ at, channel, phase }: Contact): string =>
    `${when(at, 'weekday', language)} ${channels[channel] ?? channel}: ${phases[phase] ?? phase}`
  const [old, fresh] = [before.map(said), after.map(said)]
  const isSame = old.join() === fresh.join()
  return (
    <details open={!isSame}>
      <summary>
        {t.examples[code] ?? code} <span className="quiet">{isSame ? t.same : t.other}</span>
      </summary>
      <table className="outlook">
        <thead>
          <tr>
            <th>{t.live}</th>
            <th>{t.draft}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.max(old.length, fresh.length) }, (_, row) => (
            <tr key={row}>
              <td>{old[row] ?? '–'}</td>
              <td>{old[row] === fresh[row] ? fresh[row] : <strong>{fresh[row] ?? '–'}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Running({ path }: { readonly path: string }): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const language = useSessionLanguage()
  const whole = useWhole()
  const play = useMutation({ mutationFn: () => ask<Effect>(`${path}/effect`, { method: 'POST', body: {} }) })
  const effect = play.data
  const of = (side: Side, channel: string): { readonly contacts: number; readonly cost: string } =>
    side.perChannel.find((one) => one.channel === channel) ?? { contacts: 0, cost: '0.00' }
  const used = effect
    ? Object.keys(channels).filter((channel) => of(effect.old, channel).contacts + of(effect.new, channel).contacts > 0)
    : []
  return (
    <section className="pane stack" aria-live="polite">
      <h2>{t.running}</h2>
      <p className="quiet small">{t.runningSays}</p>
      <div>
        <Press onPress={() => play.mutate()} isBusy={play.isPending}>
          {play.isPending ? t.playing : t.play}
        </Press>
      </div>
      {play.error && <Broken fault={play.error} />}
      {effect && (
        <>
          <p>{t.effect(whole(effect.played), whole(effect.different), effect.days)}</p>
          {used.length > 0 && (
            <div className="scroll" tabIndex={0} role="region" aria-label={t.running}>
              <table>
                <thead>
                  <tr>
                    <th>{t.channel}</th>
                    <th className="num">{t.contactsNow}</th>
                    <th className="num">{t.contactsThen}</th>
                    <th className="num">{t.costNow}</th>
                    <th className="num">{t.costThen}</th>
                  </tr>
                </thead>
                <tbody>
                  {used.map((channel) => {
                    const [was, willBe] = [of(effect.old, channel), of(effect.new, channel)]
                    return (
                      <tr key={channel}>
                        <td>{channels[channel]}</td>
                        <td className="num">{whole(was.contacts)}</td>
                        <td className="num">{whole(willBe.contacts)}</td>
                        <td className="num">{money(was.cost, language)}</td>
                        <td className="num">{money(willBe.cost, language)}</td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  )
}
