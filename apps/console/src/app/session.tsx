/** Who is here, for which creditor and in which role; read once, kept in the query client, over when the server says so. */
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import { ask, keepCsrf } from '../api/http'
import { Problem } from '../api/problem'
import { keepClock } from '../parts/clock'
import { keepZone } from '../parts/zone'
import type { Language } from '../texts/language'
import { forgetTexts } from './own-texts'
import { choose, usePreference } from './preferences'

export type Role = 'agent' | 'supervisor' | 'operator' | 'approver' | 'admin' | 'auditor'

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly language: Language }
  readonly creditors: readonly { readonly id: string; readonly code: string; readonly name: string; readonly role: Role; readonly zone: string | null }[]
  readonly csrf: string
  readonly expiresAt: string
  readonly now: string
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async (): Promise<Session | null> => {
    try {
      return kept(await ask<Session>('/v1/session'))
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 401) return null
      throw fault
    }
  },
})

export function kept(session: Session): Session {
  keepCsrf(session.csrf)
  keepClock(session.now)
  return session
}

export function begin(client: QueryClient, session: Session): void {
  client.setQueryData(sessionQuery.queryKey, kept(session))
}

/** What was read belongs to whoever logged out; what they were writing stays with them, unless they throw it away. */
export async function logOut(client: QueryClient, drafts: 'keep' | { readonly of: string }): Promise<void> {
  if (drafts !== 'keep') {
    await ask('/v1/drafts', { method: 'DELETE' })
    forgetTexts(drafts.of)
  }
  await ask('/v1/session', { method: 'DELETE' })
  keepCsrf(null)
  client.clear()
  client.setQueryData(sessionQuery.queryKey, null)
}

export interface Here {
  readonly user: Session['user']
  readonly creditors: Session['creditors']
  readonly creditor: Session['creditors'][number]
  readonly role: Role
  /** Path of the API for this creditor. */
  readonly home: string
}

const HereContext = createContext<Here | null>(null)

export function Inside({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactNode {
  const [chosen] = usePreference('creditor')
  const creditor = session.creditors.find(({ id }) => id === chosen) ?? session.creditors[0]
  if (!creditor) return null
  keepZone(creditor.zone)
  const here = { user: session.user, creditors: session.creditors, creditor, role: creditor.role, home: `/v1/creditors/${creditor.id}` }
  return <HereContext value={here}>{children}</HereContext>
}

export function useSession(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('nobody is logged in here')
  return here
}

export function useSessionQuery(): { readonly session: Session | null | undefined; readonly fault: Error | null; readonly again: () => void } {
  const { data, error, refetch } = useQuery(sessionQuery)
  return { session: data, fault: error, again: () => void refetch() }
}

export function useChooseCreditor(): (id: string) => void {
  const client = useQueryClient()
  return (id) => {
    choose('creditor', id)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
}
