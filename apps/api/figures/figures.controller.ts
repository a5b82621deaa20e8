/** GET /v1/creditors/{creditor}/kpis: the figures of the dashboard, of now, of today and of a period, and the rows behind them. */
import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mayDo } from '#access'
import { addDays, instantAt, localDateOf, type CreditorId, type Instant, type LocalDate, type LocalTime } from '#domain'
import { channelsToday, figureRows, figuresByGroup, figuresOfNow, figuresOfPeriod, stoppedFor, type Period } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { forbidden } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { FigureRowView, figureRowView, RowsQuery } from './figure-rows.dto'
import { carriersOf, FiguresQuery, FiguresView, GroupQuery, GroupsView, ofNow, sharesOf, unknowable } from './figures.dto'

@Controller('v1/creditors/:creditor/kpis')
@ApiTags('Figures')
export class FiguresController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'figures:read',
    summary: 'How it goes',
    answer: FiguresView,
    more: 'What waits now, what left today and what did not with its reason, and shares over a period.',
  })
  async readFigures(@Tenant() { sql, creditorId, now }: TenantRequest, @Query() { days = 30 }: FiguresQuery): Promise<FiguresView> {
    const { today, ...period } = await this.periodOf(creditorId, days, now)
    const waiting = await figuresOfNow(sql, creditorId, today, now)
    const carriers = carriersOf(
      await channelsToday(sql, creditorId, today, now),
      waiting.handedOver,
      await stoppedFor(this.source.database, creditorId),
    )
    return {
      asOf: new Date(now).toISOString(),
      from: period.from,
      until: period.until,
      figures: [...ofNow(waiting), ...sharesOf(await figuresOfPeriod(sql, creditorId, period)), ...unknowable()],
      carriers,
    }
  }

  @Get('groups')
  @ApiRoute({ scope: 'figures:read', summary: 'How it goes, by kind of relation or by strategy', answer: GroupsView })
  async readFiguresByGroup(@Tenant() { sql, creditorId, now }: TenantRequest, @Query() { days = 30, of }: GroupQuery): Promise<GroupsView> {
    const { from, until, starts, ends } = await this.periodOf(creditorId, days, now)
    const groups = await figuresByGroup(sql, creditorId, of, { from, until, starts, ends })
    return { from, until, groups: groups.map((group) => ({ name: group.of, figures: sharesOf(group) })) }
  }

  @Get('rows')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'The rows behind a figure',
    answer: pageOf(FigureRowView),
    problems: { 403: 'The caller may not see figures.' },
    more: 'The latest first. Of a share: all cases that it is of, and which of them count. Beside `debtors:read` it takes the scope `figures:read`.',
  })
  async listFigureRows(
    @Tenant() { sql, creditorId, caller, now }: TenantRequest,
    @Query() { limit, cursor, days = 30, code, of }: RowsQuery,
  ): Promise<Page<FigureRowView>> {
    if (!mayDo(caller, 'figures:read', creditorId)) throw forbidden('Figures are for who leads, plans or looks into it.')
    const after = readCursor(cursor, ['instant', 'uuid']) as readonly [Instant, string] | null
    const asked = { ...(await this.periodOf(creditorId, days, now)), code, of: of ?? null }
    return toPage(await figureRows(sql, creditorId, asked, after, limit + 1, now), limit, figureRowView, (row) => [row.at, row.id])
  }

  /** Up to today, in the creditor's zone. */
  private async periodOf(creditorId: CreditorId, days: number, now: Instant): Promise<Period & { readonly today: Instant }> {
    const zone = await creditorZone(this.source.database, creditorId)
    const until = localDateOf(now, zone)
    const from = addDays(until, 1 - days)
    const startOf = (day: LocalDate): Instant => instantAt(day, '00:00' as LocalTime, zone)
    return { from, until, starts: startOf(from), ends: startOf(addDays(until, 1)), today: startOf(until) }
  }
}
