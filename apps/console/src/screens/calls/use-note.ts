/** The note of a call: a draft in this browser, and with the server, so that it is there after a crash and on another machine. */
import { useEffect } from 'react'
import { ask } from '../../api/http'
import { useDraft, type Draft } from '../../app/draft'
import { useSession } from '../../app/session'
import type { Card } from './calls-api'

const QUIET_MS = 800

export function useNote({ id, note }: Card): Draft {
  const { home } = useSession()
  const draft = useDraft(`call.${id}`)
  // Once, before anybody types: nothing that comes over the wire touches what is being written.
  useEffect(() => {
    if (note !== null && note.seq > (draft.savedAt ?? 0)) draft.write(note.text)
  }, [id])
  useEffect(() => {
    const { text, savedAt: seq } = draft
    if (seq === null || text === note?.text) return
    const timer = setTimeout(() => void ask(`${home}/call-tasks/${id}/note`, { method: 'PUT', body: { text, seq } }).catch(() => undefined), QUIET_MS)
    return () => clearTimeout(timer)
  }, [home, id, draft.text])
  return draft
}
