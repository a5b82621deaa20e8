/** Calendar definitions: closed days and income calendars, complete over their validity or refused. */
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Max, Min } from 'class-validator'
import { isLocalDate, WEEKDAYS } from '#domain'
import type { ClosedDays, IncomeCalendar, LocalDate, Weekday } from '#domain'
import { IsLocalDate } from './local-date'
import { refuseUnless, validated } from './validation'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

class CalendarDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsIn(['closed-days', 'income']) kind!: string
  @IsString() @IsNotEmpty() source!: string
  @IsLocalDate() validFrom!: LocalDate
  @IsLocalDate() validUntil!: LocalDate
}

class ClosedDaysDefinition extends CalendarDefinition {
  @IsArray() @ArrayUnique() @IsIn(WEEKDAYS, { each: true }) weekly!: Weekday[]
  @IsObject() days!: Record<string, { nl: string; en: string } | null>
}

class IncomeCalendarDefinition extends CalendarDefinition {
  @IsInt() @Min(1) @Max(31) nominalDay!: number
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(MONTHS, { each: true }) months?: number[]
  @IsObject() shiftByWeekday!: Partial<Record<Weekday, number>>
  @IsBoolean() nextWorkingDay!: boolean
  @IsObject() listed!: Record<string, LocalDate>
  @IsArray() @ArrayUnique() @IsIn(MONTHS, { each: true }) listOnlyMonths!: number[]
}

export function parseClosedDays(definition: unknown, where: string): ClosedDays {
  const { name, validFrom, validUntil, weekly, days } = checked(ClosedDaysDefinition, definition, where)
  for (const [day, names] of Object.entries(days)) {
    refuseUnless(isLocalDate(day), where, `days.${day}: is not a date`)
    refuseUnless(day >= validFrom && day <= validUntil, where, `days.${day}: lies outside validFrom..validUntil`)
    refuseUnless(isName(names?.nl) && isName(names?.en), where, `days.${day}: needs a name in nl and en`)
  }
  for (let year = Number(validFrom.slice(0, 4)); year <= Number(validUntil.slice(0, 4)); year++) {
    refuseUnless(Object.keys(days).some((day) => day.startsWith(`${year}-`)), where, `days: says nothing about ${year}, though it is valid then`)
  }
  return { name, validFrom, validUntil, weekly, days: days as ClosedDays['days'] }
}

export function parseIncomeCalendar(definition: unknown, where: string): IncomeCalendar {
  const { name, validFrom, validUntil, nominalDay, months, shiftByWeekday, nextWorkingDay, listed, listOnlyMonths } = checked(IncomeCalendarDefinition, definition, where)
  for (const [weekday, days] of Object.entries(shiftByWeekday)) {
    refuseUnless((WEEKDAYS as readonly string[]).includes(weekday), where, `shiftByWeekday.${weekday}: is not a weekday`)
    refuseUnless(Number.isInteger(days) && Math.abs(days) <= 7, where, `shiftByWeekday.${weekday}: must be a whole number of days, seven at most`)
  }
  for (const [month, day] of Object.entries(listed)) {
    refuseUnless(/^\d{4}-(0[1-9]|1[0-2])$/.test(month), where, `listed.${month}: is not a month (yyyy-mm)`)
    refuseUnless(isLocalDate(String(day)) && day.startsWith(month), where, `listed.${month}: must be a date in that month`)
  }
  return { name, validFrom, validUntil, nominalDay, ...(months && { months }), shiftByWeekday, nextWorkingDay, listed, listOnlyMonths }
}

function checked<T extends CalendarDefinition>(type: new () => T, definition: unknown, where: string): T {
  const calendar = validated(type, definition, where)
  refuseUnless(calendar.validFrom <= calendar.validUntil, where, 'validUntil: lies before validFrom')
  return calendar
}

const isName = (name: unknown): boolean => typeof name === 'string' && name.length > 0
