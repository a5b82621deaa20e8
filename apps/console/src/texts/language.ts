/** The languages of the pages. */
export type Language = 'nl' | 'en'

/** English with days before months, as the Dutch expect. */
export const localeOf = (language: Language): string => (language === 'nl' ? 'nl-NL' : 'en-GB')
