/** Who is here, for which creditor and in which role; read once, kept in the query client, over when the server says so. */
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { ask, keepCsrf } from '../api/http'
import { Problem } from '../api/problem'
import { keepClock } from '../parts/clock'
import { keepZone } from '../parts/zone'
import type { Language } from '../texts/language'
import { forgetTexts } from './own-texts'
import { choose, usePreference } from './preferences'

export type Role = 'agent' | 'supervisor' | 'operator' | 'approver' | 'admin' | 'auditor'

export interface Session {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly language: Language
    readonly twoStep: boolean
  }
  readonly creditors: readonly {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly role: Role
    readonly zone: string | null
  }[]
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

/** Who is here in this browser now, told to its other tabs; null when they logged out. */
const tabs = new BroadcastChannel('tijdig.session')
export const tellTabs = (user: string | null): void => tabs.postMessage(user)

export function begin(client: QueryClient, session: Session): void {
  client.setQueryData(sessionQuery.queryKey, kept(session))
  tellTabs(session.user.id)
}

/** What was read belongs to whoever logged out: the page starts anew, and keeps nothing in memory. What they were writing stays with them, unless they throw it away. */
export async function logOut(drafts: 'keep' | { readonly of: string }): Promise<void> {
  if (drafts !== 'keep') {
    await ask('/v1/drafts', { method: 'DELETE' })
    forgetTexts(drafts.of)
  }
  await ask('/v1/session', { method: 'DELETE' }).catch((fault: unknown) => {
    if (!(fault instanceof Problem && fault.status === 401)) throw fault
  })
  tellTabs(null)
  location.replace('/login')
}

/** What a page shows is for whoever was here when it was read: for anybody else it starts anew, also when the browser brings it back as it was left. */
export function followTabs(client: QueryClient): void {
  tabs.onmessage = ({ data: user }: MessageEvent<string | null>) => {
    const before = client.getQueryData(sessionQuery.queryKey)?.user.id ?? null
    if (before !== user) location.reload()
    // A new session of the same person has a token of its own.
    else void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
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
  return (
    <WorkingFor {...session} creditor={creditor}>
      {children}
    </WorkingFor>
  )
}

export function WorkingFor({
  user,
  creditors,
  creditor,
  children,
}: Pick<Here, 'user' | 'creditors' | 'creditor'> & { readonly children: ReactNode }): ReactNode {
  const here = useMemo(
    () => ({ user, creditors, creditor, role: creditor.role, home: `/v1/creditors/${creditor.id}` }),
    [user, creditors, creditor],
  )
  return <HereContext value={here}>{children}</HereContext>
}

export function useSession(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('nobody is logged in here')
  return here
}

export function useSessionQuery(): {
  readonly session: Session | null | undefined
  readonly fault: Error | null
  readonly again: () => void
} {
  const { data, error, refetch } = useQuery(sessionQuery)
  return { session: data, fault: error, again: () => void refetch() }
}

export function useChooseCreditor(): (id: string) => void {
  const client = useQueryClient()
  return (id) => {
    choose('creditor', id)
    // Read again where it is shown again; what waits to be gone back to keeps what it was begun with.
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session', refetchType: 'none' })
  }
}
