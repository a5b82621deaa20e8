/** Condition definition: for which debtors a step or a row of the channel matrix holds, and by which behaviour they count as of a segment. */
import { Type } from 'class-transformer'
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Min, ValidateIf, ValidateNested } from 'class-validator'
import { BEHAVIOURS, DEBTOR_KINDS, SEGMENTS } from '#domain'
import type { Bounds, DebtorKind, Segment, SegmentRow } from '#domain'
import { refuseUnless } from './validation'

/** Left out, but not left empty. */
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined)

class TimesDefinition {
  @IfGiven() @IsInt() @Min(0) from?: number
  @IfGiven() @IsInt() @Min(1) below?: number
}

class BehaviourDefinition {
  @IfGiven() @ValidateNested() @Type(() => TimesDefinition) paidLate?: TimesDefinition
  @IfGiven() @ValidateNested() @Type(() => TimesDefinition) paidOnTime?: TimesDefinition
  @IfGiven() @ValidateNested() @Type(() => TimesDefinition) brokenPromises?: TimesDefinition
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(DEBTOR_KINDS, { each: true }) kinds?: DebtorKind[]
}

export class ConditionDefinition extends BehaviourDefinition {
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(SEGMENTS, { each: true }) segments?: Segment[]
  @IsOptional() @IsInt() @Min(0) from?: number
  @IsOptional() @IsInt() @Min(1) below?: number
}

const TOLD_SEGMENTS = ['loyal', 'notorious'] as const satisfies readonly SegmentRow['segment'][]

export class SegmentRowDefinition extends BehaviourDefinition {
  @IsIn(TOLD_SEGMENTS) segment!: SegmentRow['segment']
}

export function checkCondition(condition: ConditionDefinition, at: string, where: string): void {
  checkBounds(condition, at, where)
  checkBehaviour(condition, at, where)
}

/** Who has no past is nobody's regular, neither loyal nor notorious. */
export function checkSegmentRow(row: SegmentRowDefinition, at: string, where: string): void {
  checkBehaviour(row, at, where)
  const asks = BEHAVIOURS.some((behaviour) => (row[behaviour]?.from ?? 0) > 0)
  refuseUnless(asks, where, `${at}: needs one of ${BEHAVIOURS.join(', ')} from 1 on, or who has no past would be ${row.segment}`)
}

function checkBehaviour(condition: BehaviourDefinition, at: string, where: string): void {
  for (const behaviour of BEHAVIOURS) {
    const times = condition[behaviour]
    if (!times) continue
    refuseUnless(times.from !== undefined || times.below !== undefined, where, `${at}.${behaviour}: needs from, below, or both`)
    checkBounds(times, `${at}.${behaviour}`, where)
  }
}

const checkBounds = ({ from, below }: Bounds, at: string, where: string): void =>
  refuseUnless((from ?? 0) < (below ?? Infinity), where, `${at}: below (${below}) must be more than from (${from ?? 0})`)
