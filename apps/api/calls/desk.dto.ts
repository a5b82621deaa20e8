/** The call desk as callers see it. */
import { At, Flag, ListOf, Nested, Pattern, Text, Uuid, Whole } from '../http/fields'
import { Agent, CallTaskView, ClaimBody, ClosingView } from './call.dto'

export class AgentPauseBody extends ClaimBody {
  @Pattern(/^[a-z][a-z-]{1,39}$/, 'a code such as lunch', { example: 'lunch' }) reason!: string
}
export class ResumeBody extends ClaimBody {}

export class ClosingBody {
  @Text({ max: 200, description: 'for colleagues; no names of debtors' }) reason!: string
}
export class TakenBody {
  @Pattern(/^[a-z][a-z-]{1,39}$/, 'a code such as not-there', { description: 'why; its agent reads it', example: 'not-there' })
  reason!: string
}
export class GivenBody {
  @Agent({ description: 'whose it is from now on' }) agent!: string
}

export class DeskAgentView {
  @Text({ description: 'a person by their id, who works with a key by its own word' }) readonly agent!: string
  @Text({ nullable: true, description: 'of a person' }) readonly name!: string | null
  @Text({ description: 'free, resting, reserved or talking' }) readonly state!: string
  @Uuid({ nullable: true }) readonly task!: string | null
  @At({ nullable: true, description: 'since when they have the call, or rest' }) readonly since!: string | null
  @At({ nullable: true }) readonly leaseUntil!: string | null
  @Flag({ description: 'the debtor called them' }) readonly calledIn!: boolean
  @Text({ nullable: true }) readonly pauseReason!: string | null
  @At({ description: 'the last sign of life: a call asked for, or the heartbeat of one' }) readonly seenAt!: string
  @Whole(0, 1_000_000, { description: 'calls they told of since midnight' }) readonly toldToday!: number
}
export class InterruptedCallView extends CallTaskView {
  @Text({ nullable: true, description: 'of the debtor; null once it was erased' }) readonly name!: string | null
}
export class CallBackView extends InterruptedCallView {
  @Text({ description: 'whom the debtor asked' }) readonly wantedBy!: string
  @Text({ nullable: true }) readonly wantedByName!: string | null
  @At({ description: "theirs alone until then; from then on anybody's" }) readonly wantedUntil!: string
}
class PassedOverView {
  @Text({ description: 'the code of why' }) readonly reason!: string
  @Whole(0, 1000) readonly debtors!: number
}
export class DeskView {
  @Nested(() => ClosingView, { nullable: true, description: 'null: calls are offered' }) readonly closed!: ClosingView | null
  @Whole(0, 1000, { description: 'that may be called now' }) readonly ready!: number
  @Whole(0, 1000) readonly later!: number
  @Whole(0, 1000, { description: 'decided, for another moment' }) readonly planned!: number
  @At({ nullable: true, description: 'since when the one waits that waits longest' }) readonly oldestAt!: string | null
  @At({ nullable: true }) readonly nextAt!: string | null
  @ListOf(() => PassedOverView, 0, 100, { description: 'debtors who wait and were passed over by somebody, by why' })
  readonly passedOver!: readonly PassedOverView[]
  @Whole(0, 1_000_000, { description: 'calls told of in the last hour, by all: what the desk can do' }) readonly toldLastHour!: number
  @ListOf(() => DeskAgentView, 0, 500) readonly agents!: readonly DeskAgentView[]
  @ListOf(() => InterruptedCallView, 0, 200, { description: 'whose agent cannot tell how they went' })
  readonly interrupted!: readonly InterruptedCallView[]
  @ListOf(() => CallBackView, 0, 200, { description: 'that debtors asked for, the soonest first' })
  readonly callBacks!: readonly CallBackView[]
}
