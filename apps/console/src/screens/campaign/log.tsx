/** Who did what with a campaign. */
import type { ReactNode } from 'react'
import { useSession } from '../../app/session'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import type { LogEntry } from '../campaigns/views'
import { texts } from './texts'

/** The log has ids; a person reads who that is to them. */
export function useActorName(): (actor: string) => string {
  const t = useTexts(texts)
  const { user } = useSession()
  return (actor) => {
    if (actor === `user:${user.id}`) return t.me
    if (actor.startsWith('user:')) return t.colleague
    return actor === 'tijdig' ? t.tijdig : actor.startsWith('key:') ? t.key : actor
  }
}

export function Log({ entries }: { readonly entries: readonly LogEntry[] }): ReactNode {
  const t = useTexts(texts)
  const nameOf = useActorName()
  return (
    <details className="pane">
      <summary>{t.log}</summary>
      <table>
        <thead>
          <tr>
            <th>{t.when}</th>
            <th>{t.who}</th>
            <th>{t.what}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ actor, action, at }) => (
            <tr key={`${at}${action}`}>
              <td>
                <When at={at} />
              </td>
              <td>{nameOf(actor)}</td>
              <td>{t.did[action.replace('campaign.', '')] ?? action}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
