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
const PERCENT = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const LIST = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))

const utcMidnight = (date: LocalDate): number => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10))

/** Messages of a day name the same few days, and formatting one takes longer than most of a message. */
const DAYS_REMEMBERED = 5000
function remembering(format: Record<Language, Intl.DateTimeFormat>): (date: LocalDate, language: Language) => string {
  const known = perLanguage(() => new Map<LocalDate, string>())
  return (date, language) => {
    const days = known[language]
    const before = days.get(date)
    if (before !== undefined) return before
    if (days.size >= DAYS_REMEMBERED) days.clear()
    const text = format[language].format(utcMidnight(date)).replace(',', '')
    days.set(date, text)
    return text
  }
}

/** `€ 62,50` or `€62.50`; the space after the sign does not break. */
export const displayMoney = (cents: Cents, language: Language): string => MONEY[language].format(cents / 100)
/** `19 januari 2027` or `19 January 2027`. */
export const displayDate = remembering(DAY)
/** `dinsdag 19 januari 2027` or `Tuesday 19 January 2027`. */
export const displayWeekdayDate = remembering(DAY_AND_WEEKDAY)
/** `a, b en c`. */
export const displayList = (items: readonly string[], language: Language): string => LIST[language].format(items)
/** `10,4` or `10.4`: without its sign. */
export const displayPercent = (percent: number, language: Language): string => PERCENT[language].format(percent)
