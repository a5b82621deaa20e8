/** Calls as agents' screens give and see them: whom, why now and until when; never what is owed, before anybody knows who answers. */
import {
  CALL_DETAILS,
  CALL_OUTCOMES,
  LADDER_PHASES,
  REASONS_FOR_NON_PAYMENT,
  SIDE_PHASES,
  type CallDetail,
  type CallOutcomeKind,
  type Phase,
  type ReasonForNonPayment,
} from '#domain'
import {
  CALL_TASK_STATES,
  IDENTITY_METHODS,
  IDENTITY_RESULTS,
  type CallTaskRecord,
  type CallTaskState,
  type IdentityMethod,
  type IdentityResult,
  type LeasedCall,
} from '#store'
import { Amount, At, Day, Flag, ListOf, ManyOf, Nested, OneOf, Pattern, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { NewArrangementBody } from '../settling/arrangement.dto'
import { instant, iso } from '../settling/of-debtor'

export const Agent = (options: { readonly optional?: boolean; readonly description?: string } = {}): PropertyDecorator =>
  Pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code of 1 to 64 letters, digits, points and hyphens', { example: 'desk-7', ...options })

export class CallTasksQuery extends PageQuery {
  @OneOf(['queued', 'claimed'], { optional: true, description: 'those that wait, or those that agents have; queued unless said' }) state:
    'queued' | 'claimed' = 'queued'
}
export class ClaimBody {
  @Agent({ optional: true, description: 'who asks; the same agent gets the same call until it is over; the caller unless said' })
  agent?: string
}
export class HeldBody {
  @Uuid({ description: 'of the lease' }) token!: string
}
export class ReleaseBody extends HeldBody {
  @At({ optional: true, description: 'not offered again before; at once unless said' }) notBefore?: string
}
export class SkipBody extends HeldBody {
  @Pattern(/^[a-z][a-z-]{1,39}$/, 'a code such as wrong-moment', {
    description: 'why this debtor is not called now by this agent',
    example: 'wrong-moment',
  })
  reason!: string
}
export class IdentityBody extends HeldBody {
  @OneOf(IDENTITY_RESULTS, { description: '`wrong` twice ends the asking' }) result!: IdentityResult
  @ManyOf(IDENTITY_METHODS, { description: 'what the person on the line told rightly: two of a consumer; of a firm name and function' })
  methods!: IdentityMethod[]
}
export class CallNoteBody {
  @Text({ max: 2000, min: 0 }) text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER, { description: 'grows with each change: an earlier one never overwrites a later one' }) seq!: number
}
export class CallPromise {
  @Day({ description: 'not in the past' }) payBy!: string
  @Amount({ description: 'more than nothing' }) amount!: string
}
export class AgreedInstalments extends NewArrangementBody {}
const DETAILS_SAID = Object.entries(CALL_DETAILS)
  .map(([kind, details]) => `${kind}: ${details.join(', ')}`)
  .join('; ')

