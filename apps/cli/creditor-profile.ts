/** Reads a creditor's profile, a YAML file with the company data that messages print; refuses what does not fit by its name. */
import { readFileSync } from 'node:fs'
import { plainToInstance, Type } from 'class-transformer'
import {
  IsBoolean,
  IsEmail,
  IsIBAN,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Matches,
  ValidateNested,
  validateSync,
  type ValidationError,
} from 'class-validator'
import { parseDocument } from 'yaml'
import { LANGUAGES, type Language } from '#domain'
import { ChargesDefinition, LettersDefinition, PaymentOptionsDefinition } from '#settings'
import type { CreditorProfile } from '#store'
import { unacceptable } from './exit-codes'

class ProfileAddress {
  @IsOptional() @IsString() name?: string
  @IsString() @IsNotEmpty() street!: string
  @Matches(/^\d+[A-Za-z0-9 -]*$/, { message: 'must begin with a number, in quotes: "1"' }) houseNumber!: string
  @Matches(/^[1-9]\d{3} ?[A-Z]{2}$/, { message: 'must be a postcode such as 1234 AB' }) postcode!: string
  @IsString() @IsNotEmpty() city!: string
  @IsOptional() @IsIn(['NL'], { message: 'must be NL: other countries are not supported yet' }) country?: string
}

class ProfileFile {
  @IsOptional() @IsString() @IsNotEmpty() name?: string
  @IsString() @IsNotEmpty() legalName!: string
  @Matches(/^\d{8}$/, { message: 'must be the eight digits of the KvK number, in quotes' }) kvk!: string
  @Matches(/^NL\d{9}B\d{2}$/, { message: 'must be a VAT number such as NL001234567B01' }) vatNumber!: string
  @IsObject() @ValidateNested() @Type(() => ProfileAddress) address!: ProfileAddress
  @Matches(/^\+[1-9][\d ]{6,17}$/, { message: 'must be a number with its country code, in quotes: "+31 10 123 45 67"' }) phone!: string
  @IsEmail({}, { message: 'must be an e-mail address' }) email!: string
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true }, { message: 'must be an address such as https://www.example.nl' })
  website!: string
  @IsUrl({ protocols: ['https'], require_protocol: true }, { message: 'must be an https address' }) helpPage!: string
  @IsIBAN({}, { message: 'must be an IBAN' }) iban!: string
  @IsString() @IsNotEmpty() accountName!: string
  @IsOptional() @IsString() wkiRegisterNumber?: string | null
  @IsOptional() @IsString() paymentTerms?: string
  @IsOptional() @IsBoolean() wkiApplies?: boolean
  @IsOptional() @IsString() collectsFor?: string
  @IsOptional() @ValidateNested() @Type(() => PaymentOptionsDefinition) payment?: PaymentOptionsDefinition
  @IsOptional() @ValidateNested() @Type(() => ChargesDefinition) charges?: ChargesDefinition
  @IsOptional() @ValidateNested() @Type(() => LettersDefinition) letters?: LettersDefinition
  @IsOptional() @IsIn(LANGUAGES) language?: Language
  @IsOptional() @IsTimeZone() zone?: string
}

export interface ReadProfile {
  readonly name: string
  readonly profile: CreditorProfile
}

/** `name` is what debtors know the creditor by; without one, the legal name is. */
export function readProfile(file: string): ReadProfile {
  const definition = readYaml(file)
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
    throw unacceptable(`${file}: must hold fields, each \`name: value\``)
  const read = plainToInstance(ProfileFile, definition)
  const problems = validateSync(read, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true }).flatMap((error) =>
    sentences(error),
  )
  if (problems.length > 0) throw unacceptable(problems.map((problem) => `${file}: ${problem}`).join('\n'))
  const {
    legalName,
    kvk,
    vatNumber,
    address: { street, houseNumber, postcode, city },
    phone,
    email,
    website,
    helpPage,
    iban,
    accountName,
    paymentTerms = null,
    wkiRegisterNumber = null,
    wkiApplies = false,
    collectsFor = null,
    payment = null,
    charges = null,
    letters = null,
  } = read
  if (wkiApplies && wkiRegisterNumber === null) throw unacceptable(`${file}: wkiRegisterNumber: is needed where wkiApplies`)
  const profile = {
    legalName,
    kvk,
    vatNumber,
    address: { street, houseNumber, postcode, city },
    phone,
    email,
    website,
    helpPage,
    iban,
    accountName,
    paymentTerms,
    wkiRegisterNumber,
    wkiApplies,
    collectsFor,
    payment,
    charges,
    letters,
  }
  return { name: read.name ?? legalName, profile }
}

function readYaml(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (fault) {
    throw unacceptable(`${file}: cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  const document = parseDocument(text)
  if (document.errors[0]) throw unacceptable(`${file}: ${document.errors[0].message.split('\n')[0] ?? ''}`)
  return document.toJS()
}

function sentences({ property, constraints, children }: ValidationError, above = ''): string[] {
  const path = above + property
  const own = Object.values(constraints ?? {}).map((said) => `${path}: ${said.replace(new RegExp(`^(property )?${property} `), '')}`)
  return [...own, ...(children ?? []).flatMap((child) => sentences(child, `${path}.`))]
}
