/** Reads when a debtor's money arrives, from the short forms that exports and people use. */
import { type IncomeRule, type Roll, WEEKDAYS, type Weekday } from '#domain'
import type { ImportMapping } from '#domain'
import { parseDate } from './calendar-date'

const DUTCH_WEEKDAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag']
const ROLLS: Readonly<Record<string, Roll>> = { preceding: 'preceding', following: 'following', ervoor: 'preceding', erna: 'following' }
const CALENDAR = /^[a-z]{2}-[a-z0-9-]{2,40}$/

/** A pay day on a weekend is paid before it, as Dutch employers do (dutch-rules, income sources), unless the row says otherwise. */
export const parseRoll = (text: string | undefined): Roll | undefined => (text === undefined ? 'preceding' : ROLLS[text.toLowerCase()])

/** `25`, `laatste`, `wekelijks vrijdag`, `4-wekelijks 11-03-2027`, or the name of an income calendar; English words alike. */
export function parseIncome(text: string, roll: Roll, dates: ImportMapping['dates']): IncomeRule | undefined {
  const words = text.toLowerCase().trim().split(/\s+/)
  const [first = '', second] = words
  if (words.length > 2) return undefined
  if (second === undefined) return monthly(first, roll) ?? (CALENDAR.test(first) ? { calendar: first } : undefined)
  if (first === 'wekelijks' || first === 'weekly') {
    const weekday = parseWeekday(second)
    return weekday && { every: 'week', weekday, roll }
  }
  if (first === '4-wekelijks' || first === '4-weekly' || first === 'four-weekly') {
    const anchor = parseDate(second, dates) ?? parseDate(second, 'yyyy-mm-dd')
    return anchor && { every: 'four-weeks', anchor, roll }
  }
  return undefined
}

function monthly(text: string, roll: Roll): IncomeRule | undefined {
  if (text === 'laatste' || text === 'last') return { every: 'month', day: 'last', roll }
  const day = /^\d{1,2}$/.test(text) ? Number(text) : 0
  return day >= 1 && day <= 31 ? { every: 'month', day, roll } : undefined
}

function parseWeekday(text: string): Weekday | undefined {
  const index = DUTCH_WEEKDAYS.indexOf(text)
  return index >= 0 ? WEEKDAYS[index] : WEEKDAYS.find((weekday) => weekday === text)
}
