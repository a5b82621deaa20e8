/** The call queue as the API speaks of it. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'

export type TaskState = 'queued' | 'reserved' | 'talking' | 'interrupted' | 'done' | 'expired' | 'withdrawn'

export interface Claimed {
  readonly task: { readonly id: string; readonly contact: string; readonly debtor: string; readonly state: TaskState } | null
  readonly lease: { readonly token: string; readonly expiresAt: string } | null
  readonly emptyBecause: readonly {
    readonly code: 'closed' | 'resting' | 'later' | 'planned' | 'passed-over' | 'with-agents'
    readonly count: number
  }[]
  readonly nextAt: string | null
  readonly closed: { readonly reason: string; readonly by: string } | null
}

export interface CardClaim {
  readonly id: string
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly dueOn: string
  readonly open: string
  readonly disputed: boolean
  readonly interest: string
  /** That its formal notice announced, and from when they are owed. */
  readonly costs: { readonly announced: string; readonly from: string } | null
}

export interface Owed {
  readonly total: string
  readonly costs: string
  readonly interest: string
  readonly provisional: boolean
  readonly claims: readonly CardClaim[]
  readonly promises: readonly { readonly payBy: string; readonly amount: string; readonly state: string }[]
  readonly arrangements: number
  readonly holds: readonly string[]
}

export interface CardContact {
  readonly at: string
  readonly channel: string
  readonly phase: string
  readonly state: string
  /** Of a call: how it ended. */
  readonly outcome: string | null
}

export interface Card {
  readonly id: string
  readonly debtor: string
  readonly agent: string | null
  readonly state: TaskState
  readonly phase: string
  readonly leaseUntil: string | null
  readonly reference: string
  readonly name: string
  readonly askFor: string | null
  readonly salutation: string | null
  readonly vulnerable: { readonly note: string; readonly since: string } | null
  /** The creditor's own number. */
  readonly callUsAt: string
  readonly language: 'nl' | 'en'
  readonly kind: 'consumer' | 'business'
  readonly segment: string
  readonly number: string
  readonly preferredChannel: string | null
  readonly why: readonly string[]
  /** Why it is not made after all. */
  readonly whyNot: readonly string[]
  readonly identity: {
    readonly state: 'confirmed' | 'failed' | 'other-person' | null
    readonly triesLeft: number
    readonly proofs: number
    readonly postcode: string | null
    readonly houseNumber: string | null
    readonly birthDate: string | null
    readonly customerNumber: string
  }
  readonly lastContacts: readonly CardContact[]
  readonly incomeDays: readonly string[]
  readonly owed: Owed | null
  readonly script: string | null
  /** As the server keeps it while it is written. */
  readonly note: { readonly text: string; readonly seq: number } | null
  readonly isHeld: boolean
  /** Who took it from us, and why. */
  readonly takenBack: { readonly by: string; readonly reason: string } | null
  /** They called us. */
  readonly calledIn: boolean
}

/** What the people of a desk may agree to alone; beyond it an arrangement is a proposal. */
export interface Limits {
  readonly arrangementMonths: number
  readonly arrangementAmount: string | null
  readonly proposalDays: number
}

/** The creditor's own words for why a call is passed over, and why an agent rests. */
export interface DeskWords extends Limits {
  readonly skipReasons: readonly DeskReason[]
  readonly pauseReasons: readonly DeskReason[]
  readonly releaseReasons: readonly DeskReason[]
}
interface DeskReason {
  readonly code: string
  readonly nl: string
  readonly en: string
}

/** The creditor's own words for why one skips or rests. */
export function useDeskWords(): UseQueryResult<DeskWords> {
  const { home, role } = useSession()
  return useQuery({
    // Who only looks does not work at this desk.
    enabled: role !== 'auditor',
    queryKey: [home, 'desk-words'],
    queryFn: ({ signal }) => ask<DeskWords>(`${home}/call-desk/settings`, { signal }),
    staleTime: Infinity,
  })
}

export interface Told {
  readonly outcome: string | null
  readonly undoSeconds: number
}

export const claimNext = (home: string): Promise<Claimed> => ask<Claimed>(`${home}/call-tasks/claim`, { method: 'POST', body: {} })
export const readCard = (home: string, id: string, language: string, signal?: AbortSignal): Promise<Card> =>
  ask<Card>(`${home}/call-tasks/${id}?language=${language}`, { signal })

export const act = <T>(home: string, id: string, what: string, body: object, idempotencyKey?: string): Promise<T> =>
  ask<T>(`${home}/call-tasks/${id}/${what}`, { method: 'POST', body, idempotencyKey })

export const takeBack = (home: string, outcome: string): Promise<{ readonly task: string }> =>
  ask(`${home}/call-outcomes/${outcome}/retraction`, { method: 'POST', body: {} })
export const rest = (home: string, reason: string | null): Promise<void> =>
  ask(`${home}/call-desk/${reason === null ? 'resumption' : 'pause'}`, { method: 'POST', body: reason === null ? {} : { reason } })
