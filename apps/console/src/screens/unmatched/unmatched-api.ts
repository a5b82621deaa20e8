/** Payments that named no known claim, as the API tells them, and what they may be for. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { usePages, type Pages } from '../../api/pages'
import { findDebtors } from '../../app/find-debtors'
import { useSession, type Role } from '../../app/session'
import type { Page } from '../../parts/rows'

export interface Payment {
  readonly id: string
  readonly receivedOn: string
  readonly amount: string
  readonly reference: string | null
  readonly invoiceNumber: string | null
  readonly description: string | null
  readonly payerIban: string | null
  readonly payerName: string | null
  /** Of a direct debit that came back: linking it cannot be undone. */
  readonly returnCode: string | null
  readonly setAside: { readonly reason: string; readonly note: string | null; readonly at: string } | null
}

export interface Candidate {
  readonly claimId: string
  readonly debtorId: string
  readonly debtor: string
  readonly name: string | null
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly dueOn: string
  readonly open: string
  readonly matched: readonly string[]
}

export const VIEWS = ['open', 'set-aside'] as const
export type View = (typeof VIEWS)[number]
export const REASONS = ['no-debtor', 'sent-back', 'booked-elsewhere', 'double', 'other'] as const
export const mayLink = (role: Role): boolean => role === 'operator' || role === 'approver' || role === 'admin'

export const unmatchedKey = (home: string): readonly string[] => [home, 'unmatched']

export function useUnmatched(view: View): Pages<Payment> {
  const { home } = useSession()
  return usePages<Payment>([...unmatchedKey(home), view], `${home}/payments/unmatched?view=${view}`, { limit: 50 })
}

export function useCandidates({ id, setAside }: Payment): UseQueryResult<readonly Candidate[]> {
  const { home } = useSession()
  return useQuery({
    queryKey: [...unmatchedKey(home), id, 'candidates'],
    enabled: setAside === null,
    queryFn: ({ signal }) => ask<readonly Candidate[]>(`${home}/payments/unmatched/${id}/candidates`, { signal }),
  })
}

const SEARCHED_AT_MOST = 5

/** What is open of whoever is found by what was typed. */
export async function findClaims(home: string, text: string): Promise<readonly Candidate[]> {
  const debtors = (await findDebtors(home, text)).filter(({ openClaims }) => openClaims > 0).slice(0, SEARCHED_AT_MOST)
  const lists = await Promise.all(
    debtors.map(async ({ id, reference, name }) => {
      const { items } = await ask<
        Page<
          Omit<Candidate, 'claimId' | 'debtor' | 'name' | 'matched'> & {
            readonly id: string
            readonly state: string
            readonly kind: string
          }
        >
      >(`${home}/debtors/${id}/claims?limit=200`)
      return items
        .filter(({ state, kind }) => state === 'open' && kind === 'claim')
        .map((claim): Candidate => ({ ...claim, claimId: claim.id, debtor: reference, name, matched: [] }))
    }),
  )
  return lists.flat()
}
