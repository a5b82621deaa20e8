/** DebtorCondition: for which debtors something holds, by what they are to the creditor and what they owe. */
import type { DebtorKind, Segment } from './owing'

/** What is left out holds for all. */
export interface DebtorCondition {
  readonly kinds?: readonly DebtorKind[]
  /** How they pay and what they mean to the creditor. */
  readonly segments?: readonly Segment[]
  /** Open amount of the debtor in cents: from, included, and below. */
  readonly from?: number
  readonly below?: number
}
