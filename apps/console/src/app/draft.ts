/** Text is never lost: what is typed is kept in this browser at every keystroke, by writer and object, until it is saved or seven days old. */
import { useState } from 'react'
import { useSession } from './session'

const WEEK_MS = 7 * 86_400_000
const PREFIX = 'tijdig.draft.'

interface Kept {
  readonly text: string
  readonly at: number
}

export interface Draft {
  readonly text: string
  readonly savedAt: number | null
  write(text: string): void
  /** Once it is saved where it belongs. */
  drop(): void
}

export function useDraft(about: string): Draft {
  const { user } = useSession()
  const key = `${PREFIX}${user.id}.${about}`
  const [state, setState] = useState(() => ({ key, kept: read(key) }))
  const kept = state.key === key ? state.kept : read(key)
  const write = (text: string): void => setState({ key, kept: keep(key, text) })
  return { text: kept?.text ?? '', savedAt: kept?.at ?? null, write, drop: () => write('') }
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function keep(key: string, text: string): Kept | null {
  const kept = text === '' ? null : { text, at: Date.now() }
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept))
    else localStorage.removeItem(key)
  } catch {
    // Storage is full or refused: the text is still on the page.
  }
  return kept
}

export function forgetOldDrafts(): void {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    if (Date.now() - (read(key)?.at ?? 0) > WEEK_MS) localStorage.removeItem(key)
  }
}
