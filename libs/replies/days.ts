/** Days: which day words name, seen from the day they were written on; the latest where they leave a choice, for it is when payment may be expected. */
import { addDays, dayOfMonth, daysBetween, isLocalDate, lastDayOfMonth, weekdayOf, WEEKDAYS, type LocalDate } from '#domain'
import { NUMBER_WORDS } from './phrases'
import type { Token } from './tokens'

export interface NamedDay {
  readonly first: number
  readonly last: number
  readonly day: LocalDate
}

const MONTHS = [
  'jan|januari|january',
  'feb|februari|february',
  'mrt|maart|mar|march',
  'apr|april',
  'mei|may',
  'jun|juni|june',
  'jul|juli|july',
  'aug|augustus|august',
  'sep|sept|september',
  'okt|oktober|oct|october',
  'nov|november',
  'dec|december',
]
const monthOf = lookUp(MONTHS)
const weekdayIn = lookUp([
  'ma|maandag|mon|monday',
  'di|dinsdag|tue|tuesday',
  'woensdag|wed|wednesday',
  'do|donderdag|thu|thursday',
  'vr|vrijdag|vrijdags|fri|friday',
  'za|zaterdag|sat|saturday',
  'zo|zondag|sunday',
])
const UNITS: Readonly<Record<string, number>> = { dag: 1, dagen: 1, day: 1, days: 1, week: 7, weken: 7, weeks: 7, weekje: 7 }
const MONTH_UNITS = ['maand', 'maanden', 'month', 'months']
const NEXT = ['volgende', 'next', 'komende', 'aankomende']
const OF_LATER = ['volgende', 'next']
const LAST = ['vorige', 'afgelopen', 'last']
const PLAIN: Readonly<Record<string, number>> = {
  vandaag: 0,
  vanavond: 0,
  vanmiddag: 0,
  today: 0,
  tonight: 0,
  morgen: 1,
  morgenochtend: 1,
  tomorrow: 1,
  overmorgen: 2,
  gisteren: -1,
  yesterday: -1,
  eergisteren: -2,
}
const END = ['eind', 'einde', 'end']
/** `zo` and `do` are words of every day; so are `sat` and `may`: they name a day only beside another word of time. */
const AMBIGUOUS = ['do', 'zo', 'za', 'ma', 'di', 'vr', 'sat', 'mar']
const FILLERS = ['van', 'de', 'deze', 'of', 'the', 'this']

function lookUp(names: readonly string[]): (word: string | undefined) => number {
  const numbers = new Map(names.flatMap((each, index) => each.split('|').map((name) => [name, index + 1] as const)))
  return (word) => numbers.get(word ?? '') ?? 0
}

/** In the order they stand; a word belongs to one day only. */
export function namedDays(tokens: readonly Token[], today: LocalDate): NamedDay[] {
  const words = tokens.map(({ word }) => word)
  const found: NamedDay[] = []
  for (let at = 0; at < tokens.length; at++) {
    const named = dayAt(words.slice(at, at + 7), today, words[at - 1])
    if (!named) continue
    found.push({ first: at, last: at + named.words - 1, day: named.day })
    at += named.words - 1
  }
  return found
}

type Named = { readonly words: number; readonly day: LocalDate } | null

function dayAt(words: readonly string[], today: LocalDate, before: string | undefined): Named {
  return (
    writtenDate(words, today) ??
    endOfTime(words, today) ??
    weekdayOrWeek(words, today, before) ??
    distance(words, today) ??
    dayNumber(words, today, before) ??
    plainDay(words, today)
  )
}

/** `25-12`, `25/12/2026`, `2026-12-25`, `25 december 2026`, `december 25th`. */
function writtenDate([one = '', two, three = '', four = '']: readonly string[], today: LocalDate): Named {
  const iso = one.replace(/\//g, '-')
  if (isLocalDate(iso)) return { words: 1, day: iso }
  // With dots and without a year it may as well be an amount.
  const [, day, month, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(one) ?? /^(\d{1,2})[-/](\d{1,2})$/.exec(one) ?? []
  if (day !== undefined && +month! >= 1 && +month! <= 12 && +day >= 1 && +day <= 31) return dated(1, +day, +month!, year, today)
  const number = ordinal(one)
  if (number && monthOf(two)) return dated(/^\d{4}$/.test(three) ? 3 : 2, number, monthOf(two), three, today)
  if (number && two === 'of' && monthOf(three)) return dated(/^\d{4}$/.test(four) ? 4 : 3, number, monthOf(three), four, today)
  return monthOf(one) && ordinal(two) ? dated(/^\d{4}$/.test(three) ? 3 : 2, ordinal(two), monthOf(one), three, today) : null
}

const ordinal = (word = ''): number => {
  const [, digits = '0'] = /^(\d{1,2})(?:e|ste|de|st|nd|rd|th)?$/.exec(word) ?? []
  return +digits <= 31 ? +digits : 0
}

/** Without a year it is the one that is nearest. */
function dated(words: number, day: number, month: number, year: string | undefined, today: LocalDate): Named {
  const given = /^(\d{2}|\d{4})$/.exec(year ?? '')?.[1]
  const thisYear = +today.slice(0, 4)
  const years = given === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [given.length === 2 ? 2000 + +given : +given]
  const distances = years
    .map((one) => dayOfMonth(one, month, day))
    .sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))
  const [nearest] = distances
  return nearest === undefined ? null : { words, day: nearest }
}

