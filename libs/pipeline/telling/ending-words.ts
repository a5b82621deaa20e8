/** How a promise, a dispute or a complaint came to its end, in both languages. */
import type { Language } from '#domain'

/** What took the place of a promise. */
export const REPLACED_WORDS = {
  nl: { promise: 'vervangen door een nieuwe', arrangement: 'vervangen door een regeling' },
  en: { promise: 'replaced by a new one', arrangement: 'replaced by an arrangement' },
} as const satisfies Record<Language, Record<string, string>>

/** How a dispute or a complaint ended. */
export const ENDING_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: { upheld: 'terecht', 'partly-upheld': 'deels terecht', rejected: 'niet terecht', corrected: 'verbeterd', withdrawn: 'ingetrokken' },
  en: { upheld: 'upheld', 'partly-upheld': 'partly upheld', rejected: 'rejected', corrected: 'corrected', withdrawn: 'withdrawn' },
}
