/** GET /v1/creditors/{creditor}/debtors/{debtor}/presence and …/configuration-drafts/{draft}/presence: who else has it open right now. */
import { Controller, Get, Inject } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { readDraft, whoLooks, whoWrites, type Present } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { At, Text, Uuid } from '../http/fields'
import { found } from '../http/problem'
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

@Controller('v1/creditors/:creditor')
@ApiTags('Live')
export class PresenceController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('debtors/:debtor/presence')
  @ApiRoute({
    scope: 'debtors:read',
    beforeIdentity: true,
    summary: 'Who else looks at a debtor',
    answer: [PresentView],
    more: 'People whose stream watches `presence:{debtor}`, whoever asks left out; who came first before the others. It tells nothing of the debtor, and is no look at them.',
  })
  async listPresent(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<PresentView[]> {
    tenant.untold = true
    return (await whoLooks(this.source.database, await ofDebtor(tenant, debtor), tenant.caller.id)).map(presentView)
  }

  @Get('configuration-drafts/:draft/presence')
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'Who else has a draft open',
    answer: [PresentView],
    more: 'People whose stream watches `presence:{draft}`, whoever asks left out; who came first before the others.',
  })
  async listWriters(@Tenant() { sql, creditorId, caller }: TenantRequest, @Id('draft') draft: string): Promise<PresentView[]> {
    found(await readDraft(sql, { creditorId, id: draft }), 'draft')
    return (await whoWrites(this.source.database, creditorId, draft, caller.id)).map(presentView)
  }
}

const presentView = ({ since, ...who }: Present): PresentView => ({ ...who, since: instant(since) })