/** `eind van de maand`, `end of next month`, `eind december`, `begin volgende maand`. */
function endOfTime(words: readonly string[], today: LocalDate): Named {
  const [one = ''] = words
  const beginning = one === 'begin' || one === 'start'
  if (!END.includes(one) && !beginning) return null
  let at = 1
  while (FILLERS.includes(words[at] ?? '')) at++
  const later = NEXT.includes(words[at] ?? '')
  if (later) at++
  const word = words[at] ?? ''
  const [year, month] = [+today.slice(0, 4), +today.slice(5, 7)]
  if (MONTH_UNITS.includes(word))
    return {
      words: at + 1,
      day: beginning ? dayOfMonth(month === 12 ? year + 1 : year, (month % 12) + 1, 5) : endOfMonth(today, later ? 1 : 0),
    }
  if (word === 'week') return { words: at + 1, day: fridayOf(addDays(today, later ? 7 : 0), today) }
  const named = monthOf(word)
  if (!named) return null
  const inYear = named < month ? year + 1 : year
  return { words: at + 1, day: beginning ? dayOfMonth(inYear, named, 5) : lastDayOfMonth(inYear, named) }
}

const endOfMonth = (today: LocalDate, later: number): LocalDate => lastDayOfMonth(+today.slice(0, 4), +today.slice(5, 7) + later)
const indexOf = (day: LocalDate): number => WEEKDAYS.indexOf(weekdayOf(day))

/** Of a week, the Friday; of this one, once that is over, the Sunday. */
function fridayOf(day: LocalDate, today: LocalDate): LocalDate {
  const friday = addDays(day, 4 - indexOf(day))
  return friday < today ? addDays(friday, 2) : friday
}

/** `vrijdag`, `komende vrijdag`, `volgende week vrijdag`, `next week`, `deze week`, `dit weekend`, `volgende maand`, `vorige week`. */
function weekdayOrWeek(words: readonly string[], today: LocalDate, before: string | undefined): Named {
  const [one = '', two = '', three = ''] = words
  const nextWeek = addDays(today, 7 - indexOf(today))
  if (OF_LATER.includes(one) && two === 'week') {
    const weekday = weekdayIn(three)
    return weekday ? { words: 3, day: addDays(nextWeek, weekday - 1) } : { words: 2, day: addDays(nextWeek, 4) }
  }
  if (NEXT.includes(one) && MONTH_UNITS.includes(two)) return { words: 2, day: endOfMonth(today, 1) }
  if ((one === 'deze' || one === 'this') && two === 'week') return { words: 2, day: fridayOf(today, today) }
  if ((one === 'deze' || one === 'this') && MONTH_UNITS.includes(two)) return { words: 2, day: endOfMonth(today, 0) }
  if (one === 'weekend') return { words: 1, day: addDays(today, 6 - indexOf(today)) }
  if (LAST.includes(one)) return past(two, today)
  const shifted = NEXT.includes(one) || one === 'aanstaande' || one === 'this' || one === 'deze'
  const weekday = weekdayIn(shifted ? two : one)
  if (!weekday || (!shifted && AMBIGUOUS.includes(one) && before !== 'op' && before !== 'on')) return null
  // `vrijdag 25 december` is that day, whichever weekday it is.
  const exact = writtenDate(words.slice(shifted ? 2 : 1), today)
  if (exact) return { words: exact.words + (shifted ? 2 : 1), day: exact.day }
  const day = addDays(today, (weekday - 1 - indexOf(today) + 7) % 7 || 7)
  return { words: shifted ? 2 : 1, day: (shifted ? three : two) === 'over' ? addDays(day, 7) : day }
}

function past(word: string, today: LocalDate): Named {
  if (word === 'week') return { words: 2, day: addDays(today, -7) }
  if (MONTH_UNITS.includes(word)) return { words: 2, day: endOfMonth(today, -1) }
  const weekday = weekdayIn(word)
  return weekday ? { words: 2, day: addDays(today, -((indexOf(today) - weekday + 1 + 7) % 7 || 7)) } : null
}

/** `over 3 dagen`, `binnen een week`, `in two weeks`, `over een maand`. */
function distance([one = '', two = '', three = '']: readonly string[], today: LocalDate): Named {
  if (!['over', 'binnen', 'in', 'within'].includes(one)) return null
  const count = /^\d{1,2}$/.test(two) ? +two : NUMBER_WORDS.get(two)
  const unit = UNITS[three]
  if (count === undefined) return null
  if (unit !== undefined) return { words: 3, day: addDays(today, count * unit) }
  return MONTH_UNITS.includes(three) ? { words: 3, day: addDays(today, count * 30) } : null
}

/** `de 25e`, `the 25th`: of this month, or of the next once it is past. */
function dayNumber([one = '']: readonly string[], today: LocalDate, before: string | undefined): Named {
  const number = ordinal(one)
  const said = /\d(e|ste|de|st|nd|rd|th)$/.test(one) || (before === 'de' && /^\d{1,2}$/.test(one))
  if (!said || number < 1) return null
  const [year, month] = [+today.slice(0, 4), +today.slice(5, 7)]
  const day = dayOfMonth(year, month, number)
  return { words: 1, day: day >= today ? day : dayOfMonth(month === 12 ? year + 1 : year, (month % 12) + 1, number) }
}

function plainDay([one = '', two, three, four]: readonly string[], today: LocalDate): Named {
  if (one === 'day' && two === 'after' && three === 'tomorrow') return { words: 3, day: addDays(today, 2) }
  if (one === 'the' && two === 'day' && three === 'after' && four === 'tomorrow') return { words: 4, day: addDays(today, 2) }
  const ahead = PLAIN[one]
  return ahead === undefined ? null : { words: 1, day: addDays(today, ahead) }
}
