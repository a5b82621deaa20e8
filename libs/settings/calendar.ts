/** Closed-days calendars: which days are closed and by which source, complete over their validity or refused. */
import { ArrayUnique, IsArray, IsIn, IsNotEmpty, IsObject, IsOptional, IsString } from 'class-validator'
import { isLocalDate, WEEKDAYS } from '#domain'
import type { ClosedDay, ClosedDays, LocalDate, Weekday } from '#domain'
import { IsLocalDate } from './local-date'
import { refuseUnless, validated } from './validation'

const KEYS_OF_A_DAY = ['nl', 'en', 'source']

class ClosedDaysDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsIn(['closed-days']) kind!: string
  @IsString() @IsNotEmpty() source!: string
  @IsLocalDate() validFrom!: LocalDate
  @IsLocalDate() validUntil!: LocalDate
  /** Days that are certain already, though the rest of their year is not. */
  @IsOptional() @IsLocalDate() knownUntil?: LocalDate
  @IsOptional() @IsObject() sources?: Record<string, string>
  @IsArray() @ArrayUnique() @IsIn(WEEKDAYS, { each: true }) weekly!: Weekday[]
  @IsObject() days!: Record<string, Partial<ClosedDay> | null>
}

export function parseClosedDays(definition: unknown, where: string): ClosedDays {
  const calendar = validated(ClosedDaysDefinition, definition, where)
  const { name, validFrom, validUntil, knownUntil = validUntil, sources = {}, weekly, days } = calendar
  refuseUnless(validFrom <= validUntil, where, 'validUntil: lies before validFrom')
  refuseUnless(knownUntil >= validUntil, where, 'knownUntil: lies before validUntil')
  for (const [key, text] of Object.entries(sources)) refuseUnless(isText(text), where, `sources.${key}: must be a text`)
  const checked = Object.entries(days).map(([day, what]): [string, ClosedDay] => {
    refuseUnless(isLocalDate(day), where, `days.${day}: is not a date`)
    refuseUnless(
      day >= validFrom && day <= knownUntil,
      where,
      `days.${day}: lies outside validFrom..${calendar.knownUntil ? 'knownUntil' : 'validUntil'}`,
    )
    return [day, closedDay(what, sources, `days.${day}`, where)]
  })
  for (let year = yearOf(validFrom); year <= yearOf(validUntil); year++) {
    refuseUnless(
      checked.some(([day]) => yearOf(day) === year),
      where,
      `days: says nothing about ${year}, though it is valid then`,
    )
  }
  return { name, validFrom, validUntil, weekly, days: Object.fromEntries(checked) }
}

function closedDay(what: Partial<ClosedDay> | null, sources: Readonly<Record<string, string>>, at: string, where: string): ClosedDay {
  const { nl, en, source } = what ?? {}
  refuseUnless(isText(nl) && isText(en), where, `${at}: needs a name in nl and en`)
  const surprise = Object.keys(what ?? {}).find((key) => !KEYS_OF_A_DAY.includes(key))
  refuseUnless(surprise === undefined, where, `${at}.${surprise ?? ''}: should not exist`)
  refuseUnless(source === undefined || source in sources, where, `${at}.source: ${String(source)} is not one of sources`)
  return { nl, en, ...(source !== undefined && { source }) }
}

const yearOf = (day: string): number => Number(day.slice(0, 4))
const isText = (text: unknown): text is string => typeof text === 'string' && text.trim() !== ''
