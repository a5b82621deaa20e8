/** A window for how to deal with a debtor: the form of address, and the mark that they are vulnerable, with how to treat them. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, changeAsRead } from '../../api/http'
import { useKeys } from '../../app/keys'
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

type Care = Pick<Debtor, 'salutation' | 'vulnerable'>
interface Wanted {
  readonly salutation: string | null
  readonly note: string | null
}

export function Care({ debtor, onClose }: { readonly debtor: Debtor; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const [salutation, setSalutation] = useState(debtor.salutation ?? '')
  const [isVulnerable, setVulnerable] = useState(debtor.vulnerable !== null)
  const [note, setNote] = useState(debtor.vulnerable?.note ?? '')
  const wanted: Wanted = { salutation: salutation.trim() === '' ? null : salutation.trim(), note: isVulnerable ? note.trim() : null }
  const keep = useKeeping(debtor.id, () => put(`${home}/debtors/${debtor.id}`, wanted, debtor), t.kept, onClose)
  const save = (): void => {
    if (!keep.isPending) keep.mutate()
  }
  return (
    <Window title={t.title} isOpen onClose={onClose}>
      <Enter does={t.save} run={save} />
      <Line label={t.salutation} value={salutation} onChange={setSalutation} autoFocus />
      <Tick label={t.vulnerable} isSelected={isVulnerable} onChange={setVulnerable} />
      {isVulnerable && <Line label={t.note} value={note} onChange={setNote} />}
      <p className="quiet">{t.hint}</p>
      {keep.error && <Broken fault={keep.error} />}
      <div className="row"><Press className="main" isBusy={keep.isPending} onPress={save}><kbd aria-hidden="true">Enter</kbd>{t.save}</Press><Button onPress={onClose}><kbd aria-hidden="true">Esc</kbd>{t.cancel}</Button></div>
    </Window>
  )
}

async function put(path: string, { salutation, note }: Wanted, before: Care): Promise<Undo> {
  if (salutation !== before.salutation) await changeAsRead(path, { method: 'PATCH', body: { salutation } })
  if (note !== (before.vulnerable?.note ?? null)) await mark(path, note)
  return {
    undo: async () => {
      if (salutation !== before.salutation) await changeAsRead(path, { method: 'PATCH', body: { salutation: before.salutation } })
      await mark(path, before.vulnerable?.note ?? null)
    },
  }
}

const mark = (path: string, note: string | null): Promise<void> => ask(`${path}/vulnerability`, note === null ? { method: 'DELETE' } : { method: 'PUT', body: { note } })

/** Keys are of the window that is open: asked for within it. */
function Enter({ does, run }: { readonly does: string; readonly run: () => void }): ReactNode {
  useKeys({ Enter: { does, inText: true, run }, 'Control+enter': { does, inText: true, run } })
  return null
}
