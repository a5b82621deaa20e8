/** What lies ahead of a call, and all that went before it, as the API tells. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { usePages, type Pages } from '../../api/pages'
import { useSession } from '../../app/session'
import type { Coming } from '../debtor/what-comes'
import type { Card, CardContact } from './calls-api'

export interface Prospect extends Omit<Coming, 'collections'> {
  /** When it is made again if nobody answers; null: it is not. */
  readonly nextTry: { readonly number: number; readonly of: number; readonly at: string } | null
  readonly callBacks: readonly string[]
  readonly closedBankDays: readonly { readonly day: string; readonly moneyOn: string }[]
  readonly otherNumbers: readonly { readonly channel: string; readonly number: string; readonly usable: boolean }[]
  readonly bestHour: { readonly hour: string; readonly answered: number; readonly of: number } | null
}

/** Read anew with the card: under its key. */
export function useProspect({ id, identity, state }: Card): UseQueryResult<Prospect> {
  const { home } = useSession()
  return useQuery({
    queryKey: [home, 'card', id, 'prospect', identity.state, state],
    queryFn: ({ signal }) => ask<Prospect>(`${home}/call-tasks/${id}/prospect`, { signal }),
  })
}

export function useEarlier({ id }: Card): Pages<CardContact> {
  const { home } = useSession()
  return usePages<CardContact>([home, 'card', id, 'contacts'], `${home}/call-tasks/${id}/contacts`, { limit: 25 })
}
