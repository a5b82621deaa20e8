/** The card of a call as its agent sees it: who, why now and what went before; what is owed only once the debtor is on the line. */
import { CHANNELS, DEBTOR_KINDS, LANGUAGES, SEGMENTS, type Channel, type DebtorKind, type Language, type Segment } from '#domain'
import { PHASES } from '../creditors/creditor.dto'
import { VulnerableView } from '../debtors/vulnerability.dto'
import { Amount, At, Day, Flag, ListOf, Nested, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'
import { CallTaskView } from './call.dto'

export class CardQuery {
  @OneOf(LANGUAGES, { optional: true, description: 'of the sentences; nl unless said' }) language: Language = 'nl'
}
export class IdentityView {
  @OneOf(['confirmed', 'failed', 'other-person'], { nullable: true, description: 'null: not asked yet' }) readonly state!: string | null
  @Whole(0, 5) readonly triesLeft!: number
  @Whole(1, 3, { description: 'how many things must be told rightly' }) readonly proofs!: number
  @Text({ nullable: true, description: 'what the debtor tells, if it is they' }) readonly postcode!: string | null
  @Text({ nullable: true }) readonly houseNumber!: string | null
  @Text({ nullable: true }) readonly birthDate!: string | null
  @Text() readonly customerNumber!: string
}
export class CardContactView {
  @At() readonly at!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: string
  @Text({ description: 'as it stands now, or what its receipt said' }) readonly state!: string
  @Text({ nullable: true, description: 'of a call: how it ended' }) readonly outcome!: string | null
}
export class CardCostsView {
  @Amount({ description: 'that its formal notice announced' }) readonly announced!: string
  @Day({ description: 'the first day on which they are owed' }) readonly from!: string
}
export class CardClaimView {
  @Uuid() readonly id!: string
  @Text() readonly reference!: string
  @Text({ nullable: true }) readonly invoiceNumber!: string | null
  @Day() readonly dueOn!: string
  @Amount({ negative: true }) readonly open!: string
  @Flag() readonly disputed!: boolean
  @Amount({ description: 'until today' }) readonly interest!: string
  @Nested(() => CardCostsView, { nullable: true, description: 'null: none were announced' }) readonly costs!: CardCostsView | null
}
export class CardPromiseView {
  @Day() readonly payBy!: string
  @Amount() readonly amount!: string
  @Text() readonly state!: string
}
export class OwedView {
  @Amount({ negative: true, description: 'of the claims, without what comes on top' }) readonly total!: string
  @Amount({ description: 'collection costs that are owed today, VAT included' }) readonly costs!: string
  @Amount({ description: 'statutory interest until today' }) readonly interest!: string
  @Flag({ description: 'interest was counted beyond the last known rate' }) readonly provisional!: boolean
  @ListOf(() => CardClaimView, 0, 200) readonly claims!: readonly CardClaimView[]
  @ListOf(() => CardPromiseView, 0, 5) readonly promises!: readonly CardPromiseView[]
  @Whole(0, 1000, { description: 'that run now' }) readonly arrangements!: number
  @Texts({ description: 'kinds of what rests now' }) readonly holds!: readonly string[]
}
class NoteView {
  @Text({ min: 0, max: 2000 }) readonly text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER) readonly seq!: number
}
export class TakenBackView {
  @Text({ description: 'who leads the desk' }) readonly by!: string
  @Text({ description: 'as the creditor words it' }) readonly reason!: string
}
export class CallCardView extends CallTaskView {
  @Text({ description: "of the debtor, as the creditor's books write it" }) readonly reference!: string
  @Text({ max: 400 }) readonly name!: string
  @Text({ nullable: true, max: 400, description: 'of a business, or who acts for the debtor' }) readonly askFor!: string | null
  @Text({ nullable: true, max: 60, description: 'how they wish to be addressed' }) readonly salutation!: string | null
  @Nested(() => VulnerableView, { nullable: true, description: 'somebody marked them so' }) readonly vulnerable!: VulnerableView | null
  @Text({ description: 'the number of the creditor, to be called back at' }) readonly callUsAt!: string
  @OneOf(LANGUAGES) readonly language!: Language
  @OneOf(DEBTOR_KINDS) readonly kind!: DebtorKind
  @OneOf(SEGMENTS, { description: 'what the rules count them as, by what is told of them or how they paid' }) readonly segment!: Segment
  @Text({ description: 'the number that is dialled, but for its last figures' }) readonly number!: string
  @OneOf(CHANNELS, { nullable: true }) readonly preferredChannel!: Channel | null
  @Texts({ description: 'why this call now, without claims and amounts' }) readonly why!: readonly string[]
  @Texts({ description: 'why it is not made after all, without claims and amounts' }) readonly whyNot!: readonly string[]
  @Nested(() => IdentityView) readonly identity!: IdentityView
  @ListOf(() => CardContactView, 0, 5, { description: 'the latest first' }) readonly lastContacts!: readonly CardContactView[]
  @Texts({ description: 'the days their money comes next' }) readonly incomeDays!: readonly string[]
  @Nested(() => OwedView, { nullable: true, description: 'null until identity is confirmed, unless the creditor shows it before' })
  readonly owed!: OwedView | null
  @Text({ nullable: true, max: 10_000, description: 'the words of the call; null until what is owed is shown' }) readonly script!:
    string | null
  @Nested(() => NoteView, { nullable: true, description: 'in progress, of whoever has the call' }) readonly note!: NoteView | null
  @Nested(() => TakenBackView, { nullable: true, description: 'to the agent whom this call was taken from: by whom, and why' })
  readonly takenBack!: TakenBackView | null
  @Flag({ description: 'an outcome was told, and may still be taken back' }) readonly isHeld!: boolean
}
