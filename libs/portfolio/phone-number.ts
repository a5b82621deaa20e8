/** Phone numbers as people write them, to E.164; a number without a country is Dutch. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface PhoneNumber {
  /** E.164. */
  readonly number: string
  /** A landline is called; it receives no SMS or WhatsApp. */
  readonly textable: boolean
}

/** Nine digits as most Dutch exports write them; whatever else is read by the library. */
const DUTCH = /^(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){8}$/
/** In the Dutch plan the first three of nine digits tell what kind of number it is: the library, at ten times the price, is asked once for each. */
const dutchKinds = new Map<string, Pick<PhoneNumber, 'textable'> | null>()

/** A number without a country is Dutch. */
export function parsePhone(text: string): PhoneNumber | undefined {
  if (!DUTCH.test(text)) return parseAnyPhone(text)
  const digits = text.replace(/[ -]/g, '').slice(-9)
  const start = digits.slice(0, 3)
  let kind = dutchKinds.get(start)
  if (kind === undefined) dutchKinds.set(start, (kind = parseAnyPhone(text) ?? null))
  return kind ? { number: `+31${digits}`, textable: kind.textable } : undefined
}

function parseAnyPhone(text: string): PhoneNumber | undefined {
  // A number that a spreadsheet took for one has lost its zero or gained a point; such a guess would call a stranger.
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'NL', extract: false })
  if (!parsed?.isValid() || parsed.ext !== undefined) return undefined
  const type = parsed.getType()
  return { number: parsed.number, textable: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' }
}
