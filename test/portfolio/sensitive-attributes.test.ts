/** Names that tell of origin, nationality or country of birth are known however they are written; look-alikes are left alone (R77). */
import { fc } from '../support/examples'
import { isSensitiveAttribute } from '#domain'

const SENSITIVE = [
  'herkomst',
  'land van herkomst',
  'nationaliteit',
  'geboorteland',
  'geboorte land',
  'land van geboorte',
  'geboorteplaats',
  'etniciteit',
  'etnische groep',
  'afkomst',
  'origin',
  'country of origin',
  'nationality',
  'country of birth',
  'birth country',
  'place of birth',
  'born in',
  'ethnicity',
  'ethnic group',
  'staatsburgerschap',
  'ras',
]

test.each(SENSITIVE)('%s is refused', (name) => {
  expect(isSensitiveAttribute(name)).toBe(true)
})

test.each([
  'original amount',
  'originele factuur',
  'education',
  'opleiding',
  'leeftijd',
  'geboortedatum',
  'birth year',
  'land',
  'country',
  'woonplaats',
  'terras',
  'traceability',
  'taal',
  'natuurlijk persoon',
])('%s is not', (name) => {
  expect(isSensitiveAttribute(name)).toBe(false)
})

test('no casing, joining, accent, prefix or suffix hides one', () => {
  const accented = (text: string): string => text.replace(/e/g, 'é')
  const camel = (text: string): string =>
    text
      .split(' ')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')
  const spelling = fc.constantFrom<(text: string) => string>(
    (text) => text.toUpperCase(),
    camel,
    (text) => text.replaceAll(' ', '_'),
    (text) => text.replaceAll(' ', '-'),
    accented,
    (text) => `  ${text}: `,
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...SENSITIVE),
      spelling,
      fc.constantFrom('', 'klant_', 'debtor.', 'x '),
      fc.constantFrom('', '_code', ' 2'),
      (name, spell, before, after) => {
        expect(isSensitiveAttribute(`${before}${spell(name)}${after}`)).toBe(true)
      },
    ),
  )
})
