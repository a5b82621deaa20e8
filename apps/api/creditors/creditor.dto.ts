/** Creditors as callers give and see them: company data only. */
import { IsIBAN, IsUrl } from 'class-validator'
import { CHANNELS, decimal, LADDER_PHASES, SIDE_PHASES, type Channel, type DebtorKind, type Phase } from '#domain'
import type { CreditorRecord, CreditorProfile } from '#store'
import { Amount, At, Day, Email, Flag, ListOf, Nested, OneOf, Pattern, Text, Uuid, Whole } from '../http/fields'
import { DeskBody } from './creditor-desk.dto'
import { LettersBody } from './creditor-letters.dto'
import { ChargesBody, PaymentOptionsBody } from './creditor-money.dto'

export const PHASES: readonly Phase[] = [...LADDER_PHASES, ...SIDE_PHASES]

export class CompanyAddress {
  @Text({ max: 100, example: 'Kade' }) street!: string
  @Pattern(/^\d{1,6}[A-Za-z0-9 -]{0,10}$/, 'a number, with letters after it if any', { example: '1' }) houseNumber!: string
  @Pattern(/^[1-9]\d{3} ?[A-Z]{2}$/, 'a postcode such as 1234 AB', { example: '1234 AB' }) postcode!: string
  @Text({ max: 100, example: 'Utrecht' }) city!: string
}

export class CompanyProfile implements CreditorProfile {
  @Text({ max: 200, example: 'Voorbeeld B.V.' }) legalName!: string
  @Pattern(/^\d{8}$/, 'the eight digits of the KvK number', { example: '99900000' }) kvk!: string
  @Pattern(/^NL\d{9}B\d{2}$/, 'a VAT number such as NL001234567B01', { example: 'NL001234567B01' }) vatNumber!: string
  @Nested(() => CompanyAddress) address!: CompanyAddress
  @Pattern(/^\+[1-9][\d ]{6,17}$/, 'a number with its country code', { example: '+31 10 123 45 67' }) phone!: string
  @Email({ example: 'post@voorbeeld.example' }) email!: string
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true }, { message: 'must be an address such as https://www.example.nl' })
  @Text({ max: 200, example: 'https://voorbeeld.example' })
  website!: string
  @IsUrl({ protocols: ['https'], require_protocol: true }, { message: 'must be an https address' })
  @Text({ max: 200, example: 'https://voorbeeld.example/hulp' })
  helpPage!: string
  @IsIBAN({}, { message: 'must be an IBAN' })
  @Text({ max: 40, example: 'NL91ABNA0417164300' })
  iban!: string
  @Text({ max: 100, example: 'Voorbeeld B.V.' }) accountName!: string
  @Text({ optional: true, nullable: true, max: 500, description: 'in one or two plain sentences' }) paymentTerms?: string | null
  @Text({ optional: true, nullable: true, max: 50, description: 'of those who must be in the register of the Wki' }) wkiRegisterNumber?:
    string | null
  @Flag({ optional: true, description: 'it collects for others, or claims it bought: the Wki holds towards natural persons' })
  wkiApplies?: boolean
  @Text({ optional: true, nullable: true, max: 300, description: 'name and address of whoever it is owed to, when that is somebody else' })
  collectsFor?: string | null
  @Nested(() => PaymentOptionsBody, { optional: true, nullable: true, description: 'how it can be paid, beside a bank transfer' })
  payment?: PaymentOptionsBody | null
  @Nested(() => ChargesBody, { optional: true, nullable: true, description: 'what it charges otherwise than its policy' })
  charges?: ChargesBody | null
  @Nested(() => LettersBody, { optional: true, nullable: true, description: 'how its letters are laid out and released' })
  letters?: LettersBody | null
  @Nested(() => DeskBody, { optional: true, nullable: true, description: 'by which seconds and numbers its agents work' })
  desk?: DeskBody | null
}

