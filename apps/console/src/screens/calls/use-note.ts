/** The note of a call: the server keeps it with the call, for whoever ends it. */
import { useDraft, type Draft } from '../../app/draft'
import { useSession } from '../../app/session'
import type { Card } from './calls-api'

export function useNote({ id, note }: Card): Draft {
  const { home } = useSession()
  return useDraft(`call.${id}`, { path: `${home}/call-tasks/${id}/note`, theirs: note })
}
