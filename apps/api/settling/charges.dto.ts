/** What comes on top of a claim, as callers let go of it and see it: waivers, and the itemised statement. */
import {
  WAIVABLE,
  WAIVER_REASONS,
  type DecimalStatedClaim,
  type DecimalStatement,
  type LocalDate,
  type Waivable,
  type WaiverReason,
} from '#domain'
import { Amount, Day, Flag, ListOf, ManyOf, Nested, OneOf, Text, Uuid, Whole } from '../http/fields'

export class NewWaiverBody {
  @OneOf(WAIVER_REASONS, { description: 'told to the debtor in the next message, in their own language' }) reason!: WaiverReason
  @ManyOf(WAIVABLE, { optional: true, description: 'both unless said' }) what?: Waivable[]
  @Uuid({ optional: true, description: 'left out: every open claim of the debtor' }) claim?: string
}
export class WaiverWithdrawalBody {
  @ManyOf(WAIVABLE, { optional: true, description: 'both unless said' }) what?: Waivable[]
  @Uuid({ optional: true, description: 'left out: every open claim of the debtor' }) claim?: string
}
export class WaivedView {
  @Whole(0, 1_000_000, { description: 'open claims on which it changed something' }) readonly claims!: number
}

class PaymentLine {
  @Day() readonly on!: LocalDate
  @Amount({ negative: true }) readonly amount!: string
  @Amount({ negative: true, description: 'so much of it covered costs before the principal' }) readonly costs!: string
  @Amount({ negative: true, description: 'so much of it covered interest before the principal' }) readonly interest!: string
}
class InterestLine {
  @Day() readonly from!: LocalDate
  @Day({ description: 'not included' }) readonly until!: LocalDate
  @Whole(0, 100_000) readonly days!: number
  @Text({ description: 'a year, such as 10.4' }) readonly percent!: string
  @Amount({ description: 'principal, and interest of full years' }) readonly over!: string
}
class CostsLine {
  @Amount() readonly over!: string
  @Amount({ description: 'by the scale, its minimum and its maximum' }) readonly scale!: string
  @Amount({ description: 'on other terms of the contract, or of letters whose terms ran together' }) readonly chargedBefore!: string
  @Amount() readonly amount!: string
}
class StatedClaimView implements DecimalStatedClaim {
  @Text() readonly reference!: string
  @Amount({ negative: true }) readonly original!: string
  @ListOf(() => PaymentLine, 0, 10_000) readonly payments!: readonly PaymentLine[]
  @Amount({ negative: true, description: 'credited or corrected' }) readonly settledOtherwise!: string
  @Amount() readonly open!: string
  @Amount({ nullable: true, description: 'when the term of its formal notice ended' }) readonly unpaidAtTermEnd!: string | null
  @ListOf(() => InterestLine, 0, 10_000) readonly interest!: readonly InterestLine[]
  @OneOf(WAIVER_REASONS, { nullable: true }) readonly costsWaived!: WaiverReason | null
  @OneOf(WAIVER_REASONS, { nullable: true }) readonly interestWaived!: WaiverReason | null
}
class CostsView {
  @ListOf(() => CostsLine, 0, 10_000) readonly parts!: readonly CostsLine[]
  @Amount({ nullable: true, description: 'set when it is lower than the parts' }) readonly limit!: string | null
  @Amount() readonly amount!: string
  @Amount() readonly vat!: string
}
class CoveredView {
  @Amount() readonly costs!: string
  @Amount() readonly interest!: string
}
export class StatementView implements DecimalStatement {
  @Day() readonly asOf!: LocalDate
  @ListOf(() => StatedClaimView, 0, 10_000) readonly claims!: readonly StatedClaimView[]
  @Amount() readonly principal!: string
  @Nested(() => CostsView) readonly costs!: CostsView
  @Amount() readonly interest!: string
  @Nested(() => CoveredView, { description: 'paid of the costs and the interest already; the total is without it' })
  readonly covered!: CoveredView
  @Flag({ description: 'interest was counted beyond the last known rate' }) readonly provisional!: boolean
  @Amount() readonly total!: string
}
