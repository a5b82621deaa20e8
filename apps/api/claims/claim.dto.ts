/** Claims as callers give, change and see them. */
import { decimal, INVOICE_FLAGS, type InvoiceFlag } from '#domain'
import type { ClaimRecord } from '#store'
import { Amount, At, Day, OneOf, QueryFlag, Text, Texts, Uuid } from '../http/fields'
import { PageQuery } from '../http/page'

export const CLAIM_STATES = ['open', 'settled', 'withdrawn'] as const

export class NewClaimBody {
  @Uuid({ description: 'who owes it' }) debtorId!: string
  @Text({ max: 100, description: "as the creditor's own books write it; unique", example: 'F-2027-0001' }) reference!: string
  @Text({ max: 100, optional: true, nullable: true, description: 'as debtors know it' }) invoiceNumber?: string | null
  @Day({ optional: true, nullable: true }) issuedOn?: string | null
  @Day() dueOn!: string
  @Amount() original!: string
  @Amount({ optional: true, description: 'what is still open; the original amount unless said' }) open?: string
  @Text({ max: 500, optional: true, nullable: true }) description?: string | null
  @Text({ max: 100, optional: true, nullable: true }) purchaseOrder?: string | null
  @Text({ max: 100, optional: true, nullable: true }) project?: string | null
}

export class ClaimChanges {
  @Day({ optional: true }) dueOn?: string
  @Text({ max: 100, optional: true, nullable: true }) invoiceNumber?: string | null
  @Text({ max: 500, optional: true, nullable: true }) description?: string | null
  @Text({ max: 100, optional: true, nullable: true }) purchaseOrder?: string | null
  @Text({ max: 100, optional: true, nullable: true }) project?: string | null
}

export class CorrectionBody {
  @Amount({ negative: true, description: 'what is added to the open amount; below zero takes off', example: '-12.50' }) amount!: string
}

export class ClaimQuery extends PageQuery {
  @QueryFlag({ description: 'true: open and past the due date, the oldest due date first' }) overdue?: boolean
}

export class ClaimView {
  @Uuid() readonly id!: string
  @Uuid() readonly debtorId!: string
  @OneOf(['claim', 'credit-note']) readonly kind!: 'claim' | 'credit-note'
  @Text() readonly reference!: string
  @Text({ nullable: true }) readonly invoiceNumber!: string | null
  @Day({ nullable: true }) readonly issuedOn!: string | null
  @Day() readonly dueOn!: string
  @Day({ nullable: true, description: 'it was not received and left again on this day: its term and its ladder run from then' })
  readonly restartedOn!: string | null
  @Text({ nullable: true }) readonly description!: string | null
  @Text({ nullable: true }) readonly purchaseOrder!: string | null
  @Text({ nullable: true }) readonly project!: string | null
  @Amount({ negative: true }) readonly original!: string
  @Amount({ negative: true }) readonly open!: string
  @OneOf(CLAIM_STATES) readonly state!: (typeof CLAIM_STATES)[number]
  @Texts({ description: `what makes the invoice hard to recognise: ${INVOICE_FLAGS.join(', ')}` }) readonly flags!: readonly InvoiceFlag[]
  @At() readonly createdAt!: string
}

export const claimView = ({ original, open, createdAt, ...row }: ClaimRecord): ClaimView => ({
  ...row,
  original: decimal(original),
  open: decimal(open),
  createdAt: new Date(createdAt).toISOString(),
})

/** What an edit is held against: nothing that changes by itself. */
export const editableClaim = ({ dueOn, invoiceNumber, description, purchaseOrder, project }: ClaimView): unknown => ({
  dueOn,
  invoiceNumber,
  description,
  purchaseOrder,
  project,
})
