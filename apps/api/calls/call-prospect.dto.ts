/** What lies ahead of a call, as its agent sees it. */
import { CHANNELS, type Channel, type LocalTime, type Phase } from '#domain'
import { PHASES } from '../creditors/creditor.dto'
import { Amount, At, Day, Flag, ListOf, Nested, OneOf, Pattern, Text, Texts, Whole } from '../http/fields'

export class AheadContactView {
  @At() readonly at!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: Phase
  @Amount({ nullable: true, description: 'null until what is owed is shown' }) readonly amount!: string | null
  @Day({ nullable: true, description: 'of a letter' }) readonly expectedDelivery!: string | null
}
export class AheadTaskView {
  @Day() readonly on!: string
  @Text({ example: 'escalation' }) readonly kind!: string
}
export class NextTryView {
  @Whole(2, 10) readonly number!: number
  @Whole(2, 10) readonly of!: number
  @At() readonly at!: string
}
export class OtherNumberView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @Text({ description: 'but for its last figures' }) readonly number!: string
  @Flag({ description: 'false: it was found not to be theirs' }) readonly usable!: boolean
}
export class BestHourView {
  @Pattern(/^\d\d:\d\d$/, 'a time such as 10:00') readonly hour!: LocalTime
  @Whole(1, 1000) readonly answered!: number
  @Whole(1, 1000) readonly of!: number
}
export class ClosedBankDayView {
  @Day() readonly day!: string
  @Day({ description: 'the bank day before it' }) readonly moneyOn!: string
}
export class CallProspectView {
  @ListOf(() => AheadContactView, 0, 5, { description: 'if nobody does anything, and this call comes to nothing' })
  readonly contacts!: readonly AheadContactView[]
  @ListOf(() => AheadTaskView, 0, 5, { description: 'what people would be asked to do' }) readonly tasks!: readonly AheadTaskView[]
  @Nested(() => NextTryView, { nullable: true, description: 'when it is made again if nobody answers; null: it is not' })
  readonly nextTry!: NextTryView | null
  @Texts({ description: 'moments within the hours at which they may be called back' }) readonly callBacks!: readonly string[]
  @ListOf(() => ClosedBankDayView, 0, 400, { description: 'on which no bank moves money' })
  readonly closedBankDays!: readonly ClosedBankDayView[]
  @ListOf(() => OtherNumberView, 0, 50) readonly otherNumbers!: readonly OtherNumberView[]
  @Nested(() => BestHourView, { nullable: true, description: 'when they picked up most; null: not known well enough' })
  readonly bestHour!: BestHourView | null
}
