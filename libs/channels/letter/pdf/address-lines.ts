/** Address lines as the post reads them: street, number and addition on one line, postcode and two spaces before the place in capitals. */
import type { Language, PostalAddress } from '#domain'

const ATTENTION = { nl: 'T.a.v.', en: 'Attn' } as const satisfies Record<Language, string>
/** The post abroad reads English. */
const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' })

export function addressLines(address: PostalAddress, language: Language): readonly string[] {
  const street = [address.street, address.houseNumber, address.addition].filter((part) => part).join(' ')
  const lines = [address.name, address.attention ? `${ATTENTION[language]} ${address.attention}` : '', street, ...placeLines(address)]
  return lines.map((line) => line.replace(/[\r\n\t]+/g, ' ').trim()).filter((line) => line !== '')
}

function placeLines(address: PostalAddress): string[] {
  if (address.country !== 'NL') {
    return [`${address.postcode} ${address.city}`, (COUNTRY_NAMES.of(address.country) ?? address.country).toUpperCase()]
  }
  const postcode = address.postcode.replace(
    /^(\d{4})\s*([A-Za-z]{2})$/,
    (_, digits: string, letters: string) => `${digits} ${letters.toUpperCase()}`,
  )
  return [`${postcode}  ${address.city.toUpperCase()}`]
}
