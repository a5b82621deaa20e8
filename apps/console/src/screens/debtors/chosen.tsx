/** What is done with the debtors one chose: a file of them, or a rest with its reason, which can be taken back. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Window } from '../../parts/dialog'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { saveFile } from '../../parts/save-file'
import { Broken } from '../../parts/state'
import { dayFromNow, inZone } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'

interface ChosenProps {
  readonly chosen: readonly string[]
  readonly onDone: () => void
}

export function Chosen({ chosen, onDone }: ChosenProps): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const [rests, setRests] = useState(false)
  // Who was chosen goes in the body; the file is made at the server, from what it shows this person.
  const save = useMutation({
    mutationFn: () => ask<Blob>(`${home}/debtors/export`, { method: 'POST', body: { debtors: chosen }, forFile: true }),
    onSuccess: (file) => saveFile(file, 'debtors.csv'),
  })
  return (
    <section className="bar row" aria-label={t.chosen(chosen.length)}>
      <strong>{t.chosen(chosen.length)}</strong>
      <Press isBusy={save.isPending} onPress={() => save.mutate()}>
        {t.export}
      </Press>
      {role !== 'auditor' && <Button onPress={() => setRests(true)}>{t.rest}</Button>}
      <Button className="bare" onPress={onDone}>
        {t.chooseNone}
      </Button>
      {save.error && <Broken fault={save.error} />}
      {rests && <Rest chosen={chosen} onDone={onDone} onClose={() => setRests(false)} />}
    </section>
  )
}

interface Rested {
  readonly placed: readonly { readonly hold: string }[]
}
const USUAL_DAYS = 7

function Rest({ chosen, onDone, onClose }: ChosenProps & { readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const [day, setDay] = useState(() => dayFromNow(USUAL_DAYS))
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState<'day' | 'note' | null>(null)
  const rest = useMutation({
    mutationFn: () =>
      ask<Rested>(`${home}/debtors/holds`, { method: 'POST', body: { debtors: chosen, until: inZone(day, '00:00'), note: note.trim() } }),
    onSuccess: ({ placed }) => {
      offerUndo({
        says: t.rested(placed.length, chosen.length - placed.length),
        undo: () => ask(`${home}/debtors/holds/lifting`, { method: 'POST', body: { holds: placed.map(({ hold }) => hold) } }),
      })
      onClose()
      onDone()
    },
  })
  const save = (): void => {
    const empty = day > dayFromNow(0) ? (note.trim() === '' ? 'note' : null) : 'day'
    setMissing(empty)
    if (empty === null && !rest.isPending) rest.mutate()
  }
  return (
    <Window title={t.restTitle(chosen.length)} isOpen onClose={onClose} keys={{ Enter: { does: t.rest, inText: true, run: save } }}>
      <DayField label={t.until} value={day} onChange={setDay} error={missing === 'day' ? t.dayMissing : null} autoFocus />
      <Line label={t.why} value={note} onChange={setNote} error={missing === 'note' ? t.whyMissing : null} />
      <p className="quiet">{t.restEffect}</p>
      {rest.error && <Broken fault={rest.error} />}
      <div className="row">
        <Press className="main" isBusy={rest.isPending} onPress={save}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.rest}
        </Press>
        <Button onPress={onClose}>
          <kbd aria-hidden="true">Esc</kbd>
          {t.cancel}
        </Button>
      </div>
    </Window>
  )
}
