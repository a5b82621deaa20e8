/** Strategy: a versioned ladder of steps; a Journey is one debtor's run through it. */
import type { Channel } from './channel'
import type { ChargeSettings } from './charges'
import type { DebtorCondition } from './condition'
import type { DebtorKind } from './owing'
import type { LadderPhase } from './phase'

/**
 * When a step is due. Days count from the due date, from the soft due date (P10),
 * from the end of the term of the formal notice, or from the day another step was taken.
 */
export type StepDay =
  | { readonly from: 'issue-date' | 'due-date' | 'soft-due-date'; readonly days: number }
  | { readonly from: 'notice-term-end'; readonly days: number }
  | { readonly from: 'step'; readonly step: string; readonly days: number }

/** Steps that send nothing: a person goes there (R19), or sees to it that a firm gets nothing more on credit (R37). */
export const STEP_TASKS = ['visit', 'credit-stop'] as const
export type StepTask = (typeof STEP_TASKS)[number]

export interface Step {
  /** Unique in its strategy; the key of the ladder position, e.g. `reminder`. */
  readonly name: string
  readonly phase: LadderPhase
  readonly day: StepDay
  /** A channel that the step demands; it beats the preference (P15). */
  readonly channel?: Channel
  /** Only for such debtors; for others the ladder has no such step. */
  readonly when?: DebtorCondition
  /** Not a message but a person's task. */
  readonly task?: StepTask
}

export const BROKEN_ARRANGEMENT = ['ladder', 'person'] as const
export type BrokenArrangement = (typeof BROKEN_ARRANGEMENT)[number]

export interface Strategy {
  readonly name: string
  readonly version: number
  readonly for: readonly DebtorKind[]
  /** What this ladder charges otherwise than the policy and the creditor do. */
  readonly charges?: ChargeSettings
  /** Who goes on when an instalment was missed: the ladder from where it stood, which is usual, or a person, until they end the rest. */
  readonly afterBrokenArrangement?: BrokenArrangement
  /** In the order of the ladder. */
  readonly steps: readonly Step[]
}
