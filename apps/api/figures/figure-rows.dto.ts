/** The rows behind a figure, as they are asked for and shown. */
import { Type } from 'class-transformer'
import { FIGURES_WITH_ROWS, type FigureRow, type FigureWithRows } from '#store'
import { At, Flag, OneOf, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant } from '../settling/of-debtor'

export class RowsQuery extends PageQuery {
  @OneOf(FIGURES_WITH_ROWS, { description: 'the figure' }) code!: FigureWithRows
  @Text({ optional: true, max: 100, description: 'of this channel alone; of `not-sent`, for this reason' }) of?: string
  @Whole(1, 366, { optional: true, description: 'days up to today; 30 unless said' }) @Type(() => Number) days?: number
}

export class FigureRowView {
  @Uuid() readonly id!: string
  @Uuid() readonly debtorId!: string
  @Text({ description: "the debtor's reference" }) readonly debtor!: string
  @Text({ nullable: true, max: 500 }) readonly name!: string | null
  @At({ description: 'of a window: when it closes; of a promise or a direct debit: its day' }) readonly at!: string
  @Text({ nullable: true, description: 'a channel, the code of a reason, how a call ended' }) readonly of!: string | null
  @Flag({ nullable: true, description: 'of a share: whether it counts; of another figure null' }) readonly counts!: boolean | null
}

export const figureRowView = ({ at, ...row }: FigureRow): FigureRowView => ({ ...row, at: instant(at) })
