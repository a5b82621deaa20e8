/** One debtor as the API tells of it. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { usePages, type Pages } from '../../api/pages'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'

export interface Debtor {
  readonly id: string
  readonly reference: string
  readonly name: string | null
  readonly kind: string
  readonly segment: string
  readonly language: string
  readonly preferredChannel: string | null
  /** The furthest step of any open claim. */
  readonly phase: string | null
  /** How they wish to be addressed. */
  readonly salutation: string | null
  readonly vulnerable: { readonly note: string; readonly since: string } | null
  /** Null before the debtor is known. */
  readonly open: string | null
  readonly openClaims: number
  readonly nextReviewAt: string | null
  /** Seen under that one since they were merged. */
  readonly mergedInto: string | null
}
export interface Claim {
  readonly id: string
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly dueOn: string
  /** The day on which it left again. */
  readonly restartedOn: string | null
  readonly open: string
  readonly state: string
}
export interface PostalAddress {
  readonly name: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly country: 'NL'
}
export interface ContactPoint {
  readonly id: string
  readonly channel: string
  readonly address: string | null
  readonly postalAddress: PostalAddress | null
  readonly usable: boolean
}
export interface Consent {
  readonly channel: string
  readonly givenOn: string
  readonly withdrawnOn: string | null
  readonly source: string
  readonly wording: string | null
  readonly askedBy: string | null
}
export interface OptOut {
  readonly contactPoint: string
  readonly channel: string
  readonly at: string
}
export interface LedgerLine {
  readonly id: string
  readonly kind: string
  readonly amount: string
  readonly bookedOn: string
}
/** Costs and interest as they stand today; of claims by their reference. */
export interface Statement {
  readonly costs: { readonly amount: string; readonly vat: string }
  readonly interest: string
  readonly total: string
  readonly claims: readonly {
    readonly reference: string
    readonly interest: readonly { readonly from: string; readonly until: string; readonly percent: string; readonly days: number }[]
  }[]
}
export interface Mandate {
  readonly reference: string
  readonly signedOn: string
  readonly collectOn: string
  readonly coming: { readonly on: string; readonly changeUntil: string; readonly mayChange: boolean } | null
}
export interface DirectDebit {
  readonly mandate: Mandate | null
}
export interface SentFile {
  readonly id: string
  readonly message: string
  readonly at: string
  readonly name: string
  readonly bytes: number
  readonly refused: string | null
}
export interface Income {
  readonly rule: Readonly<Record<string, unknown>> | null
  readonly source: 'stated' | 'imported' | 'learned' | null
}
export interface PromiseToPay {
  readonly id: string
  readonly payBy: string
  readonly amount: string
  readonly state: string
}
export interface Arrangement {
  readonly id: string
  readonly state: string
  readonly amount: string
  readonly instalments: readonly { readonly number: number; readonly dueOn: string; readonly amount: string; readonly paid: string }[]
}
export interface Hold {
  readonly id: string
  readonly kind: string
  readonly until: string | null
  readonly liftedAt: string | null
  readonly note: string | null
}
export interface Reason {
  readonly code: string
  readonly sentence: string
}
export interface Decision {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly reasons: readonly Reason[]
  readonly reviewAt: string | null
}
export interface TimelineEntry {
  readonly id: string
  readonly at: string
  readonly kind: string
  /** In the words of the server. */
  readonly what: string
  readonly contact: {
    readonly id: string
    readonly channel: string
    readonly phase: string
    readonly state: string
    readonly amount: string
  } | null
  readonly reasons: readonly Reason[]
  readonly detail: Readonly<Record<string, unknown>> | null
}

export const debtorKey = (home: string, id: string): readonly string[] => [home, 'debtor', id]

/** The lines of one claim, as one opens them. */
export function useLedger(debtor: string, claim: string): Pages<LedgerLine> {
  const { home } = useSession()
  return usePages<LedgerLine>([...debtorKey(home, debtor), 'ledger', claim], `${home}/claims/${claim}/ledger`, { limit: 20 })
}

/** A part of what is known of the debtor: `claims`, `holds`, … */
export function usePart<T>(id: string, part: string, enabled = true): UseQueryResult<T> {
  const { home } = useSession()
  return useQuery({
    enabled,
    queryKey: [...debtorKey(home, id), part],
    queryFn: ({ signal }) => ask<T>(`${home}/debtors/${id}${part === '' ? '' : `/${part}`}`, { signal }),
  })
}

const SHOWN = 50
export const timelineKey = (home: string, id: string, language: string): readonly string[] => [...debtorKey(home, id), 'timeline', language]

export function useTimeline(id: string): Pages<TimelineEntry> {
  const { home } = useSession()
  const language = useSessionLanguage()
  return usePages<TimelineEntry>(timelineKey(home, id, language), `${home}/debtors/${id}/timeline?language=${language}`, { limit: SHOWN })
}