export class OutcomeBody {
  @OneOf(CALL_OUTCOMES) kind!: CallOutcomeKind
  @Uuid({ optional: true, description: 'of the lease; an interrupted call needs none' }) token?: string
  @Agent({ optional: true, description: 'who tells; who made the call unless said' }) agent?: string
  @OneOf(REASONS_FOR_NON_PAYMENT, { optional: true, description: 'why it was not paid; of what the debtor tells it is asked' })
  reason?: ReasonForNonPayment
  @Text({ max: 2000, optional: true, description: 'of a dispute and of `other`: ten characters at least' }) note?: string
  @OneOf([...new Set(Object.values(CALL_DETAILS).flat())], { optional: true, description: DETAILS_SAID }) detail?: CallDetail
  @Day({ optional: true, description: 'when they say they paid, or when to look again at who cannot pay: until then contact rests' })
  on?: string
  @Nested(() => CallPromise, { optional: true, description: 'of a promise, and of nothing else' }) promise?: CallPromise
  @Uuid({
    optional: true,
    description: 'of a dispute: the claim it is about; of `not-received`: the one that was missed, those of the call unless said',
  })
  claim?: string
  @Nested(() => AgreedInstalments, { optional: true, description: 'of an arrangement, and of nothing else' })
  arrangement?: AgreedInstalments
  @At({ optional: true, description: 'of a call-back: when; the same call is then offered again, to this agent first' }) callBackAt?: string
  @Flag({ optional: true, description: 'it may be taken back for some seconds, and counts after them; else it counts at once' })
  undoable?: boolean
}
export class ToldOutcomeView {
  @Uuid({ nullable: true }) readonly outcome!: string | null
  @At({ nullable: true, description: 'until then it may be taken back; null: it counts' }) readonly undoUntil!: string | null
  @Whole(0, 3600) readonly undoSeconds!: number
}
export class SkippedView {
  @Flag({ description: 'the agent rests now, until they say otherwise' }) readonly rests!: boolean
}
export class RetractedCallView {
  @Uuid({ description: "the call that is its agent's again" }) readonly task!: string
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
  @At({ nullable: true, description: 'since when its agent has it' }) readonly claimedAt!: string | null
  @Flag({ description: 'the debtor called us' }) readonly calledIn!: boolean
}
export class LeaseView {
  @Uuid({ description: 'whoever has it has the call: heartbeats, dialling and the outcome name it' }) readonly token!: string
  @At() readonly expiresAt!: string
}
/** `resting`: this agent rests, for the reason given with the pause. */
export const EMPTY_REASONS = ['closed', 'resting', 'later', 'planned', 'passed-over', 'with-agents'] as const
export type EmptyReason = (typeof EMPTY_REASONS)[number]

export class EmptyReasonView {
  @OneOf(EMPTY_REASONS) readonly code!: EmptyReason
  @Whole(0, 1_000_000, { description: 'counted to a thousand' }) readonly count!: number
}
export class ClosingView {
  @Text({ description: 'for colleagues' }) readonly reason!: string
  @Text({ description: 'who closed it' }) readonly by!: string
  @At() readonly since!: string
}
/** A call of the agent's own. */
export class HeldCallView {
  @Nested(() => CallTaskView) readonly task!: CallTaskView
  @Nested(() => LeaseView) readonly lease!: LeaseView
}
export class NextCallView {
  @Nested(() => CallTaskView, { nullable: true, description: 'null: nobody is to be called now' }) readonly task!: CallTaskView | null
  @Nested(() => LeaseView, { nullable: true }) readonly lease!: LeaseView | null
  @ListOf(() => EmptyReasonView, 0, 10, { description: 'why there is none' }) readonly emptyBecause!: readonly EmptyReasonView[]
  @At({ nullable: true, description: 'when the next may be called, where that is known' }) readonly nextAt!: string | null
  @Nested(() => ClosingView, { nullable: true, description: 'the queue was closed, by whom and why' }) readonly closed!: ClosingView | null
}
export class DialView {
  @Uuid({ description: 'its message is the script' }) readonly contact!: string
  @Text({
    nullable: true,
    description: 'null where this answer is a repetition: dial again with a new Idempotency-Key, it is the same call',
  })
  readonly number!: string | null
}

export const callTaskView = ({
  id,
  contactId,
  debtorId,
  state,
  agent,
  phase,
  opensAt,
  expiresAt,
  leaseUntil,
  claimedAt,
  calledIn,
}: CallTaskRecord): CallTaskView => ({
  id,
  contact: contactId,
  debtor: debtorId,
  state,
  agent,
  phase,
  opensAt: instant(opensAt),
  expiresAt: instant(expiresAt),
  leaseUntil: iso(leaseUntil),
  claimedAt: iso(claimedAt),
  calledIn,
})
export const leaseView = ({ token, leaseUntil }: Pick<LeasedCall, 'token' | 'leaseUntil'>): LeaseView => ({
  token,
  expiresAt: instant(leaseUntil),
})
