/** /v1/creditors/{creditor}/debtors/total, export, holds: what is asked or done of many debtors at once; which ones stands in a body, never in an address. */
import { Body, Controller, Get, HttpCode, Inject, Post, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import type { Instant } from '#domain'
import { debtorsCsv } from '#pipeline'
import { appendOperation, countDebtors, debtorsOf, liftRests, restDebtors } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { At, Flag, ListOf, Text, Uuid, Uuids, Whole } from '../http/fields'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'

/** As many as a page of a list has. */
const MOST = 200

class ChosenBody {
  @Uuids(MOST, { description: 'one at least' }) debtors!: string[]
}
class RestBody extends ChosenBody {
  @At({ description: 'when contact may go on by itself' }) until!: string
  @Text({ max: 500, description: 'why; it stands with the hold' }) note!: string
}
class LiftBody {
  @Uuids(MOST) holds!: string[]
}
class RestView {
  @Uuid() readonly debtor!: string
  @Uuid() readonly hold!: string
}
class RestsView {
  @ListOf(() => RestView, 0, MOST, { description: 'who is not there, or was merged, is left out' }) readonly placed!: readonly RestView[]
}
class LiftedView {
  @Whole(0, MOST) readonly lifted!: number
}
class TotalView {
  @Whole(0, 1_000_000_000) readonly value!: number
  @Flag({ description: 'false: an estimate' }) readonly exact!: boolean
}

const once = (ids: readonly string[], pointer: string): string[] => {
  if (ids.length === 0) throw invalidField(pointer, 'must have one at least')
  return [...new Set(ids.map((id) => id.toLowerCase()))]
}

@Controller('v1/creditors/:creditor/debtors')
@ApiTags('Debtors')
export class SeveralDebtorsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('total')
  @ApiRoute({
    scope: 'debtors:read',
    beforeIdentity: true,
    summary: 'How many debtors there are',
    more: 'Counted to a thousand, estimated beyond.',
    answer: TotalView,
  })
  countDebtors(@Tenant() { sql, creditorId }: TenantRequest): Promise<TotalView> {
    return countDebtors(sql, creditorId)
  }

  @Post('export')
  @HttpCode(200)
  @ApiProduces('text/csv')
  @ApiRoute({
    scope: 'debtors:read',
    asks: true,
    audited: true,
    summary: 'Export chosen debtors',
    more: `A CSV of ${MOST} at most, with what each owes. The audit names whom.`,
  })
  async exportDebtors(@Tenant() { sql, creditorId, caller, now }: TenantRequest, @Body() { debtors }: ChosenBody): Promise<StreamableFile> {
    const rows = await debtorsOf(sql, creditorId, once(debtors, '/debtors'))
    await appendOperation(sql, creditorId, {
      actor: actorOf(caller),
      action: 'exportDebtors',
      subject: null,
      detail: { shown: rows.length, debtors: rows.map(({ id }) => id) },
      at: now,
    })
    return new StreamableFile(debtorsCsv(rows, await creditorZone(this.source.database, creditorId)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="debtors.csv"',
    })
  }

  @Post('holds')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Let contact with chosen debtors rest',
    more: `With ${MOST} at most; what is queued is not sent.`,
    answer: RestsView,
  })
  async restDebtors(@Tenant() { sql, creditorId, now }: TenantRequest, @Body() { debtors, until, note }: RestBody): Promise<RestsView> {
    const end = Date.parse(until) as Instant
    if (end <= now) throw invalidField('/until', 'is in the past')
    return { placed: await restDebtors(sql, creditorId, once(debtors, '/debtors'), { until: end, note }, now) }
  }

  @Post('holds/lifting')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Lift chosen holds',
    more: 'Those that a person placed, and that stand.',
    answer: LiftedView,
  })
  async liftRests(@Tenant() { sql, creditorId, now }: TenantRequest, @Body() { holds }: LiftBody): Promise<LiftedView> {
    return { lifted: await liftRests(sql, creditorId, once(holds, '/holds'), now) }
  }
}
