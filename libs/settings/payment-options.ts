/** Payment options of a creditor, checked: addresses are https, and a link carries at least the reference. */
import { Type } from 'class-transformer'
import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'
import { QR_CODES } from '#domain'
import type { PaymentOptions } from '#domain'

/** `https://pay.example/acme/{reference}`; the amount is optional, since a page may know it. */
export const LINK_ADDRESS = /^https:\/\/[^\s{}/?#]+\/[^\s{}]*(\{amount\}[^\s{}]*)?\{reference\}[^\s{}]*(\{amount\}[^\s{}]*)?$/

class LinkDefinition {
  @Matches(LINK_ADDRESS, { message: 'must be an https address with {reference} in it' }) address!: string
  @IsOptional() @IsString() @MaxLength(60) label?: string | null
}
class DiscountDefinition {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(50) percent!: number
  @IsInt() @Min(1) @Max(90) withinDays!: number
}
export class PaymentOptionsDefinition implements PaymentOptions {
  @IsOptional() @ValidateNested() @Type(() => LinkDefinition) link?: LinkDefinition | null
  @IsOptional() @IsIn(QR_CODES) qr?: (typeof QR_CODES)[number]
  @IsOptional() @IsUrl({ protocols: ['https'], require_protocol: true }, { message: 'must be an https address' }) directDebit?:
    string | null
  @IsOptional() @ValidateNested() @Type(() => DiscountDefinition) discount?: DiscountDefinition | null
}
