/** A note for colleagues: a box of its own, in its own place, hatched; there is no way from here to the debtor. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { sendSurely } from '../../api/send-surely'
import { useDraft } from '../../app/draft'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Paragraph } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { inboxKey } from './inbox-api'
import { texts } from './texts'

export function NoteBox({ debtor }: { readonly debtor: string }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const note = useDraft(`note.${debtor}`)
  const box = useRef<HTMLElement>(null)
  const add = useMutation({
    mutationFn: () => sendSurely(`${home}/threads/${debtor}/notes`, { method: 'POST', body: { text: note.text.trim() } }, () => undefined),
    onSuccess: () => {
      note.drop()
      // Not waited for: until then nothing could be typed.
      void client.invalidateQueries({ queryKey: inboxKey(home) })
    },
  })
  const save = (): void => {
    if (note.text.trim() !== '' && !add.isPending) add.mutate()
  }
  useKeys({ o: { does: t.note, run: () => box.current?.querySelector('textarea')?.focus() } })
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    save()
  }
  return (
    <section className="pane note-box stack" aria-label={t.note} ref={box} onKeyDown={onKey}>
      <Paragraph label={t.noteLabel} rows={2} value={note.text} onChange={(text) => !add.isPending && note.write(text)} />
      {add.error && <Broken fault={add.error} />}
      <div className="row">
        <Press isDisabled={note.text.trim() === ''} isBusy={add.isPending} onPress={save}>
          {t.keepNote}
        </Press>
      </div>
    </section>
  )
}
