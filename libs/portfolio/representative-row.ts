/** RepresentativeRow: who is addressed instead of the debtor or beside them, read and checked. */
import { IsIn, IsOptional, MaxLength } from 'class-validator'
import { type ImportedRepresentative, type PostalAddress, REPRESENTATIVE_ROLES, type RepresentativeRole } from '#domain'
import type { AddressTexts } from './address-row'
import { IsMail, MESSAGES, oneOf, Present, Understood } from './constraints'
import { readPhone } from './debtor-row'
import type { PhoneNumber } from './phone-number'
import type { FieldTexts } from './row-fields'
import { readFlag } from './yes-no'

export class RepresentativeRow {
  @IsIn(REPRESENTATIVE_ROLES, { message: oneOf(REPRESENTATIVE_ROLES) })
  @Present()
  representativeRole: RepresentativeRole | undefined
  @MaxLength(140, { message: 'is longer than 140 characters' })
  @Present()
  representativeName: string | undefined
  @IsOptional()
  @IsMail()
  representativeEmail: string | undefined
  @Understood(MESSAGES.phone)
  representativePhone: PhoneNumber | null | undefined
  @Understood('is neither yes nor no')
  representativeInstead: boolean | null | undefined

  constructor(texts: FieldTexts) {
    this.representativeRole = texts.representativeRole?.toLowerCase() as RepresentativeRole | undefined
    this.representativeName = texts.representativeName
    this.representativeEmail = texts.representativeEmail
    this.representativePhone = readPhone(texts.representativePhone)
    this.representativeInstead = readFlag(texts.representativeInstead)
  }
}

export const hasRepresentative = (texts: FieldTexts): boolean =>
  texts.representativeName !== undefined || texts.representativeRole !== undefined || texts.representativeEmail !== undefined

export const representativeAddress = (texts: FieldTexts): AddressTexts => ({
  street: texts.representativeStreet,
  houseNumber: texts.representativeHouseNumber,
  addition: texts.representativeAddition,
  postcode: texts.representativePostcode,
  city: texts.representativeCity,
  country: texts.representativeCountry,
})

export function toRepresentative(row: RepresentativeRow, address: PostalAddress | undefined): ImportedRepresentative | null {
  const { representativeRole: role, representativeName: name } = row
  if (role === undefined || name === undefined) return null
  return {
    role,
    name,
    ...(row.representativeEmail === undefined ? {} : { email: row.representativeEmail }),
    ...(row.representativePhone ? { phone: row.representativePhone.number } : {}),
    ...(address === undefined ? {} : { address }),
    // An administrator acts in law for the debtor (art. 1:441 BW), so the debtor is not to be addressed; the others stand beside.
    instead: row.representativeInstead ?? role === 'administrator',
  }
}
