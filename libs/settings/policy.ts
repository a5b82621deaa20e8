/** Policy definition: every parameter present, in range, in order; an unknown one refused. */
import { Type } from 'class-transformer'
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { CHANNELS, LADDER_PHASES, RETURN_MEANINGS, SEGMENTS, SIDE_PHASES, WEEKDAYS } from '#domain'
import type { Channel, ContactPolicy, DatedValue, LocalDate, LocalTime, Phase, ReturnMeaning, Segment, Weekday } from '#domain'
import { checkCosts, CostsDefinition } from './collection-costs'
import { checkCondition, checkSegmentRow, ConditionDefinition, SegmentRowDefinition } from './condition'
import { withLaterParameters } from './later-parameters'
import { IsLocalDate, IsLocalTime, IsTimeZone } from './local-date'
import { refuseUnless, validated } from './validation'

const PHASES: readonly Phase[] = [...LADDER_PHASES, ...SIDE_PHASES]
/** Besluit kwaliteit incassodienstverlening art. 4.2(1): no approach between 20:00 and 07:00. */
const LEGAL_HOURS = { opens: '07:00', closes: '20:00' }
/** Ordinary post comes on the second day of delivery after it was sent. */
const LEAST_POST_DAYS = 2

class HoursDefinition {
  @IsLocalTime() opens!: LocalTime
  @IsLocalTime() closes!: LocalTime
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(WEEKDAYS, { each: true }) days!: Weekday[]
}
class PostingDefinition {
  @IsLocalTime() releaseAt!: LocalTime
  @IsLocalTime() cutOff!: LocalTime
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(WEEKDAYS, { each: true }) days!: Weekday[]
}
class HoursByChannel {
  @ValidateNested() @Type(() => HoursDefinition) @IsNotEmpty() email!: HoursDefinition
  @ValidateNested() @Type(() => HoursDefinition) @IsNotEmpty() sms!: HoursDefinition
  @ValidateNested() @Type(() => HoursDefinition) @IsNotEmpty() whatsapp!: HoursDefinition
  @ValidateNested() @Type(() => HoursDefinition) @IsNotEmpty() letter!: HoursDefinition
  @ValidateNested() @Type(() => HoursDefinition) @IsNotEmpty() call!: HoursDefinition
}
class CalendarNames {
  @IsString() @IsNotEmpty() contact!: string
  @IsString() @IsNotEmpty() bank!: string
  @IsString() @IsNotEmpty() post!: string
}
class SoftDueDateDefinition {
  @IsInt() @Min(0) @Max(31) withinDays!: number
  @IsArray() @IsIn(SEGMENTS, { each: true }) exceptSegments!: Segment[]
}
class WaitForIncomeDefinition {
  @IsArray() @IsIn(PHASES, { each: true }) phases!: Phase[]
  @IsInt() @Min(0) @Max(31) withinDays!: number
}
class ChannelRowDefinition extends ConditionDefinition {
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsIn(PHASES, { each: true }) phases?: Phase[]
  @IsArray() @ArrayUnique() @IsIn(CHANNELS, { each: true }) channels!: Channel[]
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(CHANNELS, { each: true }) without?: Channel[]
}
class AgeRowDefinition {
  @IsInt() @Min(0) @Max(150) from!: number
  @IsInt() @Min(1) @Max(150) below!: number
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(CHANNELS, { each: true }) channels!: Channel[]
}
class ObservedResponseDefinition {
  @IsInt() @Min(1) @Max(100) leastContacts!: number
  @IsInt() @Min(1) @Max(100) likeWeight!: number
  @IsInt() @Min(2) @Max(100) leastForHour!: number
}
class CapsDefinition {
  @IsInt() @Min(1) perDay!: number
  @IsInt() @Min(1) perWindow!: number
  @IsInt() @Min(1) @Max(31) windowDays!: number
  @IsNumber() @Min(0) @Max(1) unansweredCallWeight!: number
  @IsOptional() @IsInt() @Min(0) reservedForLegal?: number
}
class DayOffDefinition {
  @IsLocalDate() day!: LocalDate
  @IsString() @IsNotEmpty() name!: string
}
class DirectDebitDefinition {
  @IsInt() @Min(0) @Max(60) preNotificationDays!: number
  @IsInt() @Min(0) @Max(10) bankDaysAfterReturn!: number
  @IsInt() @Min(0) @Max(3) retries!: number
  @IsObject() returnCodes!: Record<string, ReturnMeaning>
}
class DatedValueDefinition {
  @IsLocalDate() from!: LocalDate
  @IsInt() @Min(0) @Max(30) value!: number
}
const INTEREST_STARTS = ['due-date', 'notice-term-end'] as const
class InterestStarts {
  @IsIn(INTEREST_STARTS) consumer!: (typeof INTEREST_STARTS)[number]
  @IsIn(INTEREST_STARTS) business!: (typeof INTEREST_STARTS)[number]
}
class InterestDefinition {
  @IsBoolean() charged!: boolean
  @ValidateIf(({ most }: InterestDefinition) => most !== null) @IsInt() @Min(0) most!: number | null
  @IsString() @IsNotEmpty() table!: string
  @ValidateNested() @Type(() => InterestStarts) @IsNotEmpty() from!: InterestStarts
}

class PolicyDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsOptional() @IsInt() @Min(1) version?: number
  @IsTimeZone() zone!: string
  @ValidateNested() @Type(() => HoursByChannel) @IsNotEmpty() hours!: HoursByChannel
  @ValidateNested() @Type(() => CalendarNames) @IsNotEmpty() calendars!: CalendarNames
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => DayOffDefinition) ownClosedDays?: DayOffDefinition[]
  @ValidateNested() @Type(() => SoftDueDateDefinition) @IsNotEmpty() softDueDate!: SoftDueDateDefinition
  @ValidateNested() @Type(() => WaitForIncomeDefinition) @IsNotEmpty() waitForIncome!: WaitForIncomeDefinition
  @IsInt() @Min(0) @Max(31) payByWithinDays!: number
  @IsInt() @Min(0) @Max(31) minDaysBetweenPhases!: number
  @ValidateNested() @Type(() => CapsDefinition) @IsNotEmpty() caps!: CapsDefinition
  @IsInt() @Min(0) @Max(31) consolidateWithinDays!: number
  @IsInt() @Min(0) @Max(31) promiseGraceBankDays!: number
  @ValidateNested() @Type(() => DirectDebitDefinition) @IsNotEmpty() directDebit!: DirectDebitDefinition
  @IsInt() @Min(1) @Max(8, { message: 'debtHelpReviewMonths must be 8 at most' }) debtHelpReviewMonths!: number
  @IsArray() @ArrayUnique() @IsIn(LADDER_PHASES, { each: true }) legalPhases!: Phase[]
  @IsObject() closedChannels!: Partial<Record<Phase, Channel[]>>
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(CHANNELS, { each: true }) channelOrder!: Channel[]
  @IsArray() @ValidateNested({ each: true }) @Type(() => ChannelRowDefinition) channelMatrix!: ChannelRowDefinition[]
  @IsArray() @ValidateNested({ each: true }) @Type(() => AgeRowDefinition) channelByAge!: AgeRowDefinition[]
  @IsArray() @ValidateNested({ each: true }) @Type(() => SegmentRowDefinition) segmentByBehaviour!: SegmentRowDefinition[]
  @ValidateIf(({ observedResponse }: PolicyDefinition) => observedResponse !== null)
  @ValidateNested()
  @Type(() => ObservedResponseDefinition)
  @IsNotEmpty()
  observedResponse!: ObservedResponseDefinition | null
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => DatedValueDefinition) postDays!: DatedValueDefinition[]
  @ValidateNested() @Type(() => PostingDefinition) @IsNotEmpty() posting!: PostingDefinition
  @IsInt() @Min(14, { message: 'noticeTermDays must be 14 at least (art. 6:96(6) BW)' }) @Max(60) noticeTermDays!: number
  @ValidateNested() @Type(() => CostsDefinition) @IsNotEmpty() collectionCosts!: CostsDefinition
  @ValidateNested() @Type(() => InterestDefinition) @IsNotEmpty() interest!: InterestDefinition
  @IsOptional() @IsBoolean() paymentsCoverCostsFirst?: boolean
  @IsBoolean() requirePaymentsRead!: boolean
  @IsInt() @Min(1) @Max(168) latenessHours!: number
}

