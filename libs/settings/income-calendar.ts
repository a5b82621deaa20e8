/** Income calendars: dated rules and published lists, each with its source; rows that contradict each other are refused. */
import { Type } from 'class-transformer'
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator'
import { WEEKDAYS } from '#domain'
import type { CreditDayRule, IncomeCalendar, LocalDate, Weekday } from '#domain'
import { IsLocalDate } from './local-date'
import { refuseUnless, validated } from './validation'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

class CreditDayRuleDefinition {
  @IsLocalDate() from!: LocalDate
  @IsLocalDate() until!: LocalDate
  @IsString() @IsNotEmpty() source!: string
  @IsInt() @Min(1) @Max(31) nominalDay!: number
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(MONTHS, { each: true }) months?: number[]
  @IsOptional() @IsObject() shiftByWeekday?: Partial<Record<Weekday, number>>
  @IsOptional() @IsBoolean() nextWorkingDay?: boolean
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(MONTHS, { each: true }) listOnlyMonths?: number[]
}

/** What a source published at one time: days on which it pays. */
class PublishedListDefinition {
  @IsString() @IsNotEmpty() source!: string
  @IsArray() @IsLocalDate({ each: true }) days!: LocalDate[]
}

class IncomeCalendarDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsIn(['income']) kind!: string
  @IsString() @IsNotEmpty() source!: string
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => CreditDayRuleDefinition) rules?: CreditDayRuleDefinition[]
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => PublishedListDefinition) lists?: PublishedListDefinition[]
}

export function parseIncomeCalendar(definition: unknown, where: string): IncomeCalendar {
  const { name, rules = [], lists = [] } = validated(IncomeCalendarDefinition, definition, where)
  refuseUnless(rules.length + lists.length > 0, where, 'rules: a calendar needs a rule or a list')
  rules.forEach((rule, index) => checkRule(rule, rules[index - 1], `rules.${index}`, where))
  const listed: Record<string, LocalDate> = {}
  lists.forEach(({ days }, list) =>
    days.forEach((day, index) => {
      const month = day.slice(0, 7)
      refuseUnless(
        listed[month] === undefined,
        where,
        `lists.${list}.days.${index}: ${month} is listed twice (${listed[month] ?? ''} and ${day})`,
      )
      listed[month] = day
    }),
  )
  return { name, rules: rules.map(ruleOf), listed }
}

function checkRule(
  { from, until, nominalDay, nextWorkingDay, shiftByWeekday = {} }: CreditDayRuleDefinition,
  before: CreditDayRuleDefinition | undefined,
  at: string,
  where: string,
): void {
  refuseUnless(from <= until, where, `${at}.until: lies before from`)
  refuseUnless(!before || before.until < from, where, `${at}.from: overlaps the row above it, which holds until ${before?.until ?? ''}`)
  for (const [weekday, days] of Object.entries(shiftByWeekday)) {
    refuseUnless((WEEKDAYS as readonly string[]).includes(weekday), where, `${at}.shiftByWeekday.${weekday}: is not a weekday`)
    refuseUnless(
      Number.isInteger(days) && Math.abs(days) <= 7,
      where,
      `${at}.shiftByWeekday.${weekday}: must be a whole number of days, seven at most`,
    )
    // A month is asked for the days that fall in it: no row may move its money into another month.
    refuseUnless(
      nominalDay + days >= 1 && (days <= 0 || nominalDay + days <= 28),
      where,
      `${at}.shiftByWeekday.${weekday}: leaves the month`,
    )
  }
  refuseUnless(!nextWorkingDay || nominalDay <= 22, where, `${at}.nextWorkingDay: may leave the month when nominalDay is after the 22nd`)
}

const ruleOf = ({
  from,
  until,
  nominalDay,
  months = MONTHS,
  shiftByWeekday = {},
  nextWorkingDay = false,
  listOnlyMonths = [],
}: CreditDayRuleDefinition): CreditDayRule => ({ from, until, nominalDay, months, shiftByWeekday, nextWorkingDay, listOnlyMonths })
