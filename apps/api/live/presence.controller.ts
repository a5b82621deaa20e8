/** GET /v1/creditors/{creditor}/debtors/{debtor}/presence: who else looks at a debtor right now. */
import { Controller, Get, Inject } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { whoLooks } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { At, Text, Uuid } from '../http/fields'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, ofDebtor } from '../settling/of-debtor'

class PresentView {
  @Uuid() readonly id!: string
  @Text() readonly name!: string
  @At() readonly since!: string
}

@Controller('v1/creditors/:creditor/debtors/:debtor/presence')
@ApiTags('Live')
export class PresenceController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'debtors:read', beforeIdentity: true, summary: 'Who else looks at a debtor', answer: [PresentView],
    more: 'People whose stream watches `presence:{debtor}`, whoever asks left out; who came first before the others. It tells nothing of the debtor, and is no look at them.',
  })
  async listPresent(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<PresentView[]> {
    tenant.untold = true
    return (await whoLooks(this.source.database, await ofDebtor(tenant, debtor), tenant.caller.id)).map(({ since, ...who }) => ({ ...who, since: instant(since) }))
  }
}
