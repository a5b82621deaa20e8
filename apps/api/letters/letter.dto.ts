/** Letter batches and their letters as callers see them. */
import { PRINT_EVENTS, type Instant, type Language, type Phase, type PrintEvent } from '#domain'
import type { ReturnReport } from '#pipeline'
import { BATCH_STATES, LETTER_STATES, type BatchRecord, type BatchSummary, type LetterRecord, type LetterState } from '#store'
import { PHASES } from '../creditors/creditor.dto'
import { ReasonView, reasonView } from '../history/history.dto'
import { At, Day, Flag, ListOf, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'

const MANY = 1_000_000

export class PostedBody {
  @Day({ description: 'the day on which the print house posted it' }) on!: string
}
export class PostedView {
  @Whole(0, MANY) readonly posted!: number
  @Whole(0, MANY, { description: 'their legal term would be short: they are not posted but decided and made again' })
  readonly madeAgain!: number
}
export class ReleasedView {
  @Whole(0, MANY, { description: 'letters that leave' }) readonly letters!: number
}
export class ReprintView {
  @Uuid({
    nullable: true,
    description: 'the batch that it is printed in, alone; null: its term would be short, and it is decided and made again',
  })
  readonly batch!: string | null
}
export class LetterCountView {
  @OneOf(LETTER_STATES) readonly state!: LetterState
  @Whole(0, MANY) readonly letters!: number
}
export class LetterBatchSummaryView {
  @Uuid() readonly id!: string
  @OneOf(BATCH_STATES) readonly state!: BatchSummary['state']
  @Day({ description: 'the day for which its letters are computed' }) readonly postingDay!: string
  @At() readonly createdAt!: string
  @Text() readonly assembledBy!: string
  @Text({ nullable: true }) readonly checkedBy!: string | null
  @Text({ nullable: true }) readonly releasedBy!: string | null
  @At({ nullable: true }) readonly releasedAt!: string | null
  @At({ nullable: true, description: 'when the print house had all of it' }) readonly exportedAt!: string | null
  @Flag({ description: 'one letter again, as the same letter' }) readonly reprint!: boolean
  @Flag({ description: 'holds letters that only a second person may release' }) readonly legal!: boolean
  @Whole(0, MANY, { description: 'that were not withdrawn' }) readonly letters!: number
  @Whole(0, MANY) readonly pages!: number
  @Whole(0, MANY, { description: 'how often its files were taken by hand' }) readonly downloads!: number
  @At({ nullable: true, description: 'since when letters are missed that the print house should have told of' }) readonly alarmAt!:
    string | null
}
export class LetterBatchView extends LetterBatchSummaryView {
  @At({ nullable: true, description: 'the print house takes no more today: released from then on; null: now, or it was released' })
  readonly releasableFrom!: string | null
  @ListOf(() => LetterCountView, 0, LETTER_STATES.length) readonly counts!: readonly LetterCountView[]
}
export class LetterView {
  @Uuid({ description: 'the contact that it is' }) readonly id!: string
  @Uuid() readonly debtor!: string
  @Text() readonly debtorReference!: string
  @OneOf(PHASES) readonly phase!: Phase
  @OneOf(['normal', 'registered'], { description: 'of the post' }) readonly service!: LetterRecord['service']
  @Texts() readonly claims!: readonly string[]
  @OneOf(LETTER_STATES) readonly state!: LetterState
  @Whole(1, MANY, { nullable: true }) readonly pages!: number | null
  @Whole(1, MANY, { nullable: true }) readonly sequence!: number | null
  @Text({ nullable: true, description: 'why it cannot be printed' }) readonly problem!: string | null
  @Day({ nullable: true }) readonly expectedDelivery!: string | null
  @Day({ nullable: true }) readonly payBy!: string | null
  @Day({ nullable: true }) readonly legalEnd!: string | null
  @ListOf(() => ReasonView, 0, 100, { description: 'why it does not leave with this batch' }) readonly withdrawnFor!: readonly ReasonView[]
  @Text({ nullable: true }) readonly withdrawnBy!: string | null
  @Uuid({ nullable: true, description: 'what the print house knows it by' }) readonly letterId!: string | null
  @OneOf(PRINT_EVENTS, { nullable: true, description: 'the last that the print house told' }) readonly printEvent!: PrintEvent | null
  @Day({ nullable: true }) readonly postedOn!: string | null
  @Text({ nullable: true }) readonly barcode!: string | null
}
export class ReturnReportView implements ReturnReport {
  @Whole(0, MANY) readonly lines!: number
  @Whole(0, MANY) readonly told!: number
  @Whole(0, MANY, { description: 'known before' }) readonly again!: number
  @Whole(0, MANY, { description: 'posted too late for their legal term' }) readonly madeAgain!: number
  @Whole(0, MANY, { description: 'unknown letters, and lines that cannot be read: kept for a person' }) readonly quarantined!: number
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const batchSummaryView = ({
  id,
  state,
  postingDay,
  createdAt,
  assembledBy,
  checkedBy,
  releasedBy,
  releasedAt,
  exportedAt,
  reprint,
  legal,
  letters,
  pages,
  downloads,
  alarmAt,
}: BatchSummary): LetterBatchSummaryView => ({
  id,
  state,
  postingDay,
  createdAt: new Date(createdAt).toISOString(),
  assembledBy,
  checkedBy,
  releasedBy,
  releasedAt: iso(releasedAt),
  exportedAt: iso(exportedAt),
  reprint,
  legal,
  letters,
  pages,
  downloads,
  alarmAt: iso(alarmAt),
})

export const batchView = (batch: BatchRecord, releasableFrom: Instant | null): LetterBatchView => ({
  ...batchSummaryView(batch),
  releasableFrom: iso(releasableFrom),
  counts: LETTER_STATES.flatMap((state) => (batch.counts[state] === undefined ? [] : [{ state, letters: batch.counts[state] }])),
})

export const letterView = ({ debtorId, debtor, withdrawnFor, ...row }: LetterRecord, language: Language): LetterView => ({
  ...row,
  debtor: debtorId,
  debtorReference: debtor,
  withdrawnFor: (withdrawnFor ?? []).map((reason) => reasonView(reason, language)),
})
