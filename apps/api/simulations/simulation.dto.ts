/** A scenario as callers give it, in the form of test/scenarios, and what came of it. The fields within are checked by the simulation itself. */
import { Day, Json, Text } from '../http/fields'
import { IsArray, IsOptional } from 'class-validator'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'

const OBJECTS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const

export class ScenarioBody {
  @Text({ max: 200, example: 'promise kept' }) name!: string
  @Text({ max: 100, example: 'nl-reference' }) policy!: string
  @Text({ max: 100, example: 'consumer' }) strategy!: string
  @Json({ optional: true, description: 'parameters of the policy that are to be other than published' }) settings?: Record<string, unknown>
  @Day() from!: string
  @Day() until!: string
  @Json({
    description:
      'reference, kind, contactPoints, and if you like language, segment, online, preferredChannel, income, paidBefore (late, onTime)',
  })
  debtor!: Record<string, unknown>
  @ApiProperty({ ...OBJECTS, description: 'reference, issuedOn, dueOn, amount' }) @IsArray({ message: 'must be a list' }) claims!: unknown[]
  @ApiPropertyOptional({ ...OBJECTS, description: 'what happens meanwhile: type, at, and what belongs to the type' })
  @IsOptional()
  @IsArray({ message: 'must be a list' })
  events?: unknown[]
}

export class SimulationView {
  @Text() readonly name!: string
  @ApiProperty(OBJECTS) readonly contacts!: readonly object[]
  @ApiProperty(OBJECTS) readonly collections!: readonly object[]
  @ApiProperty(OBJECTS) readonly costs!: readonly object[]
  @ApiProperty(OBJECTS) readonly tasks!: readonly object[]
  @ApiProperty(OBJECTS) readonly holds!: readonly object[]
}
