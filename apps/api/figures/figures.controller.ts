/** GET /v1/creditors/{creditor}/kpis: the figures of the dashboard: today, and a period; a figure that cannot be known is null and says why. */
import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import { mayDo } from '#access'
import { addDays, CHANNELS, instantAt, localDateOf, type Channel, type CreditorId, type Instant, type LocalDate, type LocalTime } from '#domain'
import { zoneOf } from '#pipeline'
import { channelsToday, COUNTED_AT_MOST, COUNTED_OF_TODAY, FIGURE_GROUPS, figureRows, figuresByGroup, figuresOfNow, figuresOfPeriod, getCreditor, stoppedFor, type CarrierStop, type ChannelToday, type Counted, type FigureGroup, type FiguresOfNow, type FiguresOfPeriod, type LeftToday, type Period, type Share } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { At, Day, Flag, ListOf, OneOf, Percent, Text, Whole } from '../http/fields'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { forbidden } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { iso } from '../settling/of-debtor'
import { FigureRowView, figureRowView, RowsQuery } from './figure-rows.dto'

/** Fewer say nothing: a share of them is chance. */
const LEAST_CASES = 20
const CODES = ['queued', 'handed-over', 'not-sent', 'calls-waiting', 'replies-waiting', 'windows-closing', 'unknown-outcomes', 'promises-kept', 'debits-returned', 'calls-reached', 'dso', 'roll-rate', 'cost-per-euro'] as const
/** They compare with what came in, also on what was never late: the books and the bank know that. */
const OF_THE_BANK = ['dso', 'roll-rate', 'cost-per-euro'] as const

class FiguresQuery {
  @Whole(1, 366, { optional: true, description: 'days up to today; 30 unless said' }) @Type(() => Number) days?: number
}

class FigureView {
  @OneOf(CODES) readonly code!: (typeof CODES)[number]
  @Text({ nullable: true, description: 'a channel; of `not-sent` the code of the reason' }) readonly of!: string | null
  @OneOf(['now', 'today', 'period']) readonly when!: 'now' | 'today' | 'period'
  @OneOf(['count', 'percent']) readonly unit!: 'count' | 'percent'
  @Percent(0, 1_000_000_000, { nullable: true }) readonly value!: number | null
  @Whole(0, 1_000_000_000, { nullable: true, description: 'of a share: how many cases it is of' }) readonly cases!: number | null
  @OneOf(['few-cases', 'bank-data'], { nullable: true, description: `why there is no value: fewer than ${LEAST_CASES} cases, or figures that only the books and the bank have` }) readonly missing!: 'few-cases' | 'bank-data' | null
  @Flag({ description: `false: there are more; what waits is counted up to ${COUNTED_AT_MOST}, what left today or did not up to ${COUNTED_OF_TODAY}` }) readonly exact!: boolean
}

class GroupQuery extends FiguresQuery {
  @OneOf(FIGURE_GROUPS, { description: 'the kind of relation, or the version of the strategy that debtors follow or followed last' }) of!: FigureGroup
}
class GroupView {
  @Text({ min: 0, description: '`loyal`; `consumer v2`; empty: never followed any' }) readonly name!: string
  @ListOf(() => FigureView, 0, 10) readonly figures!: readonly FigureView[]
}
class GroupsView {
  @Day() readonly from!: string
  @Day() readonly until!: string
  @ListOf(() => GroupView, 0, 1000) readonly groups!: readonly GroupView[]
}

const CARRIER_STATES = ['works', 'quiet', 'stopped', 'paused'] as const
class CarrierView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(CARRIER_STATES, { description: 'quiet: the carrier asked for it; stopped: it refuses the account, and nothing is tried for a while; paused: by a person' }) readonly state!: (typeof CARRIER_STATES)[number]
  @At({ nullable: true, description: 'paused or stopped since then' }) readonly since!: string | null
  @At({ nullable: true, description: 'quiet until then' }) readonly until!: string | null
  @Text({ nullable: true, description: 'why it is stopped, as the carrier says it' }) readonly code!: string | null
  @Whole(0, 1_000_000_000, { description: 'taken today' }) readonly accepted!: number
  @Whole(0, 1_000_000_000, { description: 'today refused, or not deliverable' }) readonly failed!: number
  @At({ nullable: true, description: 'today' }) readonly lastAcceptedAt!: string | null
}

class FiguresView {
  @At() readonly asOf!: string
  @Day() readonly from!: string
  @Day() readonly until!: string
  @ListOf(() => FigureView, 0, 1000) readonly figures!: readonly FigureView[]
  @ListOf(() => CarrierView, 0, CHANNELS.length, { description: 'how the carrier of each channel does' }) readonly carriers!: readonly CarrierView[]
}