export function parsePolicy(definition: unknown, where: string): ContactPolicy {
  const policy = validated(PolicyDefinition, withRows(withLaterParameters(definition)), where)
  checkHours(policy, where)
  refuseUnless(
    policy.legalPhases.includes('formal-notice'),
    where,
    'legalPhases: the letter of art. 6:96(6) BW, formal-notice, is always one',
  )
  const { perWindow, reservedForLegal = 0 } = policy.caps
  refuseUnless(reservedForLegal < perWindow, where, `caps.reservedForLegal: leaves none of ${perWindow} contacts for other messages`)
  checkClosedChannels(policy.closedChannels, where)
  checkChannelRows(policy, where)
  policy.segmentByBehaviour.forEach((row, index) => checkSegmentRow(row, `segmentByBehaviour.${index}`, where))
  checkRows(policy.postDays, where)
  checkCosts(policy.collectionCosts, where)
  checkReturnCodes(policy.directDebit.returnCodes, where)
  // Versions are kept as plain JSON, so no instance of a definition leaves this file.
  return JSON.parse(JSON.stringify({ ...policy, version: policy.version ?? 1 })) as ContactPolicy
}

/** One number stands for a value that never changes, as a scenario's settings write it. */
function withRows(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null || !('postDays' in definition) || typeof definition.postDays !== 'number')
    return definition
  return { ...definition, postDays: [{ from: '1970-01-01', value: definition.postDays }] }
}

function checkHours({ hours, posting }: PolicyDefinition, where: string): void {
  for (const channel of CHANNELS) {
    const { opens, closes } = hours[channel]
    refuseUnless(opens < closes, where, `hours.${channel}: closes (${closes}) must come after opens (${opens})`)
    refuseUnless(
      opens >= LEGAL_HOURS.opens && closes <= LEGAL_HOURS.closes,
      where,
      `hours.${channel}: must lie within 07:00 and 20:00 (Bki art. 4.2)`,
    )
  }
  refuseUnless(
    posting.releaseAt < posting.cutOff,
    where,
    `posting: cutOff (${posting.cutOff}) must come after releaseAt (${posting.releaseAt})`,
  )
}

function checkClosedChannels(closed: Partial<Record<Phase, Channel[]>>, where: string): void {
  for (const [phase, channels] of Object.entries(closed)) {
    refuseUnless((PHASES as readonly string[]).includes(phase), where, `closedChannels.${phase}: is not a phase`)
    const known = Array.isArray(channels) && channels.every((channel) => CHANNELS.includes(channel))
    refuseUnless(known, where, `closedChannels.${phase}: must be a list of channels`)
  }
}

function checkChannelRows({ channelMatrix, channelByAge }: PolicyDefinition, where: string): void {
  for (const [index, row] of channelMatrix.entries()) {
    const { channels, without = [] } = row
    checkCondition(row, `channelMatrix.${index}`, where)
    const both = channels.find((channel) => without.includes(channel))
    refuseUnless(both === undefined, where, `channelMatrix.${index}: ${both} is both wanted and not used`)
    refuseUnless(channels.length + without.length > 0, where, `channelMatrix.${index}: names no channel`)
  }
  for (const [index, { from, below }] of channelByAge.entries())
    refuseUnless(from < below, where, `channelByAge.${index}: below (${below}) must be more than from (${from})`)
}

function checkReturnCodes(codes: Readonly<Record<string, ReturnMeaning>>, where: string): void {
  for (const [code, meaning] of Object.entries(codes)) {
    refuseUnless(/^[A-Z]{2}\d{2}$/.test(code), where, `directDebit.returnCodes.${code}: is not a return code such as AM04`)
    refuseUnless(RETURN_MEANINGS.includes(meaning), where, `directDebit.returnCodes.${code}: must be one of ${RETURN_MEANINGS.join(', ')}`)
  }
}

function checkRows(rows: readonly DatedValue[], where: string): void {
  const ascending = rows.every(({ from }, index) => index === 0 || (rows[index - 1]?.from ?? '') < from)
  refuseUnless(ascending, where, 'postDays: the dates must ascend, none twice')
}

/**
 * Of a policy that is published, while a scenario may ask what if: a letter that is taken to come sooner than it does leaves a term that is short,
 * and the costs are lost.
 */
export function parsePublishedPolicy(definition: unknown, where: string): ContactPolicy {
  const policy = parsePolicy(definition, where)
  const soon = policy.postDays.findIndex(({ value }) => value < LEAST_POST_DAYS)
  refuseUnless(soon < 0, where, `postDays.${soon}.value: must be ${LEAST_POST_DAYS} at least (HR 25-11-2016, ECLI:NL:HR:2016:2704)`)
  return policy
}
