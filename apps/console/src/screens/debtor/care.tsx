/** A window for how to deal with a debtor: the form of address, and the mark that they are vulnerable, with how to treat them. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, changeAsRead } from '../../api/http'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { Tick } from '../../parts/tick'
import { useTexts } from '../../texts'
import type { Undo } from './acts'
import { texts } from './care-texts'
import type { Debtor } from './debtor-api'
import { useKeeping } from './use-keeping'

interface Treated {
  readonly salutation: string | null
  /** Null: not marked as vulnerable. */
  readonly note: string | null
}

export function Care({ debtor, onClose }: { readonly debtor: Debtor; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const [salutation, setSalutation] = useState(debtor.salutation ?? '')
  const [isVulnerable, setVulnerable] = useState(debtor.vulnerable !== null)
  const [note, setNote] = useState(debtor.vulnerable?.note ?? '')
  const before: Treated = { salutation: debtor.salutation, note: debtor.vulnerable?.note ?? null }
  const wanted: Treated = { salutation: salutation.trim() === '' ? null : salutation.trim(), note: isVulnerable ? note.trim() : null }
  const keep = useKeeping(debtor.id, () => put(`${home}/debtors/${debtor.id}`, before, wanted), t.kept, onClose)
  const save = (): void => {
    if (!keep.isPending) keep.mutate()
  }
  return (
    <Window
      title={t.title}
      isOpen
      onClose={onClose}
      keys={{ Enter: { does: t.save, inText: true, run: save }, 'Control+enter': { does: t.save, inText: true, run: save } }}
    >
      <Line label={t.salutation} value={salutation} onChange={setSalutation} autoFocus />
      <Tick label={t.vulnerable} isSelected={isVulnerable} onChange={setVulnerable} />
      {isVulnerable && <Line label={t.note} value={note} onChange={setNote} />}
      <p className="quiet">{t.hint}</p>
      {keep.error && <Broken fault={keep.error} />}
      <div className="row">
        <Press className="main" isBusy={keep.isPending} onPress={save}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.save}
        </Press>
        <Button onPress={onClose}>
          <kbd aria-hidden="true">Esc</kbd>
          {t.cancel}
        </Button>
      </div>
    </Window>
  )
}

async function put(path: string, before: Treated, wanted: Treated): Promise<Undo> {
  await change(path, before, wanted)
  return { undo: () => change(path, wanted, before) }
}

/** Only what is otherwise: a mark that was left alone is nobody's anew. */
async function change(path: string, from: Treated, { salutation, note }: Treated): Promise<void> {
  if (salutation !== from.salutation) await changeAsRead(path, { method: 'PATCH', body: { salutation } })
  if (note !== from.note) await ask(`${path}/vulnerability`, note === null ? { method: 'DELETE' } : { method: 'PUT', body: { note } })
}
