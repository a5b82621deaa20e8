/** Decision: what is to be done for a debtor now, always with reasons and the instant of the next look. */
import type { Calendars } from './calendar'
import type { Channel } from './channel'
import type { Instant, LocalDate } from './dates'
import type { AttemptId, ContactPointId } from './ids'
import type { InterestTable } from './interest'
import type { Cents } from './money'
import type { LadderPhase, Phase } from './phase'
import type { ContactPolicy } from './policy'
import type { Reason } from './reasons'
import type { TaskKind } from './settling'
import type { Strategy } from './strategy'

/** Everything that decides besides the state: versions that are published, and the creditor's own settings. */
export interface Rulebook {
  readonly policy: ContactPolicy
  readonly strategy: Strategy
  readonly calendars: Calendars
  /** The rates that the policy's interest names; null where none is charged and none is loaded. */
  readonly interestTable: InterestTable | null
  /** Channels this creditor has a sender for. */
  readonly channels: readonly Channel[]
}

/** The contact that a Contact decision asks for. */
export interface PlannedContact {
  readonly at: Instant
  readonly channel: Channel
  readonly contactPointId: ContactPointId
  readonly phase: Phase
  readonly step: string
  /** References of the claims it lists; the order of the due dates. */
  readonly claims: readonly string[]
  /** Open principal of those claims, without costs. */
  readonly amount: Cents
  /** Printed last day to pay; null where the phase names none. */
  readonly payBy: LocalDate | null
  /** Of a letter: the day it is expected in the letter box (P16). */
  readonly expectedDelivery: LocalDate | null
  /** Of a formal notice: the last day of the legal term, and the costs that are announced. */
  readonly legalEnd: LocalDate | null
  readonly announcedCosts: Cents | null
  /** Set when this is another hand-over of an attempt that failed (rule 10). */
  readonly resumes: AttemptId | null
}

export type Decision =
  | { readonly kind: 'contact'; readonly contact: PlannedContact; readonly reasons: Reasons; readonly reviewAt: Instant }
  | { readonly kind: 'wait'; readonly reasons: Reasons; readonly reviewAt: Instant }
  /** `step` is the ladder step that these claims take by it, of phase escalation unless it says otherwise; null when the ladder stands still. */
  | {
      readonly kind: 'escalate'
      readonly task: TaskKind
      readonly claims: readonly string[]
      readonly step: string | null
      readonly phase?: LadderPhase
      readonly reasons: Reasons
      readonly reviewAt: Instant
    }
  /** Nothing left to decide; only a new fact brings the debtor back. */
  | { readonly kind: 'stop'; readonly reasons: Reasons; readonly reviewAt: null }

/** Never empty: a decision without a reason does not exist. */
export type Reasons = readonly [Reason, ...Reason[]]

/** What one rule says of a candidate contact (rule 1). */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'not-before'; readonly at: Instant; readonly reason: Reason }
  | { readonly kind: 'never'; readonly reason: Reason }

/** What the second gate says of an attempt just before hand-over (rule 2). */
export type GateAnswer = { readonly kind: 'pass' } | { readonly kind: 'suppress'; readonly reasons: Reasons }
