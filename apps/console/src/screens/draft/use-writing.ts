/** Writing in a draft that others write in too: kept in this browser at every keystroke, saved after a pause, and never over what a colleague saved unseen. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { askFully, type Answer } from '../../api/http'
import { Problem } from '../../api/problem'
import { HERE_ONLY, useDraft } from '../../app/draft'
import { listen } from '../../app/live'
import { useSession } from '../../app/session'
import type { Definition, Draft } from '../editors/views'

export type Saving = 'saved' | 'waiting' | 'saving' | 'conflict' | 'fault' | 'gone'

export interface Writing {
  readonly draft: Draft
  readonly definition: Definition
  readonly saving: Saving
  /** Raised by each save: what is said about the draft is asked again. */
  readonly saves: number
  readonly fault: Error | null
  /** What a colleague saved meanwhile. */
  readonly theirs: Draft | null
  readonly write: (definition: Definition) => void
  readonly saveNow: () => void
  readonly takeTheirs: () => void
  readonly keepMine: () => void
  /** Once another draft has what was typed. */
  readonly drop: () => void
}

const PAUSE_MS = 800

/** With what it takes to begin a new draft, should this one be handed in or thrown away meanwhile. */
interface Kept extends Pick<Draft, 'kind' | 'name' | 'definition'> {
  /** Of what it was written over. */
  readonly etag: string
}

/** What was typed here and not saved yet. */
export function useKept(draft: string): { readonly kept: Kept | null; readonly keep: (kept: Kept) => void; readonly drop: () => void } {
  const own = useDraft(`configuration.${draft}`, HERE_ONLY)
  return { kept: keptOf(own.text), keep: (kept) => own.write(JSON.stringify(kept)), drop: () => own.drop() }
}

export function useWriting(read: Answer<Draft>): Writing {
  const { home } = useSession()
  const client = useQueryClient()
  const { kept, keep, drop } = useKept(read.body.id)
  const path = `${home}/configuration-drafts/${read.body.id}`
  const [server, setServer] = useState(read)
  const [before] = useState(kept)
  const [mine, setMine] = useState<Definition>(before?.definition ?? read.body.definition)
  const [saving, setSaving] = useState<Saving>(before ? 'waiting' : 'saved')
  const [saves, setSaves] = useState(0)
  const [fault, setFault] = useState<Error | null>(null)
  const [theirs, setTheirs] = useState<Answer<Draft> | null>(null)
  // What is being sent right now, and over which version: read by timers that were set before.
  const now = useRef({ mine, etag: before?.etag ?? read.etag ?? '', saving })
  useEffect(() => {
    now.current = { ...now.current, mine, saving }
  })

  const save = async (): Promise<void> => {
    const sent = now.current.mine
    setSaving('saving')
    try {
      const answer = await askFully<Draft>(path, { method: 'PUT', body: { definition: sent }, ifMatch: now.current.etag })
      now.current.etag = answer.etag ?? ''
      setServer(answer)
      setFault(null)
      setSaves((count) => count + 1)
      client.setQueryData([home, 'draft', read.body.id, 'self'], answer)
      if (now.current.mine === sent) {
        drop()
        setSaving('saved')
      } else setSaving('waiting')
    } catch (problem) {
      await refused(problem as Error)
    }
  }
  const refused = async (problem: Error): Promise<void> => {
    if (isGone(problem)) return setSaving('gone')
    if (problem instanceof Problem && problem.status === 412) {
      try {
        setTheirs(await askFully<Draft>(path))
        return setSaving('conflict')
      } catch (fault) {
        if (isGone(fault)) return setSaving('gone')
      }
    }
    setFault(problem)
    setSaving('fault')
  }
  useEffect(() => {
    if (saving !== 'waiting') return
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  })
  useEffect(
    () =>
      listen(
        [`draft:${read.body.id}`],
        () =>
          void askFully<Draft>(path).then(
            (answer) => {
              if (answer.etag !== now.current.etag && now.current.saving === 'saved') setTheirs(answer)
            },
            (problem: unknown) => isGone(problem) && setSaving('gone'),
          ),
      ),
    [path, read.body.id],
  )

  const write = (definition: Definition): void => {
    keep({ kind: server.body.kind, name: server.body.name, definition, etag: now.current.etag })
    setMine(definition)
    if (saving !== 'conflict' && saving !== 'gone') setSaving('waiting')
  }
  return {
    draft: server.body,
    definition: mine,
    saving,
    saves,
    fault,
    theirs: theirs?.body ?? null,
    write,
    drop,
    saveNow: () => void save(),
    takeTheirs() {
      if (!theirs) return
      now.current.etag = theirs.etag ?? ''
      drop()
      setServer(theirs)
      setMine(theirs.body.definition)
      setTheirs(null)
      setSaves((count) => count + 1)
      setSaving('saved')
    },
    keepMine() {
      if (!theirs) return
      now.current.etag = theirs.etag ?? ''
      setTheirs(null)
      setSaving('waiting')
    },
  }
}

export const isGone = (fault: unknown): boolean => fault instanceof Problem && fault.status === 404

function keptOf(text: string): Kept | null {
  try {
    return text === '' ? null : (JSON.parse(text) as Kept)
  } catch {
    return null
  }
}
