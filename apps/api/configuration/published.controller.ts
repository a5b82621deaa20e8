/** /v1/creditors/{creditor}/strategies and /import-mappings: what is published, for whoever has to choose one. */
import { Controller, Get } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { CHANNELS, DEBTOR_KINDS, IMPORT_RECORDS, LADDER_PHASES } from '#domain'
import { calendarsOf, publishedMappings, publishedStrategies } from '#pipeline'
import { publishedConfiguration } from '#store'
import { Day, Flag, ListOf, ManyOf, OneOf, Text, Texts, Whole } from '../http/fields'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'

class StepView {
  @Text() readonly name!: string
  @OneOf(LADDER_PHASES) readonly phase!: string
  @OneOf(CHANNELS, { nullable: true, description: 'that the step demands' }) readonly channel!: string | null
}
class StrategyView {
  @Text({ max: 100 }) readonly name!: string
  @Whole(1, 1_000_000, { description: 'the newest that is published' }) readonly version!: number
  @ManyOf(DEBTOR_KINDS) readonly for!: readonly string[]
  @ListOf(() => StepView, 0, 100) readonly steps!: readonly StepView[]
}
class ColumnView {
  @Text({ max: 100 }) readonly field!: string
  @Texts({ description: 'columns of the file; the first that says something, or all together' }) readonly columns!: readonly string[]
}
class MappingView {
  @Text({ max: 100 }) readonly name!: string
  @Whole(1, 1_000_000) readonly version!: number
  @OneOf(IMPORT_RECORDS) readonly records!: string
  @Text() readonly format!: string
  @Text() readonly encoding!: string
  @Text() readonly delimiter!: string
  @Text() readonly decimal!: string
  @Text() readonly dates!: string
  @Flag({ description: 'open claims that are missing from the file come to rest' }) readonly fullExport!: boolean
  @ListOf(() => ColumnView, 0, 200) readonly fields!: readonly ColumnView[]
}

class CalendarView {
  @Text({ max: 100 }) readonly name!: string
  @Day({ description: 'beyond that day nothing is guessed' }) readonly completeUntil!: string
  @Texts({ description: 'where its days come from' }) readonly sources!: readonly string[]
}

@Controller('v1/creditors/:creditor')
@ApiTags('Configuration')
export class PublishedController {
  @Get('strategies')
  @ApiRoute({ scope: 'campaigns:read', summary: 'List the strategies that a campaign can follow', answer: [StrategyView] })
  async listStrategies(@Tenant() { sql, creditorId }: TenantRequest): Promise<StrategyView[]> {
    return (await publishedStrategies(sql, creditorId)).map(({ name, version, definition }) => ({
      name,
      version,
      for: definition.for,
      steps: definition.steps.map((step) => ({ name: step.name, phase: step.phase, channel: step.channel ?? null })),
    }))
  }

  @Get('calendars')
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'List the calendars of closed days',
    more: 'What a policy names; they are changed as files.',
    answer: [CalendarView],
  })
  async listCalendars(@Tenant() { sql, creditorId }: TenantRequest): Promise<CalendarView[]> {
    const versions = await publishedConfiguration(sql, creditorId)
    return calendarsOf(versions).closedDays.map(({ name, validUntil }) => {
      const { source, sources = {} } = versions.find((one) => one.kind === 'calendar' && one.name === name)?.definition as {
        source?: string
        sources?: Readonly<Record<string, string>>
      }
      return { name, completeUntil: validUntil, sources: [...(source === undefined ? [] : [source]), ...Object.values(sources)] }
    })
  }

  @Get('import-mappings')
  @ApiRoute({ scope: 'imports:read', summary: 'List the ways in which a file can be read', answer: [MappingView] })
  async listMappings(@Tenant() { sql, creditorId }: TenantRequest): Promise<MappingView[]> {
    return (await publishedMappings(sql, creditorId)).map(
      ({ name, version, definition: { records, format, encoding, delimiter, decimal, dates, fullExport, fields } }) => ({
        name,
        version,
        records,
        format,
        encoding,
        delimiter,
        decimal,
        dates,
        fullExport,
        fields: Object.entries(fields).map(([field, source]) => ({ field, columns: source.columns })),
      }),
    )
  }
}
