/** A statement as others read it by machine: amounts as decimal strings. */
import type { Interest } from './interest'
import type { Statement, WaiverReason } from './charges'
import type { LocalDate } from './dates'
import { decimal } from './money'
import type { Cents } from './money'

export interface DecimalStatement {
  readonly asOf: LocalDate
  readonly claims: readonly DecimalStatedClaim[]
  readonly principal: string
  readonly costs: {
    readonly parts: readonly { readonly over: string; readonly scale: string; readonly chargedBefore: string; readonly amount: string }[]
    readonly limit: string | null
    readonly amount: string
    readonly vat: string
  }
  readonly interest: string
  /** Paid of the costs and of the interest already. */
  readonly covered: { readonly costs: string; readonly interest: string }
  readonly provisional: boolean
  readonly total: string
}

export interface DecimalStatedClaim {
  readonly reference: string
  readonly original: string
  /** `costs`, `interest`: what of it went there before the principal. */
  readonly payments: readonly { readonly on: LocalDate; readonly amount: string; readonly costs: string; readonly interest: string }[]
  readonly settledOtherwise: string
  readonly open: string
  readonly unpaidAtTermEnd: string | null
  /** `over`: principal, and interest of full years. `until` is not included. */
  readonly interest: readonly {
    readonly from: LocalDate
    readonly until: LocalDate
    readonly days: number
    readonly percent: string
    readonly over: string
  }[]
  readonly costsWaived: WaiverReason | null
  readonly interestWaived: WaiverReason | null
}

export function decimalStatement({ asOf, claims, principal, costs, interest, covered, provisional, total }: Statement): DecimalStatement {
  return {
    asOf,
    principal: decimal(principal),
    interest: decimal(interest),
    covered: { costs: decimal(covered.costs), interest: decimal(covered.interest) },
    provisional,
    total: decimal(total),
    claims: claims.map(({ reference, waived, ...claim }) => ({
      reference,
      original: decimal(claim.original),
      payments: claim.payments.map(({ on, ...paid }) => ({
        on,
        amount: decimal(paid.amount),
        costs: decimal(paid.costs),
        interest: decimal(paid.interest),
      })),
      settledOtherwise: decimal(claim.settledOtherwise),
      open: decimal(claim.open),
      unpaidAtTermEnd: decimalOrNull(claim.unpaidAtTermEnd),
      interest: periodsOf(claim.interest),
      costsWaived: waived.costs,
      interestWaived: waived.interest,
    })),
    costs: {
      parts: costs.parts.map((part) => ({
        over: decimal(part.principal),
        scale: decimal(part.scale),
        chargedBefore: decimal(part.chargedBefore),
        amount: decimal(part.amount),
      })),
      limit: decimalOrNull(costs.limit),
      amount: decimal(costs.amount),
      vat: decimal(costs.vat),
    },
  }
}

const decimalOrNull = (cents: Cents | null): string | null => (cents === null ? null : decimal(cents))

const periodsOf = (interest: Interest | null): DecimalStatedClaim['interest'] =>
  (interest?.periods ?? []).map(({ from, until, days, percent, principal, compounded }) => ({
    from,
    until,
    days,
    percent: String(percent),
    over: decimal(principal + compounded),
  }))
