/** One entry with all that was kept of it, and the way to more of the same. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Window } from '../../parts/dialog'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import type { AuditEntry, AuditFilter } from './audit-api'
import { texts } from './texts'
import { whoOf } from './who'

interface EntryProps {
  readonly entry: AuditEntry
  readonly filter: AuditFilter
  readonly onChoose: (filter: AuditFilter) => void
  readonly onClose: () => void
}

/** The operations about one debtor name what they do with it. */
const isAboutDebtor = ({ action, entity }: AuditEntry): boolean => entity !== null && /Debtor/.test(action)

export function EntryWindow({ entry, filter, onChoose, onClose }: EntryProps): ReactNode {
  const t = useTexts(texts)
  const { close } = useTexts(shell)
  const { at, actor, action, entity, detail } = entry
  return (
    <Window title={t.did(action)} isOpen onClose={onClose}>
      <dl className="facts">
        <dt>{t.when}</dt>
        <dd>
          <When at={at} /> <code className="quiet">{at}</code>
        </dd>
        <dt>{t.who}</dt>
        <dd>
          {whoOf(entry, t.system)} <code className="quiet">{actor}</code>
        </dd>
        <dt>{t.what}</dt>
        <dd>
          <code>{action}</code>
        </dd>
        {entity !== null && (
          <>
            <dt>{t.about}</dt>
            <dd>
              <code>{entity}</code>
            </dd>
          </>
        )}
        {detail !== null && (
          <>
            <dt>{t.detail}</dt>
            <dd>
              <code>{JSON.stringify(detail)}</code>
            </dd>
          </>
        )}
      </dl>
      <div className="row">
        <Button onPress={() => onChoose({ ...filter, actor })}>{t.byThis}</Button>
        {entity !== null && <Button onPress={() => onChoose({ ...filter, entity })}>{t.aboutThis}</Button>}
        {isAboutDebtor(entry) && entity !== null && (
          <Link to="/debtors/$id" params={{ id: entity }}>
            {t.debtor}
          </Link>
        )}
        <Button onPress={onClose}>{close}</Button>
      </div>
    </Window>
  )
}