export class SenderBody {
  @OneOf(CHANNELS) channel!: Channel
  @Text({ max: 254, description: 'the address, number or name that messages come from', example: 'post@voorbeeld.example' })
  address!: string
  @Whole(1, 9999, { optional: true, description: 'messages a second; 10 unless said' }) pacePerSecond?: number
}

export class ChannelCost {
  @OneOf(CHANNELS) channel!: Channel
  @Amount({ description: 'what a thousand contacts cost, for what a dry run foresees', example: '2.00' }) perThousand!: string
}

export class StrategiesBody implements Readonly<Record<DebtorKind, string>> {
  @Text({ max: 100, example: 'consumer' }) consumer!: string
  @Text({ max: 100, example: 'business' }) business!: string
}

export class NewCreditorBody {
  @Pattern(/^[a-z0-9][a-z0-9-]{1,39}$/, '2 to 40 small letters, digits and hyphens', { example: 'voorbeeld' }) code!: string
  @Text({ max: 200, description: 'what debtors know it by', example: 'Voorbeeld' }) name!: string
  @Nested(() => CompanyProfile) profile!: CompanyProfile
  @Text({ optional: true, max: 100, description: 'its contact policy; nl-reference unless said', example: 'nl-reference' }) policy?: string
  @Nested(() => StrategiesBody, { optional: true }) strategies?: StrategiesBody
  @ListOf(() => SenderBody, 0, CHANNELS.length, { description: 'one for each channel it may use' }) senders!: SenderBody[]
}

export class CreditorChanges {
  @Text({ optional: true, max: 200 }) name?: string
  @Nested(() => CompanyProfile, { optional: true, description: 'replaces the whole profile' }) profile?: CompanyProfile
  @ListOf(() => SenderBody, 0, CHANNELS.length, { optional: true, description: 'sets these channels; the others stay' })
  senders?: SenderBody[]
  @ListOf(() => ChannelCost, 0, CHANNELS.length, { optional: true, description: 'sets these channels; the others stay' })
  costs?: ChannelCost[]
}

export class SenderView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @Text() readonly address!: string
  @Whole(1, 9999) readonly pacePerSecond!: number
}

export class CreditorView {
  @Uuid() readonly id!: string
  @Text({ max: 40 }) readonly code!: string
  @Text() readonly name!: string
  @OneOf(['shadow', 'live'], { description: 'in shadow it decides and shows, and sends nothing' }) readonly state!: 'shadow' | 'live'
  @Text() readonly policy!: string
  @Nested(() => StrategiesBody) readonly strategies!: Readonly<Record<DebtorKind, string>>
  @Nested(() => CompanyProfile) readonly profile!: CreditorProfile
  @ListOf(() => SenderView, 0, CHANNELS.length) readonly senders!: readonly SenderView[]
  @ListOf(() => ChannelCost, 0, CHANNELS.length) readonly costs!: readonly ChannelCost[]
  @Day({ nullable: true, description: 'payments up to and including this day have been read' }) readonly paymentsReadThrough!: string | null
  @At() readonly createdAt!: string
  @At({ nullable: true }) readonly releasedAt!: string | null
}

export class PlannedView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: Phase
  @Whole(0, 1_000_000_000) readonly contacts!: number
  @Amount() readonly amount!: string
}

export class MadeView {
  @Uuid() readonly id!: string
}

export function creditorView(row: CreditorRecord): CreditorView {
  const { createdAt, releasedAt, channelCosts, ...rest } = row
  const costs = CHANNELS.flatMap((channel) =>
    channelCosts[channel] === undefined ? [] : [{ channel, perThousand: decimal(channelCosts[channel]) }],
  )
  return {
    ...rest,
    costs,
    createdAt: new Date(createdAt).toISOString(),
    releasedAt: releasedAt === null ? null : new Date(releasedAt).toISOString(),
  }
}

/** What an edit is held against: nothing that changes by itself. */
export const editableCreditor = ({ name, profile, senders, costs }: CreditorView): unknown => ({ name, profile, senders, costs })
