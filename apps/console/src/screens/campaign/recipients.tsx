/** Everybody a campaign has looked at, with where each stands and why; and the same as a file. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePages } from '../../api/pages'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Download } from '../../parts/download'
import { More } from '../../parts/more'
import { useRowKeys } from '../../parts/row-keys'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import type { Campaign, Recipient } from '../campaigns/views'
import { words } from '../campaigns/words'
import { texts } from './texts'

export function Recipients({ campaign: { id } }: { readonly campaign: Campaign }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const language = useSessionLanguage()
  const path = `${home}/campaigns/${id}/recipients`
  const read = usePages<Recipient>([home, 'campaign', id, 'recipients', language], `${path}?language=${language}`, { limit: 50 })
  useRowKeys()
  return (
    <section className="pane stack">
      <header className="row spread">
        <h2>{t.recipients}</h2>
        <Download path={`${path}.csv`}>{t.download}</Download>
      </header>
      <Shown read={read}>{({ pages }) => <List recipients={pages.flatMap(({ items }) => items)} />}</Shown>
      <More read={read} />
    </section>
  )
}

function List({ recipients }: { readonly recipients: readonly Recipient[] }): ReactNode {
  const t = useTexts(texts)
  const { enrolment, excluded } = useTexts(words)
  if (recipients.length === 0) return <p className="quiet">{t.nobody}</p>
  return (
    <table>
      <thead>
        <tr>
          <th>{t.debtor}</th>
          <th>{t.state}</th>
          <th>{t.reason}</th>
          <th>{t.since}</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map(({ debtorId, debtor, variant, state, reason, why, since }) => (
          <tr key={debtorId}>
            <td>
              <Link to={`/debtors/${debtorId}`} data-row="">
                {debtor}
              </Link>
              {variant !== null && <span className="quiet"> {variant.toUpperCase()}</span>}
            </td>
            <td>{enrolment[state] ?? state}</td>
            <td className="small">{reason === null ? why.map(({ sentence }) => sentence).join(' ') : (excluded[reason] ?? reason)}</td>
            <td>
              <When at={since} as="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
