/** DebtorCondition: for which debtors something holds, by what they are to the creditor, what they owe, and how they paid before. */
import type { DebtorKind, Segment } from './owing'

/** From, included, and below. */
export interface Bounds {
  readonly from?: number
  readonly below?: number
}

/** How they paid before: claims settled by the day of their last payment, and promises that were not kept; what a campaign's filter counts. */
export const BEHAVIOURS = ['paidLate', 'paidOnTime', 'brokenPromises'] as const
export type Behaviour = (typeof BEHAVIOURS)[number]
export type BehaviourCondition = Readonly<Partial<Record<Behaviour, Bounds>>>

/** What is left out holds for all. */
export interface DebtorCondition extends Bounds, BehaviourCondition {
  readonly kinds?: readonly DebtorKind[]
  /** How they pay and what they mean to the creditor. */
  readonly segments?: readonly Segment[]
  /** Open amount of the debtor in cents: from, included, and below. */
  readonly from?: number
  readonly below?: number
}
