/** Prospect: a claim's next move, with the instant at which it would be made and why then. */
import type { AttemptId, ClaimState, Instant, LocalDate, Reason, Step, StepTask } from '#domain'
import type { ChannelChoice } from './channel-choice'
import type { Position } from './ladder'

interface Move {
  readonly claim: ClaimState
  readonly position: Position
  readonly step: Step
  /** The day that the strategy names. */
  readonly day: LocalDate
  readonly at: Instant
  readonly reasons: readonly Reason[]
}

export interface ContactProspect extends Move {
  readonly kind: 'contact'
  readonly choice: ChannelChoice
  /** The day before P4 moves it, from which consolidation measures (P13, P25). */
  readonly fallsOn: LocalDate
  readonly resumes: AttemptId | null
}

/** `address`: nothing can reach the debtor any more; `escalation`: the end of the ladder; else a step that a person takes. */
export interface TaskProspect extends Move {
  readonly kind: 'task'
  readonly task: 'address' | 'escalation' | StepTask
}

export type Prospect =
  | ContactProspect
  | TaskProspect
  /** Nothing until a fact comes. */
  | { readonly kind: 'never'; readonly claim: ClaimState; readonly reason: Reason }
  | { readonly kind: 'unstable'; readonly claim: ClaimState; readonly reasons: readonly Reason[] }
