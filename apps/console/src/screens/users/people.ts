/** People who log in and where they are logged in, as the API tells admins. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { usePages } from '../../api/pages'
import { Problem } from '../../api/problem'
import type { Role } from '../../app/session'
import type { Language } from '../../texts/language'

export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly platform: boolean
  readonly twoStep: boolean
  readonly hasPassword: boolean
  readonly createdAt: string
  readonly disabledAt: string | null
  readonly roles: readonly { readonly creditor: string; readonly role: Role }[]
}

export interface Invitation {
  readonly id: string
  /** Null when the answer is repeated. */
  readonly link: string | null
}

export interface ListedSession {
  readonly id: string
  readonly startedAt: string
  readonly seenAt: string
  readonly expiresAt: string
  readonly address: string
  readonly browser: string
  readonly own: boolean
}

export const ROLES: readonly Role[] = ['agent', 'supervisor', 'operator', 'approver', 'admin', 'auditor']

export const useUsers = (): ReturnType<typeof usePages<User>> => usePages<User>(['users'], '/v1/users')

export const useUser = (id: string): UseQueryResult<User> =>
  useQuery({ queryKey: ['users', id], queryFn: ({ signal }) => ask<User>(`/v1/users/${id}`, { signal }) })

/** Null: they serve a creditor that the asker does not administer. */
export const useSessionsOf = (id: string): UseQueryResult<readonly ListedSession[] | null> =>
  useQuery({
    queryKey: ['users', id, 'sessions'],
    queryFn: async ({ signal }): Promise<readonly ListedSession[] | null> => {
      try {
        return await ask<readonly ListedSession[]>(`/v1/users/${id}/sessions`, { signal })
      } catch (fault) {
        if (fault instanceof Problem && fault.status === 404) return null
        throw fault
      }
    },
  })

/** Whatever was read of people is read again. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['users'] })
}
