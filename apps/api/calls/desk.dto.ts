/** The call desk as callers see it. */
import { At, ListOf, Pattern, Text, Uuid, Whole } from '../http/fields'
import { CallTaskView, ClaimBody } from './call.dto'

export class PauseBody extends ClaimBody {
  @Pattern(/^[a-z][a-z-]{1,39}$/, 'a code such as lunch', { example: 'lunch' }) reason!: string
}
export class ResumeBody extends ClaimBody {}

export class DeskAgentView {
  @Text() readonly agent!: string
  @Text({ description: 'free, resting, reserved or talking' }) readonly state!: string
  @Uuid({ nullable: true }) readonly task!: string | null
  @At({ nullable: true }) readonly leaseUntil!: string | null
  @Text({ nullable: true }) readonly pauseReason!: string | null
  @At() readonly seenAt!: string
}
export class DeskView {
  @Whole(0, 1000, { description: 'that may be called now' }) readonly ready!: number
  @Whole(0, 1000) readonly later!: number
  @Whole(0, 1000, { description: 'decided, for another moment' }) readonly planned!: number
  @At({ nullable: true }) readonly nextAt!: string | null
  @ListOf(() => DeskAgentView, 0, 500) readonly agents!: readonly DeskAgentView[]
  @ListOf(() => CallTaskView, 0, 200, { description: 'whose agent cannot tell how they went' }) readonly interrupted!: readonly CallTaskView[]
}
