/** Every campaign, the newest first, and the way to a new one. */
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { usePages } from '../../api/pages'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Listed } from '../../parts/listed'
import { useRowKeys } from '../../parts/row-keys'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { StateChip } from './state-chip'
import { texts } from './texts'
import { STEERING, type Campaign } from './views'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const navigate = useNavigate()
  const mayMake = STEERING.includes(role)
  const make = (): void => void navigate({ to: '/campaigns/new' })
  const read = usePages<Campaign>([home, 'campaigns'], `${home}/campaigns`, { limit: 50 })
  useKeys({ c: mayMake && { does: t.make, run: make } })
  useRowKeys()
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        {mayMake && (
          <Button className="main" onPress={make}>
            {t.make} <kbd>c</kbd>
          </Button>
        )}
      </header>
      <Listed read={read} none={t.none} noneHow={t.noneHow}>
        {(campaigns) => <List campaigns={campaigns} />}
      </Listed>
    </div>
  )
}

function List({ campaigns }: { readonly campaigns: readonly Campaign[] }): ReactNode {
  const t = useTexts(texts)
  return (
    <table>
      <thead>
        <tr>
          <th>{t.name}</th>
          <th>{t.state}</th>
          <th className="wide">{t.strategy}</th>
          <th>{t.starts}</th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map(({ id, name, state, startsAt, variants }) => (
          <tr key={id}>
            <td className="long">
              <Link to="/campaigns/$id" params={{ id }} data-row="">
                {name}
              </Link>
            </td>
            <td>
              <StateChip state={state} />
            </td>
            <td className="wide">
              {variants.length === 0
                ? t.asks
                : variants
                    .map(({ strategy, strategyVersion, share }) => `${strategy} v${strategyVersion}${share < 100 ? ` (${share} %)` : ''}`)
                    .join(' / ')}
            </td>
            <td>
              <When at={startsAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
