/** Work lists as the API speaks of them. */
import { ask } from '../../api/http'

export const KINDS = [
  'broken-promise',
  'dispute',
  'complaint',
  'reply',
  'escalation',
  'approval',
  'debt-help-review',
  'debt-help-confirmation',
  'deceased',
  'address',
  'outcome-unknown',
  'visit',
  'credit-stop',
  'carrier-code',
] as const
export type Kind = (typeof KINDS)[number]

export interface Task {
  readonly id: string
  readonly debtor: string
  readonly reference: string
  readonly name: string | null
  readonly kind: Kind
  /** The debtor is marked so. */
  readonly vulnerable: boolean
  readonly claims: readonly string[]
  readonly openedAt: string
  readonly claimedBy: string | null
  readonly claimedUntil: string | null
  readonly restsUntil: string | null
}

export interface Counts {
  readonly kinds: readonly { readonly kind: Kind; readonly waiting: number; readonly resting: number; readonly nextAt: string | null }[]
}

export const act = <T = void>(home: string, task: string, what: 'claim' | 'rest', body: object): Promise<T> =>
  ask<T>(`${home}/tasks/${task}/${what}`, { method: 'POST', body })

export interface Told {
  readonly outcome: string | null
  readonly undoSeconds: number
}
export const takeBack = (
  home: string,
  outcome: string,
): Promise<{ readonly task: Task; readonly as: string; readonly note: string | null }> =>
  ask(`${home}/tasks/outcomes/${outcome}/retraction`, { method: 'POST', body: {} })

/** How each kind may end; the code stands in the history. */
const ENDS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  'debt-help-review': ['ended', 'prolonged'],
  escalation: ['approved', 'rejected'],
  approval: ['approved', 'rejected'],
  deceased: ['confirmed', 'mistaken'],
  'debt-help-confirmation': ['confirmed', 'mistaken'],
  address: ['corrected', 'not-found'],
  'broken-promise': ['new-promise', 'called', 'no-action'],
  'carrier-code': ['done', 'no-action'],
}
/** What nobody can take back, since others act on it at once. */
export const isFinal = (kind: Kind, as: string): boolean =>
  (kind === 'escalation' && as === 'approved') || (kind === 'deceased' && as === 'confirmed')
export const endsOf = (kind: Kind): readonly string[] => ENDS[kind] ?? ['done', 'handed-over', 'no-action']
