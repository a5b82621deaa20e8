/** Calls as agents' screens give and see them: whom, why now and until when; never what is owed, before anybody knows who answers. */
import { CALL_OUTCOMES, LADDER_PHASES, LANGUAGES, REASONS_FOR_NON_PAYMENT, SIDE_PHASES, type CallOutcomeKind, type Language, type Phase, type ReasonForNonPayment } from '#domain'
import { CALL_TASK_STATES, type CallCard, type CallTaskRecord, type CallTaskState, type LeasedCall } from '#store'
import { Amount, At, Day, Nested, OneOf, Pattern, Text, Uuid } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant, iso } from '../settling/of-debtor'

const Agent = (options: { readonly optional?: boolean; readonly description?: string } = {}): PropertyDecorator =>
  Pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code of 1 to 64 letters, digits, points and hyphens', { example: 'desk-7', ...options })

export class CallTasksQuery extends PageQuery {
  @OneOf(['queued', 'claimed'], { optional: true, description: 'those that wait, or those that agents have; queued unless said' }) state: 'queued' | 'claimed' = 'queued'
}
export class ClaimBody {
  @Agent({ description: 'who asks; the same agent gets the same call until it is over' }) agent!: string
}
export class HeldBody {
  @Uuid({ description: 'of the lease' }) token!: string
}
export class ReleaseBody extends HeldBody {
  @At({ optional: true, description: 'not offered again before; at once unless said' }) notBefore?: string
}
export class CallPromise {
  @Day({ description: 'not in the past' }) payBy!: string
  @Amount({ description: 'more than nothing' }) amount!: string
}
export class OutcomeBody {
  @OneOf(CALL_OUTCOMES) kind!: CallOutcomeKind
  @Uuid({ optional: true, description: 'of the lease; an interrupted call needs none' }) token?: string
  @Agent({ optional: true, description: 'who tells; who made the call unless said' }) agent?: string
  @OneOf(REASONS_FOR_NON_PAYMENT, { optional: true, description: 'why it was not paid' }) reason?: ReasonForNonPayment
  @Text({ max: 2000, optional: true }) note?: string
  @Nested(() => CallPromise, { optional: true, description: 'of a promise, and of nothing else' }) promise?: CallPromise
  @Uuid({ optional: true, description: 'of a dispute: the claim it is about' }) claim?: string
}

export class CallTaskView {
  @Uuid() readonly id!: string
  @Uuid() readonly contact!: string
  @Uuid() readonly debtor!: string
  @OneOf(CALL_TASK_STATES) readonly state!: CallTaskState
  @Text({ nullable: true }) readonly agent!: string | null
  @OneOf([...LADDER_PHASES, ...SIDE_PHASES]) readonly phase!: Phase
  @At() readonly opensAt!: string
  @At({ description: 'after it the call is decided anew' }) readonly expiresAt!: string
  @At({ nullable: true, description: 'how long its agent has it without a heartbeat' }) readonly leaseUntil!: string | null
}
export class CallCardView extends CallTaskView {
  @Text({ description: 'of the debtor' }) readonly reference!: string
  @Text({ max: 400 }) readonly name!: string
  @Text({ nullable: true, max: 400, description: 'of a business, or who acts for the debtor' }) readonly askFor!: string | null
  @OneOf(LANGUAGES) readonly language!: Language
}
export class LeaseView {
  @Uuid({ description: 'whoever has it has the call: heartbeats, dialling and the outcome name it' }) readonly token!: string
  @At() readonly expiresAt!: string
}
export class ClaimView {
  @Nested(() => CallTaskView, { nullable: true, description: 'null: nobody is to be called now' }) readonly task!: CallTaskView | null
  @Nested(() => LeaseView, { nullable: true }) readonly lease!: LeaseView | null
}
export class DialView {
  @Uuid({ description: 'its message is the script' }) readonly contact!: string
  @Text({ nullable: true, description: 'null where this answer is a repetition: dial again with a new Idempotency-Key, it is the same call' }) readonly number!: string | null
}

export const callTaskView = ({ id, contactId, debtorId, state, agent, phase, opensAt, expiresAt, leaseUntil }: CallTaskRecord): CallTaskView =>
  ({ id, contact: contactId, debtor: debtorId, state, agent, phase, opensAt: instant(opensAt), expiresAt: instant(expiresAt), leaseUntil: iso(leaseUntil) })
export const callCardView = ({ reference, name, askFor, language, ...task }: CallCard): CallCardView => ({ ...callTaskView(task), reference, name, askFor, language })
export const leaseView = ({ token, leaseUntil }: Pick<LeasedCall, 'token' | 'leaseUntil'>): LeaseView => ({ token, expiresAt: instant(leaseUntil) })
