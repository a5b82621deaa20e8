/** Direct debits as callers give and see them: the debtor's permission, what is to be collected, what was, and what came back. */
import { COLLECT_ON, decimal, parseCollectOn, RETURN_CODE, type LocalDate, type Mandate } from '#domain'
import type { CollectionBatch, ComingCollection, ProposedCollection } from '#pipeline'
import type { StoredCollection } from '#store'
import { Amount, Day, Flag, ListOf, Nested, Pattern, Text, Uuid } from '../http/fields'

export class MandateBody {
  @Text({ max: 35, description: 'as the bank knows it' }) reference!: string
  @Day() signedOn!: string
  @Pattern(COLLECT_ON, 'day-after-income, or a day of the month from 1 to 28', {
    example: 'day-after-income',
    description: 'the day that the debtor chose',
  })
  collectOn!: string
}
export class CollectionDayBody {
  @Pattern(COLLECT_ON, 'day-after-income, or a day of the month from 1 to 28', { example: '27' }) collectOn!: string
}
class ComingCollectionView implements ComingCollection {
  @Day() readonly on!: LocalDate
  @Day({ description: 'the last day on which another day may be chosen for it: from the next on the debtor must have been told' })
  readonly changeUntil!: LocalDate
  @Flag() readonly mayChange!: boolean
}
export class MandateView extends MandateBody {
  @Nested(() => ComingCollectionView, { nullable: true, description: 'the next direct debit of any claim; null: none is to come' })
  readonly coming!: ComingCollectionView | null
}

export const mandateOfBody = ({ reference, signedOn, collectOn }: MandateBody): Mandate => ({
  reference,
  signedOn: signedOn as Mandate['signedOn'],
  collectOn: parseCollectOn(collectOn) ?? 'day-after-income',
})
export const mandateView = ({ collectOn, ...mandate }: Mandate, coming: ComingCollection | null): MandateView => ({
  ...mandate,
  collectOn: String(collectOn),
  coming,
})

export class ThroughQuery {
  @Day({ description: 'the last day of collection to look at' }) through!: string
}
export class ThroughBody {
  @Day({ description: 'the last day of collection to put on the list: the next bank day, for a bank that wants it a day before' })
  through!: string
}
export class ReturnBody {
  @Uuid({ description: 'the claim that was collected' }) claim!: string
  @Pattern(RETURN_CODE, 'a code such as AM04', { example: 'AM04', description: "the bank's reason" }) code!: string
  @Day({ description: 'the day on which the bank booked it' }) on!: string
}

export class DirectDebitView {
  @Nested(() => MandateView, { nullable: true, description: 'null: there is none' }) readonly mandate!: MandateView | null
}

class DebitView {
  @Uuid() readonly debtorId!: string
  @Text() readonly debtor!: string
  @Uuid() readonly claimId!: string
  @Text() readonly claim!: string
  @Text({ nullable: true }) readonly mandate!: string | null
  @Day() readonly on!: string
  @Amount() readonly amount!: string
}
export class ProposalView extends DebitView {
  @Day({ description: 'the last day on which the debtor must have been told of it' }) readonly preNotifyBy!: string
}
export class BatchView {
  @Uuid({ nullable: true, description: 'null: there was nothing to collect' }) readonly id!: string | null
  @Amount() readonly amount!: string
  @ListOf(() => ProposalView, 0, 1_000_000) readonly collections!: readonly ProposalView[]
}
export class CollectionView extends DebitView {
  @Uuid() readonly id!: string
  @Uuid({ nullable: true, description: 'null: collected by the bookkeeping itself' }) readonly batchId!: string | null
  @Day({ nullable: true }) readonly returnedOn!: string | null
  @Text({ nullable: true }) readonly code!: string | null
}

export const proposalView = ({ amount, ...row }: ProposedCollection): ProposalView => ({ ...row, amount: decimal(amount) })
export const batchView = ({ id, amount, collections }: CollectionBatch): BatchView => ({
  id,
  amount: decimal(amount),
  collections: collections.map(proposalView),
})
export const collectionView = ({ amount, ...row }: StoredCollection): CollectionView => ({ ...row, amount: decimal(amount) })
