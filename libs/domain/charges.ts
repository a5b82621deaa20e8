/** Charges: what may come on top of the principal, what was set for it, and how each amount was arrived at. */
import type { LocalDate } from './dates'
import type { Interest } from './interest'
import type { Cents } from './money'

/** Why a charge is let go of in one case; a closed set, since the reason is printed in the debtor's own language (R38). */
export const WAIVER_REASONS = ['our-mistake', 'goodwill', 'hardship', 'agreed'] as const
export type WaiverReason = (typeof WAIVER_REASONS)[number]
export const WAIVABLE = ['costs', 'interest'] as const
export type Waivable = (typeof WAIVABLE)[number]

/** What a creditor or a strategy sets otherwise than the policy; what is left out stays as the policy has it. */
export interface ChargeSettings {
  readonly costs?: { readonly charged?: boolean; readonly most?: Cents | null; readonly vatAdded?: boolean }
  readonly interest?: { readonly charged?: boolean; readonly most?: Cents | null }
  readonly paymentsCoverCostsFirst?: boolean
}

/** What of a payment went to costs and interest before it lowered the principal (art. 6:44 BW). */
export interface SetOff {
  readonly costs: Cents
  readonly interest: Cents
}

/** One amount on which costs are computed: claims added up, or the highest unpaid term of a contract. */
export interface CostsPart {
  readonly principal: Cents
  readonly slices: readonly { readonly over: Cents; readonly percent: number }[]
  /** What the scale gives, after its minimum and maximum. */
  readonly scale: Cents
  readonly bound: 'minimum' | 'maximum' | null
  /** Charged on other terms of the contract within the months that are looked back, or for claims of another letter whose term ran together with this one's. */
  readonly chargedBefore: Cents
  readonly amount: Cents
}

export interface CollectionCosts {
  readonly parts: readonly CostsPart[]
  /** Set when the creditor's own limit, or what was announced, is lower than the parts together. */
  readonly limit: Cents | null
  /** Without VAT. */
  readonly amount: Cents
  readonly vatPercent: number | null
  readonly vat: Cents
  readonly total: Cents
}

/** What is asked for one claim: the itemisation of art. 3.1 Besluit kwaliteit incassodienstverlening, as data. */
export interface StatedClaim {
  readonly reference: string
  readonly original: Cents
  readonly payments: readonly ({ readonly on: LocalDate; readonly amount: Cents } & SetOff)[]
  /** Credited, or corrected: neither paid nor owed. */
  readonly settledOtherwise: Cents
  readonly open: Cents
  /** Not paid when the term of its formal notice ended; null: there was none, or it still runs. */
  readonly unpaidAtTermEnd: Cents | null
  readonly termEnd: LocalDate | null
  readonly interest: Interest | null
  readonly waived: { readonly costs: WaiverReason | null; readonly interest: WaiverReason | null }
}

export interface Statement {
  readonly asOf: LocalDate
  readonly claims: readonly StatedClaim[]
  readonly principal: Cents
  readonly costs: CollectionCosts
  readonly interest: Cents
  /** Set when the creditor's own limit is lower than the periods together. */
  readonly interestLimit: Cents | null
  /** What payments have covered of the costs and the interest above; the total is without it. */
  readonly covered: SetOff
  /** Days beyond the last known rate were counted with it. */
  readonly provisional: boolean
  readonly total: Cents
}
