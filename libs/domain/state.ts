/** DebtorState: the one snapshot that decide may know. Plain data, so that it can be kept and replayed (rule 19). */
import type { Channel } from './channel'
import type { WaiverReason } from './charges'
import type { IncomeRule } from './calendar'
import type { AttemptState } from './contacting'
import type { Instant, LocalDate } from './dates'
import type { AttemptId, CampaignId, ContactPointId } from './ids'
import type { Cents } from './money'
import type { DebtorKind, Language, ReachablePoint, Segment } from './owing'
import type { LadderPhase, Phase } from './phase'
import type { ChannelResponse } from './response'
import type { Collection, Mandate } from './direct-debit'
import type { Hold, PromiseToPay, RunningArrangement, TaskKind } from './settling'

/** A step that a claim has taken, by us or, before the import, by somebody else. */
export interface StepTaken {
  readonly step: string
  readonly phase: LadderPhase
  readonly round: number
  /** Local day it was sent, or was due to be sent while it is still on its way. */
  readonly on: LocalDate
  readonly expectedDelivery: LocalDate | null
  /** Of a formal notice: last day of the legal term, the day printed, and the costs announced. */
  readonly legalEnd: LocalDate | null
  readonly payBy: LocalDate | null
  readonly announcedCosts: Cents | null
}

export interface ClaimState {
  readonly id: string
  readonly reference: string
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate
  readonly original: Cents
  readonly open: Cents
  readonly steps: readonly StepTaken[]
  /** Why no costs, or no interest, are asked for it; absent or null: they are, where the rulebook charges them. */
  readonly costsWaived?: WaiverReason | null
  readonly interestWaived?: WaiverReason | null
  /** It was not received and has been sent again: since then its ladder and its term run anew (R4); absent or null: they run as they began. */
  readonly restart?: { readonly round: number; readonly on: LocalDate } | null
  /** The contract of which it is a term, such as the rent; absent or null: it stands by itself. */
  readonly termOf?: string | null
  /** Steps whose day lies before this date are past: neither made up for nor reported. Null: only missed phases lapse. */
  readonly pastBefore: LocalDate | null
}

/** A contact that counts in the budget, or was tried and failed. */
export interface PastContact {
  readonly attemptId: AttemptId
  readonly at: Instant
  readonly channel: Channel
  readonly phase: Phase
  readonly step: string
  readonly state: AttemptState
  readonly contactPointId: ContactPointId | null
  /** 1, 0.5 for a call nobody answered (P13), 0 for what never reached anybody. */
  readonly weight: number
  readonly claims: readonly string[]
  /** Of a failed attempt: when the failure was known, and every channel it was tried over; without them `at` and `channel` count. */
  readonly failedAt?: Instant | null
  readonly failedChannels?: readonly Channel[]
}

export interface PaidBefore {
  readonly late: number
  readonly onTime: number
}

export interface DebtorState {
  readonly reference: string
  readonly kind: DebtorKind
  readonly language: Language
  readonly segment: Segment
  /** False forces letter and phone (R43). */
  readonly online: boolean
  readonly preferredChannel: Channel | null
  /** What they did with earlier contacts; absent or null: nothing is known yet. */
  readonly responses?: readonly ChannelResponse[] | null
  /** Where the creditor keeps it as an attribute; absent or null: not known. */
  readonly birthYear?: number | null
  readonly points: readonly ReachablePoint[]
  readonly income: IncomeRule | null
  /** True: the debtor told when their money comes; absent or null: an export or their payments did. */
  readonly incomeTold?: boolean | null
  /** Claims not yet settled. */
  readonly claims: readonly ClaimState[]
  /** Open holds; ended ones may stay, and then later steps are measured from their end (P11). */
  readonly holds: readonly Hold[]
  readonly promises: readonly PromiseToPay[]
  /** Those that run beside each other, on different claims; absent or null: none. */
  readonly arrangements?: readonly RunningArrangement[] | null
  /** The permission to collect, and every collection of open claims so far. */
  readonly mandate: Mandate | null
  readonly collections: readonly Collection[]
  /** Contacts of the cap's window, and every attempt that is still open or failed without a successor. */
  readonly contacts: readonly PastContact[]
  readonly openTasks: readonly TaskKind[]
  /** Last day up to which payments have been read (P23); null: none yet. */
  readonly paymentsReadThrough: LocalDate | null
  /** True: they have had claims here that are closed by now (R50); absent or null: none, or it no longer matters. */
  readonly hadClaims?: boolean | null
  /** Closed claims that were paid after, or by, their due date; absent or null: none, or no rule asks for it. */
  readonly paidBefore?: PaidBefore | null
  /** The campaign that asks how they like to be written to, while its question has yet to be put; absent or null: none. */
  readonly question?: CampaignId | null
}
