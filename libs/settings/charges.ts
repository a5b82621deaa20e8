/** What a strategy or a creditor charges otherwise than the policy; what is left out stays. */
import { Type } from 'class-transformer'
import { IsBoolean, IsInt, IsOptional, Min, ValidateNested } from 'class-validator'
import type { ChargeSettings } from '#domain'

class CostsSettings {
  @IsOptional() @IsBoolean() charged?: boolean
  @IsOptional() @IsInt() @Min(0) most?: number | null
  @IsOptional() @IsBoolean() vatAdded?: boolean
}
class InterestSettings {
  @IsOptional() @IsBoolean() charged?: boolean
  @IsOptional() @IsInt() @Min(0) most?: number | null
}
export class ChargesDefinition implements ChargeSettings {
  @IsOptional() @ValidateNested() @Type(() => CostsSettings) costs?: CostsSettings
  @IsOptional() @ValidateNested() @Type(() => InterestSettings) interest?: InterestSettings
  @IsOptional() @IsBoolean() paymentsCoverCostsFirst?: boolean
}
