/** The call desk as the API tells of it, and what its leader does. */
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'

export interface DeskAgent {
  readonly agent: string
  readonly name: string | null
  readonly state: 'free' | 'resting' | 'reserved' | 'talking'
  readonly task: string | null
  readonly since: string | null
  readonly calledIn: boolean
  readonly pauseReason: string | null
  readonly seenAt: string
  readonly toldToday: number
}

interface DeskCall {
  readonly id: string
  readonly debtor: string
  readonly name: string | null
}
export interface InterruptedCall extends DeskCall {
  readonly agent: string | null
  readonly claimedAt: string | null
}
export interface CallBack extends DeskCall {
  readonly opensAt: string
  readonly wantedBy: string
  readonly wantedByName: string | null
  readonly wantedUntil: string
}

export interface DeskRead {
  readonly closed: { readonly reason: string; readonly by: string; readonly since: string } | null
  readonly ready: number
  readonly later: number
  readonly planned: number
  readonly oldestAt: string | null
  readonly nextAt: string | null
  readonly passedOver: readonly { readonly reason: string; readonly debtors: number }[]
  readonly toldLastHour: number
  readonly agents: readonly DeskAgent[]
  readonly interrupted: readonly InterruptedCall[]
  readonly callBacks: readonly CallBack[]
}

interface Step {
  readonly path: string
  readonly body: object
}

/** Whatever came of it, the desk is read again. */
export function useStep(onSuccess?: () => void): UseMutationResult<unknown, Error, Step> {
  const { home } = useSession()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: Step) => ask(`${home}/call-desk/${path}`, { method: 'POST', body }),
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'call-desk'] }),
  })
}
