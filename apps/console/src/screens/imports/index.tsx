/** Every import, the newest first, and the way to a new one. */
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { usePages } from '../../api/pages'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Listed } from '../../parts/listed'
import { useRowKeys } from '../../parts/row-keys'
import { When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { STEERING } from '../campaigns/views'
import { RunChip } from './run-chip'
import { ToUnmatched } from './to-unmatched'
import { texts } from './texts'
import type { ImportRun } from './views'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const navigate = useNavigate()
  const mayMake = STEERING.includes(role)
  const make = (): void => void navigate({ to: '/imports/new' })
  const read = usePages<ImportRun>([home, 'imports'], `${home}/imports`, { limit: 50 })
  useKeys({ c: mayMake && { does: t.make, run: make } })
  useRowKeys()
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        <div className="row">
          <ToUnmatched className="button" />
          {mayMake && (
            <Button className="main" onPress={make}>
              {t.make} <kbd>c</kbd>
            </Button>
          )}
        </div>
      </header>
      <Listed read={read} none={t.none} noneHow={t.noneHow}>
        {(runs) => <List runs={runs} />}
      </Listed>
    </div>
  )
}

function List({ runs }: { readonly runs: readonly ImportRun[] }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <table>
      <thead>
        <tr>
          <th>{t.when}</th>
          <th className="extra">{t.kind}</th>
          <th>{t.state}</th>
          <th className="num extra">{t.new}</th>
          <th className="num wide">{t.changed}</th>
          <th className="num">{t.refused}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              <Link to="/imports/$id" params={{ id: run.id }} data-row="">
                <When at={run.startedAt} />
              </Link>
            </td>
            <td className="extra">{t.kinds[run.kind]}</td>
            <td>
              <RunChip run={run} />
            </td>
            <td className="num extra">{whole(run.loaded)}</td>
            <td className="num wide">{whole(run.changed)}</td>
            <td className="num">{whole(run.refused)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
