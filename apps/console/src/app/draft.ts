/** Text is never lost: what is typed is kept in this browser at every keystroke, and a moment later with the server, where it is found again on another machine. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../api/http'
import { keepText, keyOf, readText } from './own-texts'
import { useSession } from './session'

const QUIET_MS = 800
/** The server takes no more; this browser does. */
const LONGEST = 100_000

export interface Draft {
  readonly text: string
  readonly savedAt: number | null
  write(text: string): void
  /** Once it is saved where it belongs. */
  drop(): void
}

export interface Elsewhere {
  readonly text: string
  readonly seq: number
}

/** Where the server keeps it beside its other drafts; `theirs`: as it was read, undefined until it is. What is saved there ends it by itself. */
export interface Place {
  readonly path: string
  readonly theirs: Elsewhere | null | undefined
}

/** Of what has a way of its own to the server. */
export const HERE_ONLY: Place = { path: '', theirs: undefined }

const both = (mine: string, theirs: string): string =>
  mine.includes(theirs) ? mine : theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`

/** `join` makes one of two texts that were written without knowing of each other. */
export function useDraft(about: string, place?: Place, join = both): Draft {
  const { user, home, role } = useSession()
  const path = place?.path ?? `${home}/drafts/${about}`
  const read = useQuery({
    queryKey: [home, 'own-draft', about],
    queryFn: ({ signal }) => ask<Elsewhere>(path, { signal }),
    enabled: !place && role !== 'auditor',
    gcTime: 0,
    staleTime: Infinity,
  })
  const theirs = place ? place.theirs : read.data
  const key = keyOf(user.id, about)
  const [state, setState] = useState(() => ({ key, own: readText(key) }))
  const own = state.key === key ? state.own : readText(key)
  /** Whose text was taken up, and the last that the server is known to have. */
  const known = useRef({ key: '', seq: 0 })

  const put = (text: string, at = Math.max(Date.now(), known.current.seq + 1, (own?.at ?? 0) + 1), from = known.current.seq): number => {
    setState({ key, own: keepText(key, { text, at, from }) })
    return at
  }
  const send = (text: string, seq: number, quietMs: number): void => {
    if (path === '' || text.length > LONGEST) return
    later(path, { text, seq }, quietMs, () => {
      known.current.seq = seq
      const now = readText(key)
      if (now && now.at >= seq) keepText(key, { ...now, from: seq })
    })
  }
  // Once, as it is opened: after that nothing that comes over the wire touches what is being written.
  useEffect(() => {
    if (theirs === undefined || known.current.key === key) return
    const seq = theirs?.seq ?? 0
    known.current = { key, seq }
    if (theirs === null || seq <= (own?.from ?? 0)) return
    if (own === null || own.at === own.from) put(theirs.text, seq)
    else if (theirs.text !== '') put(join(own.text, theirs.text))
  }, [key, theirs === undefined])
  useEffect(() => {
    if (own !== null && own.at !== own.from && known.current.key === key) send(own.text, own.at, QUIET_MS)
  }, [key, own?.text, theirs === undefined])
  return {
    text: own?.text ?? '',
    savedAt: own?.at ?? null,
    write(text) {
      const at = put(text)
      if (text === '') send(text, at, QUIET_MS)
    },
    drop() {
      const at = put('')
      if (place) cancel(path)
      else send('', at, 0)
    },
  }
}

/** Sent even when one has left the page meanwhile; the copy in this browser holds when it cannot be. */
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

const cancel = (path: string): void => clearTimeout(waiting.get(path))

function later(path: string, body: Elsewhere, quietMs: number, onKept: () => void): void {
  cancel(path)
  waiting.set(
    path,
    setTimeout(() => {
      waiting.delete(path)
      void ask(path, { method: 'PUT', body }).then(onKept, () => undefined)
    }, quietMs),
  )
}
