/** AddressRow: the address cells of a row, checked and put together; all of an address or none of it. */
import { IsISO31661Alpha2, MaxLength, MinLength, ValidateIf } from 'class-validator'
import type { PostalAddress } from '#domain'
import { MESSAGES, Present, Understood } from './constraints'
import { splitAddress } from './house-number'

export interface AddressTexts {
  readonly street?: string | undefined
  readonly houseNumber?: string | undefined
  readonly addition?: string | undefined
  readonly postcode?: string | undefined
  readonly city?: string | undefined
  readonly country?: string | undefined
}

/** SA, SD and SS are never issued. */
const DUTCH_POSTCODE = /^([1-9]\d{3})\s*((?!SA|SD|SS)[A-Z]{2})$/
const isDutch = (row: AddressRow): boolean => row.country === 'NL'

export class AddressRow {
  @MaxLength(100, { message: 'is longer than 100 characters' })
  @Present()
  street: string | undefined
  @ValidateIf(isDutch)
  @MinLength(1, { message: MESSAGES.houseNumber })
  @MaxLength(20, { message: 'is longer than 20 characters' })
  houseNumber: string
  addition: string | undefined
  @Understood(MESSAGES.postcode)
  @Present()
  postcode: string | null | undefined
  @MaxLength(80, { message: 'is longer than 80 characters' })
  @Present()
  city: string | undefined
  @IsISO31661Alpha2({ message: MESSAGES.country })
  country: string

  constructor(texts: AddressTexts) {
    const parts = splitAddress(texts.street ?? '', texts.houseNumber, texts.addition)
    this.street = texts.street && parts.street
    this.houseNumber = parts.houseNumber
    this.addition = parts.addition
    this.country = texts.country?.toUpperCase() ?? 'NL'
    this.postcode = texts.postcode === undefined ? undefined : readPostcode(texts.postcode, this.country)
    this.city = texts.city
  }
}

/** An export that says only a country, or a house number without a street, knows no address. */
export const hasAddress = (texts: AddressTexts): boolean =>
  texts.street !== undefined || texts.postcode !== undefined || texts.city !== undefined

function readPostcode(text: string, country: string): string | null {
  const upper = text.toUpperCase()
  if (country !== 'NL') return upper.length <= 12 ? upper : null
  const match = DUTCH_POSTCODE.exec(upper)
  return match ? `${match[1]} ${match[2]}` : null
}

export function toAddress(row: AddressRow, name: string, attention: string | undefined): PostalAddress {
  return {
    name,
    ...(attention === undefined ? {} : { attention }),
    street: row.street ?? '',
    houseNumber: row.houseNumber,
    ...(row.addition === undefined ? {} : { addition: row.addition }),
    postcode: row.postcode ?? '',
    city: row.city ?? '',
    country: row.country,
  }
}
