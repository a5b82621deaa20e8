/** /v1/creditors/{creditor}/debtors/{debtor}/statement and …/waivers: what is owed, itemised, and what of it is let go of. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { decimalStatement, WAIVABLE, type Waivable, type WaiverReason } from '#domain'
import { debtorStatement, Rulebooks, waiveCharges } from '#pipeline'
import { readClaimRecord } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { NewWaiverBody, StatementView, WaivedView, WaiverWithdrawalBody } from './charges.dto'
import { ofDebtor } from './of-debtor'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Costs and interest')
export class ChargesController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('statement')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'What is owed today, itemised',
    answer: StatementView,
    more: 'Principal, payments, collection costs, VAT on them and interest, each with how it was arrived at; 404 when nothing is open.',
  })
  async readStatement(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<StatementView> {
    const statement = await debtorStatement(tenant.sql, new Rulebooks(this.source.database), await ofDebtor(tenant, debtor), tenant.now)
    if (!statement) throw notFound('open claim')
    return decimalStatement(statement)
  }

  @Post('waivers')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Let go of costs or interest',
    answer: WaivedView,
    more: 'The next message says so with the reason; a formal notice that is queued with other costs is not sent, and decided again.',
  })
  waive(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { reason, what, claim }: NewWaiverBody,
  ): Promise<WaivedView> {
    return this.set(tenant, debtor, { claim, what, reason })
  }

  @Post('waivers/withdrawal')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Charge costs or interest after all',
    more: 'Only what a formal notice announces can become due.',
    answer: WaivedView,
  })
  withdrawWaiver(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { what, claim }: WaiverWithdrawalBody,
  ): Promise<WaivedView> {
    return this.set(tenant, debtor, { claim, what, reason: null })
  }

  private async set(
    tenant: TenantRequest,
    debtor: string,
    wanted: { claim: string | undefined; what: readonly Waivable[] | undefined; reason: WaiverReason | null },
  ): Promise<WaivedView> {
    const key = await ofDebtor(tenant, debtor)
    const claimId = wanted.claim?.toLowerCase() ?? null
    if (claimId !== null && (await readClaimRecord(tenant.sql, tenant.creditorId, claimId))?.debtorId !== key.debtorId)
      throw invalidField('/claim', 'is no claim of this debtor')
    return {
      claims: await waiveCharges(
        tenant.sql,
        new Rulebooks(this.source.database),
        key,
        { claimId, what: wanted.what ?? WAIVABLE, reason: wanted.reason },
        tenant.now,
      ),
    }
  }
}
