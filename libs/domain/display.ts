/** Display: amounts, dates and lists as a debtor reads them, in nl and en; the same on every machine. */
import type { LocalDate } from './dates'
import type { Cents } from './money'
import type { Language } from './owing'

const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Language, string>

const perLanguage = <T>(make: (locale: string) => T): Record<Language, T> => ({ nl: make(LOCALES.nl), en: make(LOCALES.en) })
const MONEY = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }))
const DAY = perLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }))
const DAY_AND_WEEKDAY = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
)
const LIST = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))

const utcMidnight = (date: LocalDate): number => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10))

/** `€ 62,50` or `€62.50`; the space after the sign does not break. */
export const displayMoney = (cents: Cents, language: Language): string => MONEY[language].format(cents / 100)
/** `19 januari 2027` or `19 January 2027`. */
export const displayDate = (date: LocalDate, language: Language): string => DAY[language].format(utcMidnight(date))
/** `dinsdag 19 januari 2027` or `Tuesday 19 January 2027`. */
export const displayWeekdayDate = (date: LocalDate, language: Language): string =>
  DAY_AND_WEEKDAY[language].format(utcMidnight(date)).replace(',', '')
/** `a, b en c`. */
export const displayList = (items: readonly string[], language: Language): string => LIST[language].format(items)
