/** /v1/creditors/{creditor}/debtors/{debtor}/mandate, collections: a debtor's permission for direct debit, what was collected, what came back. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { LocalDate } from '#domain'
import { noteDebitReturn, Rulebooks } from '#pipeline'
import { collectionsOfDebtor, endMandate, getCreditor, giveMandate, listClaimsOfDebtor, mandateOf } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { CollectionView, collectionView, MandateBody, mandateOfBody, MandateView, mandateView, ReturnBody } from './direct-debit.dto'
import { ofDebtor } from './of-debtor'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Direct debits')
export class DirectDebitsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('mandate')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read the mandate', answer: MandateView })
  async readMandate(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<MandateView> {
    const mandate = await mandateOf(tenant.sql, await ofDebtor(tenant, debtor))
    if (!mandate) throw notFound('mandate')
    return mandateView(mandate)
  }

  @Put('mandate')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Note a mandate', more: 'It takes the place of the one before; also to change the day of collection.', status: 204 })
  async noteMandate(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() body: MandateBody): Promise<void> {
    await giveMandate(tenant.sql, await ofDebtor(tenant, debtor), mandateOfBody(body), 'api', tenant.now)
  }

  @Delete('mandate')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'End the mandate', more: 'Nothing more is collected; what is owed is reminded of again.', status: 204 })
  async endMandate(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<void> {
    if (!(await endMandate(tenant.sql, await ofDebtor(tenant, debtor), 'withdrawn', tenant.now))) throw notFound('mandate')
  }

  @Get('collections')
  @ApiRoute({ scope: 'debtors:read', summary: 'List direct debits', more: 'The latest 200, the latest first.', answer: [CollectionView] })
  async listCollections(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<CollectionView[]> {
    return (await collectionsOfDebtor(tenant.sql, await ofDebtor(tenant, debtor))).map(collectionView)
  }

  @Post('collections/returns')
  @HttpCode(204)
  @ApiRoute({
    scope: 'payments:write', summary: 'Tell of a direct debit that came back', status: 204, problems: { 409: 'This return was told before.' },
    more: 'By its code the debtor is told and it is collected once more, the mandate ends, or everything rests and a person looks.',
  })
  async noteReturn(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { claim, code, on }: ReturnBody): Promise<void> {
    const { sql, creditorId, now } = tenant
    const { debtorId } = await ofDebtor(tenant, debtor)
    const claimId = claim.toLowerCase()
    const theirs = await listClaimsOfDebtor(sql, { creditorId, debtorId }, null, 10_000)
    if (!theirs.some(({ id }) => id === claimId)) throw invalidField('/claim', 'is no claim of this debtor')
    const creditor = await getCreditor(this.source.database, creditorId)
    const noted = await noteDebitReturn(sql, new Rulebooks(this.source.database), creditor, debtorId, { claimId, code, on: on as LocalDate }, now)
    if (!noted) throw conflict('told-before', 'This return was told before.')
  }
}
