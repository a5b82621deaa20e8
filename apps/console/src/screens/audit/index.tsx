/** Who read or changed what, the newest first; of one person or about one thing when that is chosen. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Rows, type Column } from '../../parts/rows'
import { saveFile } from '../../parts/save-file'
import { Broken, Empty } from '../../parts/state'
import { When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { SettingsMenu } from '../users/settings-menu'
import { auditFile, EXPORTED_AT_MOST, useAudit, type AuditEntry, type AuditFilter } from './audit-api'
import { EntryWindow } from './entry-window'
import { EntityField } from './entity-field'
import { texts } from './texts'
import { whoOf } from './who'
import './audit.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const filter: AuditFilter = useSearch({ strict: false })
  const read = useAudit(filter)
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const choose = (next: AuditFilter): void => {
    setOpen(null)
    void navigate({ to: '/settings/audit', search: { ...next } })
  }
  const columns: readonly Column<AuditEntry>[] = [
    { name: t.when, shows: ({ at }) => <When at={at} /> },
    { name: t.who, shows: (entry) => whoOf(entry, t.system) },
    { name: t.what, shows: ({ action }) => t.did(action) },
    { name: t.about, isExtra: true, shows: ({ entity }) => entity !== null && <code>{entity}</code> },
  ]
  return (
    <div className="stack audit">
      <header className="row spread">
        <h1>{t.title}</h1>
        <SaveFile filter={filter} />
      </header>
      <SettingsMenu />
      <p className="quiet">{t.intro}</p>
      <div className="row">
        <EntityField key={filter.entity ?? ''} value={filter.entity ?? ''} onChoose={(entity) => choose({ ...filter, entity })} />
        {(filter.actor !== undefined || filter.entity !== undefined) && (
          <>
            <span>
              {t.only} <code>{[filter.actor, filter.entity].filter((one) => one !== undefined).join(', ')}</code>
            </span>
            <Button onPress={() => choose({})}>{t.everybody}</Button>
          </>
        )}
      </div>
      <Rows
        label={t.title}
        read={read}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={setOpen}
        empty={
          <Empty title={t.none}>
            <p>{t.noneHow}</p>
          </Empty>
        }
      />
      {open && <EntryWindow entry={open} filter={filter} onChoose={choose} onClose={() => setOpen(null)} />}
    </div>
  )
}

function SaveFile({ filter }: { readonly filter: AuditFilter }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  const save = useMutation({
    mutationFn: () => auditFile(home, filter),
    onSuccess: (file) => saveFile(file, 'audit.csv'),
  })
  return (
    <div className="row">
      <span className="quiet small">{t.fileHow(whole(EXPORTED_AT_MOST))}</span>
      <Press onPress={() => save.mutate()} isBusy={save.isPending}>
        {t.file}
      </Press>
      {save.error && <Broken fault={save.error} />}
    </div>
  )
}
