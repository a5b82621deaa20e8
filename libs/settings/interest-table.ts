/** Interest rates by date: rows in order, none twice, back to a first day, and a day until which they are known. */
import { Type } from 'class-transformer'
import { ArrayNotEmpty, IsArray, IsNotEmpty, IsNumber, IsString, Max, Min, ValidateNested } from 'class-validator'
import { INTEREST_KINDS } from '#domain'
import type { InterestTable, LocalDate } from '#domain'
import { IsLocalDate } from './local-date'
import { refuseUnless, validated } from './validation'

class RateDefinition {
  @IsLocalDate() from!: LocalDate
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(50) percent!: number
  @IsString() @IsNotEmpty() source!: string
}
class RatesByKind {
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => RateDefinition) consumer!: RateDefinition[]
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => RateDefinition) trade!: RateDefinition[]
}
class InterestTableDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsLocalDate() knownUntil!: LocalDate
  @ValidateNested() @Type(() => RatesByKind) @IsNotEmpty() rates!: RatesByKind
}

export function parseInterestTable(definition: unknown, where: string): InterestTable {
  const table = validated(InterestTableDefinition, definition, where)
  for (const kind of INTEREST_KINDS) {
    const rows = table.rates[kind]
    const misplaced = rows.findIndex(({ from }, index) => index > 0 && from <= (rows[index - 1]?.from ?? ''))
    refuseUnless(misplaced < 0, where, `rates.${kind}.${misplaced}.from: the dates must ascend, none twice`)
    refuseUnless(
      (rows.at(-1)?.from ?? '') <= table.knownUntil,
      where,
      `rates.${kind}: the last row begins after knownUntil (${table.knownUntil})`,
    )
  }
  return JSON.parse(JSON.stringify(table)) as InterestTable
}
