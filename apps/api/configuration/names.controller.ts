/** /v1/creditors/{creditor}/configuration: every policy, strategy or template by name, for the list that editors start from. */
import { Controller, Get, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { configurationNames } from '#store'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { ConfigurationNameView, configurationNameView, KindQuery } from './version.dto'

@Controller('v1/creditors/:creditor/configuration')
@ApiTags('Configuration')
export class NamesController {
  @Get()
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'List policies, strategies or templates by name',
    more: 'What is live of each, who writes in it, and what waits for a reviewer.',
    answer: [ConfigurationNameView],
  })
  async listConfigurationNames(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { kind }: KindQuery,
  ): Promise<ConfigurationNameView[]> {
    return (await configurationNames(sql, creditorId, kind)).map(configurationNameView)
  }
}