@Controller('v1/creditors/:creditor/kpis')
@ApiTags('Figures')
export class FiguresController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'figures:read', summary: 'How it goes', answer: FiguresView, more: 'What waits now, what left today and what did not with its reason, and shares over a period.' })
  async readFigures(@Tenant() { sql, creditorId, now }: TenantRequest, @Query() { days = 30 }: FiguresQuery): Promise<FiguresView> {
    const { today, ...period } = await this.periodOf(creditorId, days, now)
    const waiting = await figuresOfNow(sql, creditorId, today, now)
    const carriers = carriersOf(await channelsToday(sql, creditorId, today, now), waiting.handedOver, await stoppedFor(this.source.database, creditorId))
    return { asOf: new Date(now).toISOString(), from: period.from, until: period.until, figures: [...ofNow(waiting), ...sharesOf(await figuresOfPeriod(sql, creditorId, period)), ...unknowable()], carriers }
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
    scope: 'debtors:read', summary: 'The rows behind a figure', answer: pageOf(FigureRowView), problems: { 403: 'The caller may not see figures.' },
    more: 'The latest first. Of a share: all cases that it is of, and which of them count. Beside `debtors:read` it takes the scope `figures:read`.',
  })
  async listFigureRows(@Tenant() { sql, creditorId, caller, now }: TenantRequest, @Query() { limit, cursor, days = 30, code, of }: RowsQuery): Promise<Page<FigureRowView>> {
    if (!mayDo(caller, 'figures:read', creditorId)) throw forbidden('Figures are for who leads, plans or looks into it.')
    const after = readCursor(cursor, ['instant', 'uuid']) as readonly [Instant, string] | null
    const asked = { ...(await this.periodOf(creditorId, days, now)), code, of: of ?? null }
    return toPage(await figureRows(sql, creditorId, asked, after, limit + 1, now), limit, figureRowView, (row) => [row.at, row.id])
  }

  /** Up to today, in the creditor's zone. */
  private async periodOf(creditorId: CreditorId, days: number, now: Instant): Promise<Period & { readonly today: Instant }> {
    const zone = await zoneOf(this.source.database, await getCreditor(this.source.database, creditorId))
    const until = localDateOf(now, zone)
    const from = addDays(until, 1 - days)
    const startOf = (day: LocalDate): Instant => instantAt(day, '00:00' as LocalTime, zone)
    return { from, until, starts: startOf(from), ends: startOf(addDays(until, 1)), today: startOf(until) }
  }
}

/** Whose accounts they are, by the carrier that an account begins with. */
const CHANNEL_OF: Readonly<Record<string, Channel>> = { twilio: 'sms', sendgrid: 'email', smtp: 'email', 'whatsapp-cloud': 'whatsapp', 'print-house': 'letter' }

function carriersOf(channels: readonly ChannelToday[], left: readonly LeftToday[], stops: readonly CarrierStop[]): CarrierView[] {
  return channels.map(({ channel, failed, quietUntil, pausedAt }) => {
    const taken = left.find(({ of }) => of === channel)
    const stop = stops.find(({ account }) => CHANNEL_OF[account.split(/[: ]/)[0] ?? ''] === channel)
    const state = pausedAt !== null ? 'paused' : stop ? 'stopped' : quietUntil !== null ? 'quiet' : 'works'
    return {
      channel, state, since: iso(state === 'paused' ? pausedAt : state === 'stopped' ? stop?.since ?? null : null), until: state === 'quiet' ? iso(quietUntil) : null,
      code: state === 'stopped' ? stop?.code ?? null : null, accepted: taken?.count ?? 0, failed, lastAcceptedAt: iso(taken?.latest ?? null),
    }
  })
}

const total = (counted: readonly Counted[]): number => counted.reduce((sum, { count }) => sum + count, 0)

function ofNow({ queued, callsWaiting, repliesWaiting, windowsClosing, unknown, handedOver, notSent }: FiguresOfNow): FigureView[] {
  const figures = (code: FigureView['code'], when: 'now' | 'today', counted: readonly Counted[]): FigureView[] => {
    const exact = total(counted) < (when === 'now' ? COUNTED_AT_MOST : COUNTED_OF_TODAY)
    return counted.map(({ of, count }) => ({ code, of, when, unit: 'count', value: count, cases: null, missing: null, exact }))
  }
  const waiting = (code: FigureView['code'], count: number): FigureView[] => figures(code, 'now', [{ of: null, count }])
  return [
    ...figures('queued', 'now', queued), ...waiting('calls-waiting', callsWaiting), ...waiting('replies-waiting', repliesWaiting), ...waiting('windows-closing', windowsClosing), ...waiting('unknown-outcomes', unknown),
    ...figures('handed-over', 'today', handedOver), ...figures('not-sent', 'today', notSent),
  ]
}

function sharesOf({ promisesKept, debitsReturned, callsReached }: FiguresOfPeriod): FigureView[] {
  const share = (code: FigureView['code'], { part, whole }: Share): FigureView => {
    const enough = whole >= LEAST_CASES
    return { code, of: null, when: 'period', unit: 'percent', value: enough ? Math.round((1000 * part) / whole) / 10 : null, cases: whole, missing: enough ? null : 'few-cases', exact: true }
  }
  return [share('promises-kept', promisesKept), share('debits-returned', debitsReturned), share('calls-reached', callsReached)]
}

const unknowable = (): FigureView[] => OF_THE_BANK.map((code) => ({ code, of: null, when: 'period', unit: 'percent', value: null, cases: null, missing: 'bank-data', exact: true }))
