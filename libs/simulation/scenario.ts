/** Scenario: a debtor, what they owe and what happens to them, as the scenario format describes it. */
import type {
  Cents,
  Channel,
  ChannelResponse,
  DebtorKind,
  IncomeRule,
  Instant,
  Language,
  LocalDate,
  Mandate,
  PaidBefore,
  ReceiptStatus,
  ReachablePoint,
  Segment,
} from '#domain'

export interface Scenario {
  readonly name: string
  readonly policy: string
  readonly strategy: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly from: LocalDate
  readonly until: LocalDate
  readonly debtor: ScenarioDebtor
  readonly claims: readonly ScenarioClaim[]
  readonly events: readonly ScenarioEvent[]
  readonly expect: Expectation | null
}

export interface ScenarioDebtor {
  readonly reference: string
  readonly kind: DebtorKind
  readonly language: Language
  readonly segment: Segment
  readonly online: boolean
  readonly preferredChannel: Channel | null
  readonly points: readonly ReachablePoint[]
  readonly income: IncomeRule | null
  readonly incomeTold?: boolean | null
  readonly mandate: Mandate | null
  readonly responses?: readonly ChannelResponse[] | null
  readonly birthYear?: number | null
  readonly paidBefore?: PaidBefore | null
}

export interface ScenarioClaim {
  readonly reference: string
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate
  readonly amount: Cents
}

/** Local wall clock, `yyyy-mm-ddTHH:MM`: it becomes an instant in the policy's zone. */
export type WallClock = string

export type ScenarioEvent = { readonly at: WallClock } & (
  | { readonly type: 'payment'; readonly claim: string; readonly amount: Cents }
  | { readonly type: 'direct-debit-returned'; readonly claim: string; readonly reason: string }
  | { readonly type: 'promise'; readonly payBy: LocalDate }
  /** `each`: every term on the next pay day, or on these dates. */
  | {
      readonly type: 'arrangement'
      readonly instalments: readonly Cents[]
      readonly each: 'pay-day' | readonly LocalDate[]
      /** Absent: all that is owed by then and not disputed. */
      readonly claims?: readonly string[]
    }
  | { readonly type: 'debt-help-notice' }
  | { readonly type: 'dispute'; readonly claim: string }
  | { readonly type: 'dispute-resolved'; readonly claim: string; readonly outcome: string }
  | { readonly type: 'extension'; readonly claim: string; readonly days: number }
  | { readonly type: 'not-received'; readonly claim: string }
  | { readonly type: 'message'; readonly channel: Channel }
  | { readonly type: 'delivery'; readonly contact: number; readonly status: ReceiptStatus | 'unknown' }
  | { readonly type: 'complaint' }
  | { readonly type: 'deceased' }
  | { readonly type: 'stop'; readonly channel: Channel }
)

export const RESULT_LISTS = ['contacts', 'collections', 'costs', 'tasks', 'holds'] as const
export type ResultList = (typeof RESULT_LISTS)[number]
export type Expectation = Readonly<Partial<Record<ResultList, readonly Readonly<Record<string, unknown>>[]>>>

/** An event at its place in time, and in the file. */
export type TimedEvent = ScenarioEvent & { readonly instant: Instant; readonly path: string }

/** The refusal of a scenario, naming the field. */
export class ScenarioError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message)
    this.name = 'ScenarioError'
  }
}
