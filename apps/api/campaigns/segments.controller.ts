/** /v1/creditors/{creditor}/segments: stored filters over debtors, in versions that never change. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { DEBTOR_KINDS, type SegmentId } from '#domain'
import { createSegment, readFilter, readSegment } from '#pipeline'
import { getSegment, listSegments } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { businessDay } from '../creditors/business-day'
import { MadeView } from '../creditors/creditor.dto'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { actor, orProblem } from './refused'
import { NewSegmentBody, SegmentPreviewBody, SegmentPreviewView, SegmentView, segmentView } from './segment.dto'

/** Enough for a figure while somebody waits for it. */
const MOST_LOOKED_AT = 50_000
const SAMPLE = 20

@Controller('v1/creditors/:creditor/segments')
@ApiTags('Segments')
export class SegmentsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'campaigns:read', summary: 'List segments', more: 'All versions, the newest first.', answer: pageOf(SegmentView) })
  async listSegments(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<SegmentView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listSegments(sql, creditorId, before as SegmentId | null, limit + 1), limit, segmentView, (row) => [row.id])
  }

  @Post()
  @ApiRoute({
    scope: 'campaigns:write',
    summary: 'Store a segment',
    status: 201,
    answer: MadeView,
    more: 'Another filter under a name that is there becomes its next version; the same filter is the version that is there.',
  })
  async storeSegment(@Tenant() tenant: TenantRequest, @Body() { name, filter }: NewSegmentBody): Promise<MadeView> {
    const { id } = await orProblem(createSegment(tenant.sql, { id: tenant.creditorId }, name, filter, actor(tenant), tenant.now))
    return tenant.created(`/v1/creditors/${tenant.creditorId}/segments/${id}`, { id })
  }

  @Post('preview')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'Count who a filter means, and who of them a campaign would leave out',
    more: `Looks at no more than ${MOST_LOOKED_AT} debtors, and says so.`,
    asks: true,
    answer: SegmentPreviewView,
  })
  async previewSegment(
    @Tenant() { sql, creditorId, now }: TenantRequest,
    @Body() { filter, kind = 'reminders' }: SegmentPreviewBody,
  ): Promise<SegmentPreviewView> {
    const { database } = this.source
    const today = await businessDay(database, { creditorId, now })
    const sample: string[] = []
    const { enrolled, excluded, lookedAt, complete } = await readSegment(
      sql,
      {
        creditorId,
        campaignId: null,
        campaignKind: kind,
        kinds: DEBTOR_KINDS,
        filter: await orProblem(readFilter(sql, { id: creditorId }, filter)),
        today,
        at: now,
      },
      { mostLookedAt: MOST_LOOKED_AT, onEnrolled: ({ reference }) => sample.length < SAMPLE && sample.push(reference) },
    )
    return { members: excluded.reduce((sum, { debtors }) => sum + debtors, enrolled), enrolled, excluded, lookedAt, complete, sample }
  }

  @Get(':segment')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Read a segment', answer: SegmentView })
  async readSegment(@Tenant() { sql, creditorId }: TenantRequest, @Id('segment') id: string): Promise<SegmentView> {
    const segment = await getSegment(sql, creditorId, id as SegmentId)
    if (!segment) throw notFound('segment')
    return segmentView(segment)
  }
}
