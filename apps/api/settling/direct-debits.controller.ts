/** /v1/creditors/{creditor}/debtors/{debtor}/mandate, collections: a debtor's permission for direct debit, what was collected, what came back. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { parseCollectOn, type LocalDate } from '#domain'
import { comingCollection, noteDebitReturn, Rulebooks, type ComingCollection } from '#pipeline'
import {
  collectionsOfDebtor,
  endMandate,
  getCreditor,
  giveMandate,
  listClaimsOfDebtor,
  lockDebtor,
  mandateOf,
  type DebtorKey,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { refuseAhead } from '../creditors/business-day'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  CollectionDayBody,
  CollectionView,
  collectionView,
  DirectDebitView,
  MandateBody,
  mandateOfBody,
  MandateView,
  mandateView,
  ReturnBody,
} from './direct-debit.dto'
import { ofDebtor } from './of-debtor'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Direct debits')
export class DirectDebitsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('direct-debit')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'Read whether and when is collected',
    more: 'The mandate, where there is one.',
    answer: DirectDebitView,
  })
  async readDirectDebit(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<DirectDebitView> {
    const key = await ofDebtor(tenant, debtor)
    const mandate = await mandateOf(tenant.sql, key)
    return { mandate: mandate && mandateView(mandate, await this.coming(tenant, key)) }
  }

  @Get('mandate')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read the mandate', answer: MandateView })
  async readMandate(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<MandateView> {
    const key = await ofDebtor(tenant, debtor)
    const mandate = await mandateOf(tenant.sql, key)
    if (!mandate) throw notFound('mandate')
    return tenant.tagged(mandateView(mandate, await this.coming(tenant, key)), mandate)
  }

  @Patch('mandate')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Change the day of collection',
    answer: MandateView,
    problems: { 409: 'The next direct debit is too near: its day was told, or must be today.' },
    more: 'As the debtor asks, up to the day on which they must have been told of the next direct debit.',
  })
  async changeCollectionDay(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { collectOn }: CollectionDayBody,
  ): Promise<MandateView> {
    const { sql, now } = tenant
    const key = await ofDebtor(tenant, debtor)
    await lockDebtor(sql, key)
    const mandate = await mandateOf(sql, key)
    if (!mandate) throw notFound('mandate')
    tenant.requireMatch(mandate)
    const coming = await this.coming(tenant, key)
    if (coming && !coming.mayChange)
      throw conflict('past-cut-off', `The direct debit of ${coming.on} stands: its day could be changed until ${coming.changeUntil}.`)
    await giveMandate(sql, key, { ...mandate, collectOn: parseCollectOn(collectOn) ?? mandate.collectOn }, 'api', now)
    return this.readMandate(tenant, debtor)
  }

  @Put('mandate')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Note a mandate',
    more: 'It takes the place of the one before; also to change the day of collection.',
    status: 204,
  })
  async noteMandate(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() body: MandateBody): Promise<void> {
    const { sql, now } = tenant
    const key = await ofDebtor(tenant, debtor)
    await refuseAhead(this.source.database, tenant, '/signedOn', body.signedOn)
    await giveMandate(sql, key, mandateOfBody(body), 'api', now)
  }

  @Delete('mandate')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'End the mandate',
    more: 'Nothing more is collected; what is owed is reminded of again.',
    status: 204,
  })
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
    scope: 'payments:write',
    summary: 'Tell of a direct debit that came back',
    status: 204,
    problems: { 409: 'This return was told before.' },
    more: 'By its code the debtor is told and it is collected once more, the mandate ends, or everything rests and a person looks.',
  })
  async noteReturn(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { claim, code, on }: ReturnBody): Promise<void> {
    const { sql, creditorId, now } = tenant
    const { debtorId } = await ofDebtor(tenant, debtor)
    const claimId = claim.toLowerCase()
    const theirs = await listClaimsOfDebtor(sql, { creditorId, debtorId }, null, 10_000)
    if (!theirs.some(({ id }) => id === claimId)) throw invalidField('/claim', 'is no claim of this debtor')
    await refuseAhead(this.source.database, tenant, '/on', on)
    const creditor = await getCreditor(this.source.database, creditorId)
    const noted = await noteDebitReturn(
      sql,
      new Rulebooks(this.source.database),
      creditor,
      debtorId,
      { claimId, code, on: on as LocalDate },
      now,
    )
    if (!noted) throw conflict('told-before', 'This return was told before.')
  }

  private coming = ({ sql, now }: TenantRequest, key: DebtorKey): Promise<ComingCollection | null> =>
    comingCollection(new Rulebooks(this.source.database), sql, key, now)
}
