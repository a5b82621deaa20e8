/** Payments that named no known claim, as somebody sees them and says what is done with them. */
import { decimal } from '#domain'
import {
  PAYMENT_MATCHES,
  SET_ASIDE_REASONS,
  type PaymentCandidate,
  type PaymentMatch,
  type SetAsideReason,
  type UnmatchedPayment,
} from '#store'
import { Amount, At, Day, ListOf, Nested, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant } from '../settling/of-debtor'

const VIEWS = ['open', 'set-aside'] as const

export class UnmatchedQuery extends PageQuery {
  @OneOf(VIEWS, { optional: true, description: 'what waits, unless said' }) view?: (typeof VIEWS)[number]
}

class SetAsideView {
  @OneOf(SET_ASIDE_REASONS) readonly reason!: SetAsideReason
  @Text({ nullable: true, max: 500 }) readonly note!: string | null
  @At() readonly at!: string
}

export class UnmatchedPaymentView {
  @Uuid() readonly id!: string
  @Day() readonly receivedOn!: string
  @Amount({ negative: true, description: 'below zero when money went back' }) readonly amount!: string
  @Text({ nullable: true, max: 500 }) readonly reference!: string | null
  @Text({ nullable: true, max: 500 }) readonly invoiceNumber!: string | null
  @Text({ nullable: true, max: 2000 }) readonly description!: string | null
  @Text({ nullable: true }) readonly payerIban!: string | null
  @Text({ nullable: true, max: 500 }) readonly payerName!: string | null
  @Text({ nullable: true, description: "of a direct debit that came back: the bank's code; linking it cannot be undone" })
  readonly returnCode!: string | null
  @Nested(() => SetAsideView, { nullable: true }) readonly setAside!: SetAsideView | null
}

export const unmatchedView = ({ amount, reason, note, handledAt, ...payment }: UnmatchedPayment): UnmatchedPaymentView => ({
  ...payment,
  amount: decimal(amount),
  setAside: reason !== null && handledAt !== null ? { reason, note, at: instant(handledAt) } : null,
})

export class PaymentCandidateView {
  @Uuid() readonly claimId!: string
  @Uuid() readonly debtorId!: string
  @Text({ description: "the debtor's reference" }) readonly debtor!: string
  @Text({ nullable: true }) readonly name!: string | null
  @Text() readonly reference!: string
  @Text({ nullable: true }) readonly invoiceNumber!: string | null
  @Day() readonly dueOn!: string
  @Amount({ negative: true }) readonly open!: string
  @Texts({ description: `what matched: ${PAYMENT_MATCHES.join(', ')}; nothing: it is of a debtor of whom something else did` })
  readonly matched!: readonly PaymentMatch[]
}

export const paymentCandidateView = ({ open, ...row }: PaymentCandidate): PaymentCandidateView => ({ ...row, open: decimal(open) })

class PartBody {
  @Uuid() claim!: string
  @Amount({ negative: true, description: "of the payment's own sign; all parts together are its amount" }) amount!: string
}
export class LinkPaymentBody {
  @ListOf(() => PartBody, 1, 50) parts!: PartBody[]
}
export class SetAsideBody {
  @OneOf(SET_ASIDE_REASONS) reason!: SetAsideReason
  @Text({ max: 500, optional: true, description: 'needed with `other`' }) note?: string
}

export class PaymentLinkedView {
  @Whole(0, 50, { description: 'claims that are paid by it' }) readonly settled!: number
  @At({ nullable: true, description: 'until when it can be taken back; null: it cannot' }) readonly undoUntil!: string | null
  @Whole(0, 3600) readonly undoSeconds!: number
}
