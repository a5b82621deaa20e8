/** Payments as callers give and see them. */
import { decimal, RETURN_CODE } from '#domain'
import type { PaymentRecord } from '#store'
import { Amount, Day, Flag, ListOf, Pattern, QueryFlag, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'

export class PaymentBody {
  @Text({ max: 200, description: "the bank's own id: the same one twice is one payment", example: 'B-2027-000123' }) key!: string
  @Day() receivedOn!: string
  @Amount({ negative: true, description: 'below zero when money went back' }) amount!: string
  @Text({ max: 100, optional: true, description: 'reference of the claim' }) claimReference?: string
  @Text({ max: 100, optional: true, description: 'what the payer gave as reference' }) paymentReference?: string
  @Text({ max: 100, optional: true, description: 'matches only together with the amount that is open' }) invoiceNumber?: string
  @Pattern(RETURN_CODE, 'a code such as AM04', { optional: true, description: "of a direct debit that came back: the bank's code" })
  returnCode?: string
}

export class PaymentsBody {
  @ListOf(() => PaymentBody, 1, 1000) payments!: PaymentBody[]
  @Day({ optional: true, description: 'the last day that these cover in full: reminders for that day may go' }) readThrough?: string
}

export class PaymentsView {
  @Whole(0, 1000, { description: 'that were not known yet' }) readonly loaded!: number
  @Whole(0, 1000, { description: 'of these, that belong to a claim' }) readonly matched!: number
}

export class PaymentQuery extends PageQuery {
  @QueryFlag({ description: 'true: those that belong to no claim' }) unmatched?: boolean
}

export class PaymentView {
  @Uuid() readonly id!: string
  @Day() readonly receivedOn!: string
  @Amount({ negative: true }) readonly amount!: string
  @Text({ nullable: true }) readonly reference!: string | null
  @Text({ nullable: true }) readonly invoiceNumber!: string | null
  @Uuid({ nullable: true }) readonly claimId!: string | null
  @Flag() readonly matched!: boolean
}

export const paymentView = ({ amount, ...row }: PaymentRecord): PaymentView => ({
  ...row,
  amount: decimal(amount),
  matched: row.claimId !== null,
})
