/** /v1/creditors/{creditor}/campaigns: made as a draft, foreseen, started, paused, resumed and stopped; never changed once made. */
import { Body, Controller, Get, HttpCode, Inject, Post, Put, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { CampaignAction, CampaignId, Instant, SegmentId } from '#domain'
import { actOnCampaign, createCampaign, createSegment, previewCampaign, restingChannels, Rulebooks, startCampaign } from '#pipeline'
import { foresee } from '#simulation'
import { campaignProgress, costSoFar, getCreditor, listCampaigns, readAudit, setCostLimit } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { centsOf } from '../claims/add-claim'
import { MadeView } from '../creditors/creditor.dto'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  CampaignLogView,
  campaignView,
  CampaignView,
  CostLimitBody,
  DryRunBody,
  logView,
  NewCampaignBody,
  progressView,
  ProgressView,
  StartBody,
} from './campaign.dto'
import { dryRunView, DryRunView } from './dry-run.dto'
import { foundCampaign } from './found-campaign'
import { actor, orProblem } from './refused'

const NOT_READY = { 409: 'Its state does not allow it.' }
const LOG = 200

@Controller('v1/creditors/:creditor/campaigns')
@ApiTags('Campaigns')
export class CampaignsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'campaigns:read', summary: 'List campaigns', more: 'The newest first.', answer: pageOf(CampaignView) })
  async listCampaigns(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<CampaignView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listCampaigns(sql, creditorId, before as CampaignId | null, limit + 1), limit, campaignView, (row) => [row.id])
  }

  @Post()
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Make a campaign, as a draft',
    more: 'For a stored segment, or for a filter that is stored with it. Of one that is refused nothing is kept.',
    status: 201,
    answer: MadeView,
  })
  async makeCampaign(
    @Tenant() tenant: TenantRequest,
    @Body() { segmentId, filter, startsAt, contactsPerHour = null, callsPerDay = null, costLimit = null, ...given }: NewCampaignBody,
  ): Promise<MadeView> {
    const { database } = this.source
    const { id } = await orProblem(
      createCampaign(
        database,
        tenant.sql,
        await getCreditor(database, tenant.creditorId),
        {
          ...given,
          segmentId: await segmentOf(tenant, given.name, segmentId, filter),
          contactsPerHour,
          callsPerDay,
          costLimit: costLimit === null ? null : centsOf(costLimit),
          startsAt: startsAt === undefined ? tenant.now : (Date.parse(startsAt) as Instant),
        },
        actor(tenant),
        tenant.now,
      ),
    )
    return tenant.created(`/v1/creditors/${tenant.creditorId}/campaigns/${id}`, { id })
  }

  @Get(':campaign')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Read a campaign', answer: CampaignView })
  async readCampaign(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<CampaignView> {
    return campaignView(await foundCampaign(tenant, id))
  }

  @Post(':campaign/preview')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Foresee a campaign',
    answer: DryRunView,
    more: 'The real planner, played forward over the debtors as they are. It takes it that every message arrives and that nobody pays or answers. Of larger segments an even sample is played. A start names the preview that it leans on.',
  })
  async foreseeCampaign(
    @Tenant() tenant: TenantRequest,
    @Id('campaign') id: string,
    @Body() { days, mostPlayed = 500 }: DryRunBody,
  ): Promise<DryRunView> {
    const campaign = await foundCampaign(tenant, id)
    const { database } = this.source
    return dryRunView(
      await previewCampaign(
        { database, rulebooks: new Rulebooks(database) },
        tenant.sql,
        campaign,
        { foresee, mostPlayed, ...(days !== undefined && { days }) },
        tenant.now,
      ),
    )
  }

  @Get(':campaign/progress')
  @ApiRoute({ scope: 'campaigns:read', summary: 'How a campaign goes', answer: ProgressView })
  async readProgress(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<ProgressView> {
    const campaign = await foundCampaign(tenant, id)
    const progress = await campaignProgress(tenant.sql, campaign)
    return progressView(
      progress,
      await costSoFar(tenant.sql, campaign),
      await restingChannels(this.source.desk, tenant.sql, campaign, progress, tenant.now),
    )
  }

  @Get(':campaign/log')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Who did what with a campaign', more: `The newest ${LOG}.`, answer: [CampaignLogView] })
  async readLog(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<CampaignLogView[]> {
    const campaign = await foundCampaign(tenant, id)
    return (await readAudit(tenant.sql, tenant.creditorId, campaign.id, LOG)).map(logView)
  }

  @Post(':campaign/start')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Start a campaign',
    more: 'Enrolment begins at its start, or at once when that has passed. It names the preview that was looked at, of at most half an hour ago.',
    answer: CampaignView,
    problems: { 409: 'Its state does not allow it, the preview is too old, or more than 2 % came or went since.' },
  })
  async startCampaign(@Tenant() tenant: TenantRequest, @Id('campaign') id: string, @Body() seen: StartBody): Promise<CampaignView> {
    const campaign = await foundCampaign(tenant, id)
    return campaignView(await orProblem(startCampaign(this.source, tenant.sql, campaign, { ...seen, by: actor(tenant) }, tenant.now)))
  }

  @Put(':campaign/cost-limit')
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    outright: true,
    summary: 'Set what a campaign may cost',
    more: 'From the next message on. One that was paused by it is resumed by whoever raises it.',
    answer: CampaignView,
  })
  async limitCampaign(
    @Tenant() tenant: TenantRequest,
    @Id('campaign') id: string,
    @Body() { costLimit }: CostLimitBody,
  ): Promise<CampaignView> {
    const campaign = await foundCampaign(tenant, id)
    await setCostLimit(tenant.sql, campaign, costLimit === null ? null : centsOf(costLimit), actor(tenant), tenant.now)
    return this.readCampaign(tenant, id)
  }

  @Post(':campaign/pause')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Pause a campaign',
    more: 'No contact of it is decided and nothing queued leaves, until it is resumed.',
    answer: CampaignView,
    problems: NOT_READY,
  })
  pauseCampaign(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<CampaignView> {
    return this.act(tenant, id, 'pause')
  }

  @Post(':campaign/resume')
  @HttpCode(200)
  @ApiRoute({ scope: 'campaigns:write', audited: true, summary: 'Go on with a paused campaign', answer: CampaignView, problems: NOT_READY })
  resumeCampaign(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<CampaignView> {
    return this.act(tenant, id, 'resume')
  }

  @Post(':campaign/stop')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Stop a campaign for good',
    more: "What has not left is not sent; its debtors go back to the creditor's own journey.",
    answer: CampaignView,
    problems: NOT_READY,
  })
  stopCampaign(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<CampaignView> {
    return this.act(tenant, id, 'stop')
  }

  private async act(tenant: TenantRequest, id: string, action: CampaignAction): Promise<CampaignView> {
    const campaign = await foundCampaign(tenant, id)
    const { database } = this.source
    return campaignView(
      await orProblem(
        actOnCampaign(
          database,
          tenant.sql,
          await getCreditor(database, tenant.creditorId),
          { id: campaign.id, action, by: actor(tenant) },
          tenant.now,
        ),
      ),
    )
  }
}

async function segmentOf(tenant: TenantRequest, name: string, segmentId: string | undefined, filter: unknown): Promise<SegmentId> {
  if ((segmentId === undefined) === (filter === undefined)) throw invalidField('/segmentId', 'must be given, or a filter in its place')
  if (segmentId !== undefined) return segmentId as SegmentId
  return (await orProblem(createSegment(tenant.sql, { id: tenant.creditorId }, name, filter, actor(tenant), tenant.now))).id
}
