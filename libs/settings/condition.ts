/** Condition definition: for which debtors a step or a row of the channel matrix holds. */
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Min } from 'class-validator'
import { DEBTOR_KINDS, SEGMENTS } from '#domain'
import type { DebtorKind, Segment } from '#domain'
import { refuseUnless } from './validation'

export class ConditionDefinition {
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(DEBTOR_KINDS, { each: true }) kinds?: DebtorKind[]
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(SEGMENTS, { each: true }) segments?: Segment[]
  @IsOptional() @IsInt() @Min(0) from?: number
  @IsOptional() @IsInt() @Min(1) below?: number
}

export const checkAmounts = ({ from = 0, below = Infinity }: ConditionDefinition, at: string, where: string): void =>
  refuseUnless(from < below, where, `${at}: below (${below}) must be more than from (${from})`)
