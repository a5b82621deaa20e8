/** Keeps what a window of the debtor's page says: the page is read again, the window closes, and for some seconds it can be taken back. */
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import type { Undo } from './acts'
import { debtorKey } from './debtor-api'

export function useKeeping(
  debtor: string,
  keep: () => Promise<Undo>,
  says: string,
  onClose: () => void,
): UseMutationResult<Undo, Error, void> {
  const { home } = useSession()
  const client = useQueryClient()
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: debtorKey(home, debtor) })
  return useMutation({
    mutationFn: keep,
    onSuccess: ({ undo, seconds }) => {
      offerUndo({ says, ...(seconds !== undefined && { seconds }), undo: () => undo().finally(() => void reread()) })
      onClose()
    },
    onSettled: reread,
  })
}
