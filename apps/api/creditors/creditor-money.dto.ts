/** How a creditor is paid and what it charges, as callers give and see it. */
import { IsUrl } from 'class-validator'
import { QR_CODES, type ChargeSettings, type PaymentOptions } from '#domain'
import { LINK_ADDRESS } from '#settings'
import { Flag, Nested, OneOf, Pattern, Percent, Text, Whole } from '../http/fields'

export class PaymentLinkBody {
  @Pattern(LINK_ADDRESS, 'an https address with {reference} in it', {
    example: 'https://pay.example/acme/{reference}',
    description: 'with {amount} too, if the page wants it',
  })
  address!: string
  @Text({ optional: true, nullable: true, max: 60, description: 'the methods it offers, as messages name them', example: 'iDEAL | Wero' })
  label?: string | null
}

export class DiscountBody {
  @Percent(0.01, 50, { description: 'percent' }) percent!: number
  @Whole(1, 90, { description: 'from the date of the invoice' }) withinDays!: number
}

export class PaymentOptionsBody implements PaymentOptions {
  @Nested(() => PaymentLinkBody, { optional: true, nullable: true }) link?: PaymentLinkBody | null
  @OneOf(QR_CODES, { optional: true, description: 'what the code on paper holds; a transfer unless said' }) qr?: (typeof QR_CODES)[number]
  @IsUrl({ protocols: ['https'], require_protocol: true }, { message: 'must be an https address' })
  @Text({ optional: true, nullable: true, max: 300, description: 'the page on which one permits direct debit' })
  directDebit?: string | null
  @Nested(() => DiscountBody, { optional: true, nullable: true, description: 'for who pays early' }) discount?: DiscountBody | null
}

const MOST = { optional: true, nullable: true, description: 'cents at most; null: no limit' }

export class CostsBody {
  @Flag({ optional: true }) charged?: boolean
  @Whole(0, 100_000_000, MOST) most?: number | null
  @Flag({ optional: true, description: 'it buys collection with VAT, cannot deduct it, and says both' }) vatAdded?: boolean
}

export class InterestBody {
  @Flag({ optional: true }) charged?: boolean
  @Whole(0, 100_000_000, MOST) most?: number | null
}

export class ChargesBody implements ChargeSettings {
  @Nested(() => CostsBody, { optional: true }) costs?: CostsBody
  @Nested(() => InterestBody, { optional: true }) interest?: InterestBody
  @Flag({
    optional: true,
    description: 'payments cover costs that are due, then interest, then the principal (art. 6:44 BW); false: the principal first',
  })
  paymentsCoverCostsFirst?: boolean
}
