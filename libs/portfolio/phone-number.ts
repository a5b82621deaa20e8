/** Phone numbers as people write them, to E.164; a number without a country is Dutch. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface PhoneNumber {
  /** E.164. */
  readonly number: string
  /** A landline is called; it receives no SMS or WhatsApp. */
  readonly textable: boolean
}

export function parsePhone(text: string, country: CountryCode = 'NL'): PhoneNumber | undefined {
  // A number that a spreadsheet took for one has lost its zero or gained a point; such a guess would call a stranger.
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
  if (!parsed?.isValid() || parsed.ext !== undefined) return undefined
  const type = parsed.getType()
  return { number: parsed.number, textable: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' }
}
