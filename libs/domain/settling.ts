/** Settling: everything that makes a claim rest or end. */
import type { Instant, LocalDate } from './dates'
import type { Cents } from './money'

export const HOLD_KINDS = [
  'manual',
  'dispute',
  'promise',
  'absent-from-export',
  'complaint',
  'deceased',
  'debt-help',
  'reply',
  'arrangement',
  'payment-said',
  'wrong-person',
  'not-received',
] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Why an invoice that was not received is not sent again by itself; `restarted`: it was before, and what comes after that is a person's (R4). */
export const NOT_COPIED = [
  'closed',
  'asked-already',
  'restarted',
  'disputed',
  'arranged',
  'person-decides',
  'handed-over',
  'collected',
] as const
export type NotCopied = (typeof NOT_COPIED)[number]

/** Somebody has died, or somebody else sees to the debts: nobody is held to what was agreed before (P14, P20). */
export const GRAVE_HOLDS = ['deceased', 'debt-help'] as const satisfies readonly HoldKind[]

/** Contact rests: over one claim, or over the whole debtor when `claim` is null. Open while `until` is null or not yet reached. */
export interface Hold {
  readonly kind: HoldKind
  readonly claim: string | null
  readonly from: Instant
  /** First instant at which contact may resume; null until a person or a fact ends it. */
  readonly until: Instant | null
  /** The debtor is to be told, in writing, that we have heard them (Bki art. 6.1). */
  readonly toAnswer?: boolean | null
}

/** A running payment arrangement: what is still to be paid when; its claims' ladder rests meanwhile (P18). Of a term paid in part, `amount` is the rest. */
export interface RunningArrangement {
  readonly reference: string
  readonly claims: readonly string[]
  readonly instalments: readonly { readonly number: number; readonly on: LocalDate; readonly amount: Cents; readonly paid: boolean }[]
}

/** The debtor said when they will pay; a hold keeps silence until two TARGET days after `payBy` (P14). */
export interface PromiseToPay {
  readonly reference: string
  readonly madeAt: Instant
  readonly payBy: LocalDate
  readonly state: 'open' | 'kept' | 'broken' | 'withdrawn'
}

export const TASK_KINDS = [
  'broken-promise',
  'debt-help-review',
  'debt-help-confirmation',
  'escalation',
  'approval',
  'dispute',
  'complaint',
  'deceased',
  'reply',
  'outcome-unknown',
  'address',
  'visit',
  'credit-stop',
  'carrier-code',
] as const
/** Human work that is not a contact with the debtor. */
export type TaskKind = (typeof TASK_KINDS)[number]
