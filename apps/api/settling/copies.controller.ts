/** /v1/creditors/{creditor}/debtors/{debtor}/invoice-copies: invoices that were not received go again, and their term begins anew. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { askCopies, copyOutlook } from '#pipeline'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { copiesView, CopiesView, NotReceivedBody } from './copies.dto'
import { ofDebtor } from './of-debtor'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Promises, disputes and holds')
export class CopiesController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('invoice-copies')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'Which invoices may be sent again',
    more: 'Of each open claim whether it would be sent again by itself if the debtor says they did not receive it, and else why not; with the day by which it is to be paid then.',
    answer: CopiesView,
  })
  async listCopies(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<CopiesView> {
    return copiesView(await copyOutlook(this.source.desk, tenant.sql, await ofDebtor(tenant, debtor), tenant.now))
  }

  @Post('invoice-copies')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'An invoice was not received',
    more: 'It is sent again within the hours, once however often it is asked; from the day it leaves its term and its ladder begin anew, and what was asked before no longer stands. With a wrong address a person looks for the right one first.',
    answer: CopiesView,
    problems: { 409: 'Nothing may be sent again by itself: it was before, is disputed, in an arrangement, collected, or with a person.' },
  })
  async sendAgain(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { claim, address = 'right' }: NotReceivedBody,
  ): Promise<CopiesView> {
    const key = await ofDebtor(tenant, debtor)
    const before = await copyOutlook(this.source.desk, tenant.sql, key, tenant.now)
    const claimId = claim?.toLowerCase() ?? null
    const meant = before.filter((one) => claimId === null || one.claimId === claimId)
    if (meant.length === 0) throw invalidField('/claim', 'is no open claim of this debtor')
    if (!meant.some(({ why }) => why === null || why === 'asked-already'))
      throw conflict('not-again', `Nothing may be sent again by itself: ${[...new Set(meant.map(({ why }) => why))].join(', ')}.`)
    await askCopies(tenant.sql, key, { claimId, attemptId: null, isAddressRight: address === 'right' }, tenant.now)
    return this.listCopies(tenant, debtor)
  }
}
