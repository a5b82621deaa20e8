/** Candidate: a contact that might be made, as the rules see it; and the one shape that every rule has. */
import type {
  AttemptId,
  Channel,
  ClaimState,
  DebtorState,
  Instant,
  LocalDate,
  Phase,
  ReachablePoint,
  Reason,
  Rulebook,
  StepTaken,
  Verdict,
} from '#domain'

export interface Candidate {
  readonly claim: ClaimState
  readonly step: string
  readonly phase: Phase
  /** The latest step of an earlier phase. */
  readonly before: StepTaken | undefined
  /** Null when the step is a person's task. */
  readonly channel: Channel | null
  readonly point: ReachablePoint | null
  /** The day the ladder and the facts ask for, before P4 moves it; ranges are measured from it (P25). */
  readonly day: LocalDate
  /** The instant that is asked about. */
  readonly at: Instant
  /** True while a plan seeks an opening hour; false when any moment within the hours will do, since the planned one has passed. */
  readonly punctual: boolean
  /** The attempt that this is, which does not stand in its own way. */
  readonly attemptId: AttemptId | null
  /** Channels over which this attempt has failed. */
  readonly failed: readonly Channel[]
}

export type Rule = (candidate: Candidate, state: DebtorState, rulebook: Rulebook, now: Instant) => Verdict

export const pass: Verdict = { kind: 'pass' }
export const never = (reason: Reason): Verdict => ({ kind: 'never', reason })
export const notBefore = (at: Instant, reason: Reason): Verdict => ({ kind: 'not-before', at, reason })

/** A reminder that a person sends beside the ladder: no step of it is taken by that, and the ladder's own reminders wait after it as after one of theirs. */
export const isRemindedByHand = (step: string): boolean => step.startsWith('by-hand-')

/** What a person writes back to a debtor is their decision: opt-outs and hours bind it, what rests the program does not. */
export const isByHand = ({ phase, step }: Pick<Candidate, 'phase' | 'step'>): boolean => phase === 'reply' && step.startsWith('answer-')
