/** The seconds, numbers and words by which a creditor's agents work, as callers give and see them. */
import { DESK_DEFAULTS, DESK_LIMITS, type DeskNumbers, type DeskReason, type DeskSettings } from '#domain'
import { Amount, Flag, ListOf, Pattern, Text, Whole } from '../http/fields'

const Setting = (name: keyof DeskNumbers, description: string): PropertyDecorator =>
  Whole(...DESK_LIMITS[name], { optional: true, description: `${description}; ${DESK_DEFAULTS[name]} unless said` })

const MOST_REASONS = 9

export class DeskReasonBody implements DeskReason {
  @Pattern(/^[a-z][a-z-]{1,39}$/, 'a code such as wrong-moment', { example: 'wrong-moment' }) code!: string
  @Text({ max: 60, description: 'in Dutch' }) nl!: string
  @Text({ max: 60, description: 'in English' }) en!: string
}

export class DeskBody implements DeskSettings {
  @Setting('reservedSeconds', "a call that was taken and not dialled is another agent's after so long") reservedSeconds?: number
  @Setting('talkingSeconds', 'a call without a sign of life counts as broken off after so long') talkingSeconds?: number
  @Setting('undoSeconds', 'an outcome or an answer may be taken back for so long') undoSeconds?: number
  @Setting('coolingOffMinutes', 'who was passed over is not offered to the same agent again for so long') coolingOffMinutes?: number
  @Setting('skipsThatPause', 'in a row, and the agent rests') skipsThatPause?: number
  @Setting('ownCallBackMinutes', "a call-back is its agent's alone for so long") ownCallBackMinutes?: number
  @Setting('callBackDays', 'a call-back lies so far ahead at most') callBackDays?: number
  @Setting('callTries', 'a call is tried so often while nobody answers, each time on another day and in the other half of it')
  callTries?: number
  @Setting('identityTries', 'wrong answers after which nothing more is asked') identityTries?: number
  @Setting('identityProofs', 'things that a consumer on the line tells rightly; of a firm it is one') identityProofs?: number
  @Setting('openingMinutes', 'what a debtor owes stays open to an agent who said why for so long') openingMinutes?: number
  @Setting('taskMinutes', "a task is its agent's without a sign of life for so long") taskMinutes?: number
  @Setting('arrangementMonths', 'an arrangement that lasts longer is a proposal to an approver') arrangementMonths?: number
  @Setting('proposalDays', 'its claims rest for so long while nobody decided') proposalDays?: number
  @Amount({
    optional: true,
    nullable: true,
    description: 'an arrangement over more is a proposal too; however much unless said',
    example: '2500.00',
  })
  arrangementAmount?: string | null
  @Flag({
    optional: true,
    description: 'what is owed stands on the card before identity is confirmed, and the audit tells who saw it; false unless said',
  })
  amountsBeforeDialling?: boolean
  @ListOf(() => DeskReasonBody, 1, MOST_REASONS, { optional: true, description: 'why a call is passed over' })
  skipReasons?: DeskReasonBody[]
  @ListOf(() => DeskReasonBody, 1, MOST_REASONS, { optional: true, description: 'why an agent rests' }) pauseReasons?: DeskReasonBody[]
  @ListOf(() => DeskReasonBody, 1, MOST_REASONS, { optional: true, description: 'why who leads the desk takes a call from an agent' })
  releaseReasons?: DeskReasonBody[]
}
