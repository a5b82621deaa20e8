/** Attributes that tell of origin, nationality or country of birth: refused as attribute and as filter until an admin allows them (R77). */
import type { ImportMapping } from './import-mapping'

/** Stems that mean nothing else, in Dutch and English; matched anywhere in the name. */
const STEMS = [
  'nationalit',
  'staatsburger',
  'citizenship',
  'herkomst',
  'afkomst',
  'ethnic',
  'etnic',
  'etnisch',
  'geboorteland',
  'geboorteplaats',
  'geboortestad',
  'geboortestreek',
  'geboorteregio',
  'birthcountry',
  'birthplace',
  'migratieachtergrond',
  'migrationbackground',
  'allochto',
  'autochto',
  'huidskleur',
  'skincolour',
  'skincolor',
  'ancestry',
  'motherland',
  'vaderland',
  'homeland',
]
/** Too short to be looked for inside other words: `original` and `trasse` are innocent. */
const WORDS = ['origin', 'origins', 'ras', 'race', 'racial', 'descent', 'nat']
const BIRTH = /^(birth|born|geboorte|geboren)$/
const PLACE = /(country|land|place|plaats|city|town|stad|region|regio)$|^(in|te|where|waar)$/

/** Never a word about what it is used for: the name alone decides, however it is spelled, cased, accented or joined. */
export function isSensitiveAttribute(name: string): boolean {
  const words = wordsOf(name)
  const joined = words.join('')
  return (
    STEMS.some((stem) => joined.includes(stem)) ||
    words.some((word) => WORDS.includes(word)) ||
    (words.some((word) => BIRTH.test(word)) && words.some((word) => PLACE.test(word)))
  )
}

/** `CountryOfBirth`, `land_van-geboorte`, `Étnicité`: the words, in lower case and without accents. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** What a mapping imports of the kind, by its own name or the column it comes from; another field is no way around it. */
export function sensitiveAttributesOf({ fields, attributes }: ImportMapping): string[] {
  const sources = [...Object.entries(fields), ...Object.entries(attributes.debtor), ...Object.entries(attributes.claim)]
  return [...new Set(sources.flatMap(([name, { columns }]) => [name, ...columns].filter(isSensitiveAttribute)))]
}
