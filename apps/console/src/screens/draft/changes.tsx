/** What would be otherwise than what is live, in words. */
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { Sentences } from '../editors/sentences'
import { texts } from './texts'
import type { Writing } from './use-writing'

export function Changes({ writing: { draft, saves } }: { readonly writing: Writing }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const language = useSessionLanguage()
  const [isOpen, setOpen] = useState(false)
  const read = useQuery({
    queryKey: [home, 'draft', draft.id, 'differences', saves, language],
    enabled: isOpen,
    queryFn: ({ signal }) =>
      ask<{ readonly sentences: readonly string[] }>(`${home}/configuration-drafts/${draft.id}/differences?language=${language}`, {
        signal,
      }),
  })
  useKeys({ d: { does: t.compare, run: () => setOpen(!isOpen) } })
  return (
    <section className="pane stack">
      <div>
        <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t.compare} <kbd>d</kbd>
        </Button>
      </div>
      {isOpen && (
        <Shown read={read}>{({ sentences }) => <Sentences sentences={sentences} title={t.changes} none={t.nothingChanges} />}</Shown>
      )}
    </section>
  )
}
