/** How a debtor can be reached, by what consent, and when their money comes, as callers give and see it. */
import { CHANNELS, CONTACT_PURPOSES, WEEKDAYS, type Channel, type ContactPurpose, type Weekday } from '#domain'
import { INCOME_SOURCES, type ConsentRecord, type IncomeSource } from '#store'
import { At, Day, Flag, Nested, OneOf, Pattern, Text, Uuid, Whole } from '../http/fields'

export class PostalAddressBody {
  @Text({ max: 100, example: 'J. de Vries' }) name!: string
  @Text({ max: 100, optional: true }) attention?: string
  @Text({ max: 100, example: 'Kade' }) street!: string
  @Text({ max: 20, example: '1' }) houseNumber!: string
  @Text({ max: 20, optional: true }) addition?: string
  @Pattern(/^[1-9]\d{3} ?[A-Z]{2}$/, 'a postcode such as 1234 AB', { example: '1234 AB' }) postcode!: string
  @Text({ max: 100, example: 'Utrecht' }) city!: string
  @OneOf(['NL']) country!: string
}

export class NewContactPointBody {
  @OneOf(CHANNELS) channel!: Channel
  @OneOf(CONTACT_PURPOSES, { optional: true, description: 'both unless said' }) purpose?: ContactPurpose
  @Text({
    max: 254,
    optional: true,
    description: 'e-mail address, or number with its country code; not for letters',
    example: '+31612345678',
  })
  address?: string
  @Nested(() => PostalAddressBody, { optional: true, description: 'for letters' }) postalAddress?: PostalAddressBody
  @Text({ max: 100, optional: true, nullable: true, description: 'the person behind it at a firm' }) personName?: string | null
}

export class ContactPointChanges {
  @Text({ max: 254, optional: true }) address?: string
  @Nested(() => PostalAddressBody, { optional: true }) postalAddress?: PostalAddressBody
  @Text({ max: 100, optional: true, nullable: true }) personName?: string | null
  @Flag({ optional: true, description: 'false: known to be wrong' }) usable?: boolean
}

export class ContactPointView {
  @Uuid() readonly id!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(CONTACT_PURPOSES) readonly purpose!: ContactPurpose
  @Text({ nullable: true }) readonly address!: string | null
  @Nested(() => PostalAddressBody, { nullable: true }) readonly postalAddress!: PostalAddressBody | null
  @Text({ nullable: true }) readonly personName!: string | null
  @Uuid({ nullable: true, description: 'of whom it is, when not of the debtor' }) readonly representativeId!: string | null
  @Flag() readonly usable!: boolean
  @Text({ nullable: true, description: 'how it proved to be wrong' }) readonly unusableCode!: string | null
  @At() readonly createdAt!: string
}

export class ConsentBody {
  @OneOf(CHANNELS) channel!: Channel
  @Day() on!: string
  @Text({ max: 50, optional: true, description: 'where it was given; api unless said', example: 'web form' }) source?: string
  @Text({ max: 1000, optional: true, description: 'the words they agreed to' }) wording?: string
  @Text({ max: 80, optional: true, description: 'who asked them' }) askedBy?: string
}

export class ConsentView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @Day() readonly givenOn!: string
  @Day({ nullable: true }) readonly withdrawnOn!: string | null
  @Text() readonly source!: string
  @Text({ nullable: true }) readonly wording!: string | null
  @Text({ nullable: true }) readonly askedBy!: string | null
  @At({ nullable: true }) readonly notedAt!: string | null
}
export const consentView = ({ notedAt, ...row }: ConsentRecord): ConsentView => ({
  ...row,
  notedAt: notedAt === null ? null : new Date(notedAt).toISOString(),
})

export class IncomeBody {
  @OneOf(['month', 'week', 'four-weeks'], { optional: true, description: 'or a calendar' }) every?: 'month' | 'week' | 'four-weeks'
  @Whole(1, 31, { optional: true, description: 'of every month; 31 is the last day' }) day?: number
  @OneOf(WEEKDAYS, { optional: true, description: 'of every week' }) weekday?: Weekday
  @Day({ optional: true, description: 'one of the days, of every four weeks' }) anchor?: string
  @OneOf(['preceding', 'following'], { optional: true, description: 'when that is no bank day; preceding unless said' }) roll?:
    'preceding' | 'following'
  @Text({ max: 50, optional: true, description: 'name of an income calendar, instead of a rule', example: 'nl-uwv' }) calendar?: string
}

export class IncomeView {
  @Nested(() => IncomeBody, { nullable: true, description: 'null: nothing is known' }) readonly rule!: IncomeBody | null
  @OneOf(INCOME_SOURCES, {
    nullable: true,
    description: 'stated by the debtor, which no import changes; named by an export; learned from payments',
  })
  readonly source!: IncomeSource | null
  @At({ nullable: true }) readonly since!: string | null
}
