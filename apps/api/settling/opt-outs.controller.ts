/** /v1/creditors/{creditor}/debtors/{debtor}/opt-outs: channels on which the debtor wants no more messages. */
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { optOutsOf, recordOptOut, removeOptOut } from '#store'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from './of-debtor'
import { NewOptOutBody, OptOutRemovalBody, OptOutView, optOutView } from './settling.dto'

@Controller('v1/creditors/:creditor/debtors/:debtor/opt-outs')
@ApiTags('Opt-outs')
export class OptOutsController {
  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List opt-outs',
    more: 'By channel; kept by sender and address, so that a number that changes hands is not silent for ever.',
    answer: [OptOutView],
  })
  async listOptOuts(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<OptOutView[]> {
    return (await optOutsOf(tenant.sql, await ofDebtor(tenant, debtor))).map(optOutView)
  }

  @Post()
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Note an opt-out',
    more: 'For every address of the channel; consent ends too, and what is queued is not sent.',
    status: 204,
  })
  async noteOptOut(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { channel }: NewOptOutBody): Promise<void> {
    await recordOptOut(tenant.sql, await ofDebtor(tenant, debtor), channel, 'api', tenant.now)
  }

  @Post('removal')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Take an opt-out back',
    more: 'Only with a proof that the debtor asked for it. Consent that ended is given anew, not brought back.',
    status: 204,
  })
  async removeOptOut(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { channel, proof }: OptOutRemovalBody,
  ): Promise<void> {
    if (!(await removeOptOut(tenant.sql, await ofDebtor(tenant, debtor), channel, proof, tenant.now))) throw notFound('opt-out')
  }
}
