/** /v1/creditors/{creditor}/campaigns/{campaign}/recipients: everybody it has looked at, in pages or as a file. */
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import type { DebtorId } from '#domain'
import { recipientsCsv } from '#pipeline'
import { campaignRecipients } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { HistoryQuery } from '../history/history.dto'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { recipientView, RecipientView } from './campaign.dto'
import { foundCampaign } from './found-campaign'

@Controller('v1/creditors/:creditor/campaigns/:campaign')
@ApiTags('Campaigns')
export class CampaignRecipientsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('recipients')
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'Everybody a campaign has looked at',
    more: 'In the order the debtors came to us.',
    answer: pageOf(RecipientView),
  })
  async listRecipients(
    @Tenant() tenant: TenantRequest,
    @Id('campaign') id: string,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<RecipientView>> {
    const campaign = await foundCampaign(tenant, id)
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(
      await campaignRecipients(tenant.sql, campaign, after as DebtorId | null, limit + 1),
      limit,
      (row) => recipientView(row, language),
      (row) => [row.debtorId],
    )
  }

  @Get('recipients.csv')
  @ApiProduces('text/csv')
  @ApiRoute({ scope: 'campaigns:read', takenAway: true, summary: 'Everybody a campaign has looked at, as a file' })
  async exportRecipients(@Tenant() tenant: TenantRequest, @Id('campaign') id: string): Promise<StreamableFile> {
    const campaign = await foundCampaign(tenant, id)
    const zone = await creditorZone(this.source.database, tenant.creditorId)
    return new StreamableFile(recipientsCsv(this.source.tenant, campaign, zone), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="recipients.csv"',
    })
  }
}
