/** The task in hand: one at a time, and again after its end was taken back, with how it had ended. */
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sendSurely } from '../../api/send-surely'
import type { Draft } from '../../app/draft'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { act, isFinal, takeBack, type Task, type Told } from './work-api'

export interface InHand {
  readonly task: Task
  /** Not yet, unless it was taken back. */
  readonly as: string
}

const keyOf = (home: string): readonly string[] => [home, 'task-in-hand']

export function useInHand(): readonly [InHand | null, (next: InHand | null) => void] {
  const { home } = useSession()
  const client = useQueryClient()
  const { data } = useQuery<InHand | null>({ queryKey: keyOf(home), queryFn: skipToken, initialData: null, staleTime: Infinity })
  return [data ?? null, (next) => void client.setQueryData(keyOf(home), next)]
}

/** Ends it as was said; what can be taken back may be for some seconds, wherever one is by then. */
export function useEnding({
  task,
  says,
  note,
}: {
  readonly task: Task
  readonly says: (as: string) => string
  readonly note: Draft
}): (as: string) => Promise<void> {
  const { home } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const undo = async (outcome: string): Promise<void> => {
    const back = await takeBack(home, outcome)
    const other = client.getQueryData<InHand | null>(keyOf(home))
    if (other) await act(home, other.task.id, 'rest', {}).catch(() => undefined)
    note.write(back.note ?? '')
    client.setQueryData(keyOf(home), { task: back.task, as: back.as })
    await client.invalidateQueries({ queryKey: [home, 'work'] })
    await navigate({ to: `/work/${task.kind}` })
  }
  return async (as) => {
    const written = note.text.trim()
    const body = { as, undoable: !isFinal(task.kind, as), ...(written !== '' && { note: written }) }
    const { outcome, undoSeconds } = await sendSurely<Told>(`${home}/tasks/${task.id}/closing`, { method: 'POST', body }, () => undefined)
    note.drop()
    if (outcome !== null) offerUndo({ says: says(as), seconds: undoSeconds, undo: () => undo(outcome) })
  }
}
