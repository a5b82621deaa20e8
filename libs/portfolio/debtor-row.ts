/** DebtorRow: what a row says of the debtor, read and checked. */
import { IsIn, IsOptional, Matches, MaxLength, ValidateIf } from 'class-validator'
import { electronicFormatIBAN } from 'ibantools'
import {
  CHANNELS,
  type Channel,
  DEBTOR_KINDS,
  type DebtorKind,
  type ImportMapping,
  type IncomeRule,
  LANGUAGES,
  type Language,
  type LocalDate,
  type Mandate,
  parseCollectOn,
  SEGMENTS,
  type Segment,
} from '#domain'
import { parseDate } from './calendar-date'
import { IsBankAccount, IsDay, IsMail, MESSAGES, oneOf, Present, Understood } from './constraints'
import { parseIncome, parseRoll } from './income-rule'
import { parsePhone, type PhoneNumber } from './phone-number'
import type { FieldTexts } from './row-fields'
import { readFlag } from './yes-no'

/** The form that the VAT systems of the Union and its neighbours share; NL with its own nine digits, B and two digits. */
const VAT_NUMBER = /^(?:NL\d{9}B\d{2}|(?!NL)[A-Z]{2}[0-9A-Z]{2,13})$/

export class DebtorRow {
  @MaxLength(100, { message: 'is longer than 100 characters' })
  @Present()
  debtorReference: string | undefined
  @MaxLength(140, { message: 'is longer than 140 characters' })
  @Present()
  debtorName: string | undefined
  @IsOptional()
  @MaxLength(60, { message: 'is longer than 60 characters' })
  salutation: string | undefined
  @IsIn(DEBTOR_KINDS, { message: oneOf(DEBTOR_KINDS) })
  debtorKind: DebtorKind
  @IsOptional()
  @IsIn(LANGUAGES, { message: oneOf(LANGUAGES) })
  language: Language | undefined
  @IsOptional()
  @IsIn(SEGMENTS, { message: oneOf(SEGMENTS) })
  segment: Segment | undefined
  @IsOptional()
  @IsIn(CHANNELS, { message: oneOf(CHANNELS) })
  preferredChannel: Channel | undefined
  @Understood('is neither yes nor no')
  online: boolean | null | undefined
  @IsOptional()
  @IsMail()
  email: string | undefined
  @IsOptional()
  @IsMail()
  invoiceEmail: string | undefined
  @IsOptional()
  @IsMail()
  reminderEmail: string | undefined
  @Understood(MESSAGES.phone)
  phone: PhoneNumber | null | undefined
  @Understood(MESSAGES.phone)
  mobile: PhoneNumber | null | undefined
  @Understood(MESSAGES.phone)
  whatsapp: PhoneNumber | null | undefined
  @IsOptional()
  @IsDay()
  whatsappConsentedOn: LocalDate | '' | undefined
  @Understood(MESSAGES.income)
  income: IncomeRule | null | undefined
  @Understood('is neither preceding (ervoor) nor following (erna)')
  incomeRoll: string | null
  @IsOptional()
  @MaxLength(35, { message: 'is longer than 35 characters' })
  mandateReference: string | undefined
  @ValidateIf(({ mandateReference }: DebtorRow) => mandateReference !== undefined)
  @IsDay()
  @Present()
  mandateSignedOn: LocalDate | '' | undefined
  @Understood('is neither a day of the month from 1 to 28 nor day-after-income')
  mandateCollectOn: Mandate['collectOn'] | null
  @IsOptional()
  @IsBankAccount()
  iban: string | undefined
  @IsOptional()
  @Matches(/^\d{8}$/, { message: MESSAGES.kvk })
  kvk: string | undefined
  @IsOptional()
  @Matches(VAT_NUMBER, { message: MESSAGES.vat })
  vatNumber: string | undefined

  constructor(texts: FieldTexts, mapping: ImportMapping) {
    this.debtorReference = texts.debtorReference
    this.debtorName = texts.debtorName
    this.salutation = texts.salutation
    this.kvk = compact(texts.kvk)
    this.vatNumber = compact(texts.vatNumber)
    // Without a word of it, a number in the trade register or for VAT makes a firm; else the debtor is protected as a consumer.
    this.debtorKind = (lower(texts.debtorKind) ?? ((texts.kvk ?? texts.vatNumber) ? 'business' : 'consumer')) as DebtorKind
    this.language = lower(texts.language) as Language | undefined
    this.segment = lower(texts.segment) as Segment | undefined
    this.preferredChannel = lower(texts.preferredChannel) as Channel | undefined
    this.online = readFlag(texts.online)
    this.email = texts.email
    this.invoiceEmail = texts.invoiceEmail
    this.reminderEmail = texts.reminderEmail
    this.phone = readPhone(texts.phone)
    this.mobile = readPhone(texts.mobile)
    this.whatsapp = readPhone(texts.whatsapp)
    this.whatsappConsentedOn = texts.whatsappConsentedOn && (parseDate(texts.whatsappConsentedOn, mapping.dates) ?? '')
    const roll = parseRoll(texts.incomeRoll)
    this.incomeRoll = roll ?? null
    this.income = texts.income === undefined ? undefined : (parseIncome(texts.income, roll ?? 'preceding', mapping.dates) ?? null)
    this.mandateReference = texts.mandateReference
    this.mandateSignedOn = texts.mandateSignedOn && (parseDate(texts.mandateSignedOn, mapping.dates) ?? '')
    this.mandateCollectOn = parseCollectOn(texts.mandateCollectOn?.toLowerCase().replace(/^0(?=\d)/, '') ?? 'day-after-income')
    this.iban = texts.iban === undefined ? undefined : (electronicFormatIBAN(texts.iban) ?? '')
  }
}

const lower = (text: string | undefined): string | undefined => text?.toLowerCase()
export const compact = (text: string | undefined): string | undefined => text?.replace(/[\s.-]/g, '').toUpperCase()
export const readPhone = (text: string | undefined): PhoneNumber | null | undefined =>
  text === undefined ? undefined : (parsePhone(text) ?? null)
