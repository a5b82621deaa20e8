/** /v1/creditors/{creditor}/collections, collection-batches: the list of direct debits that the creditor's bank software takes. */
import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { LocalDate } from '#domain'
import { makeCollectionBatch, proposeCollections, Rulebooks } from '#pipeline'
import { collectionsOfBatch, getCreditor } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  BatchView,
  batchView,
  CollectionView,
  collectionView,
  ProposalView,
  proposalView,
  ThroughBody,
  ThroughQuery,
} from './direct-debit.dto'

@Controller('v1/creditors/:creditor')
@ApiTags('Direct debits')
export class CollectionsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('collections')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'See what would be collected',
    more: 'As things stand; nothing changes.',
    answer: [ProposalView],
  })
  async proposeCollections(@Tenant() { sql, creditorId, now }: TenantRequest, @Query() { through }: ThroughQuery): Promise<ProposalView[]> {
    return (await proposeCollections(sql, this.rulebooks(), creditorId, through as LocalDate, now)).map(proposalView)
  }

  @Post('collection-batches')
  @ApiRoute({
    scope: 'payments:write',
    summary: 'Make a list for the bank',
    status: 201,
    answer: BatchView,
    problems: { 409: 'The creditor is not released yet.' },
    more: 'Its claims count as collected from then on, until a return is told; whoever asks again gets only what has come since. Hand it to the bank, or tell of the returns.',
  })
  async makeCollectionBatch(@Tenant() tenant: TenantRequest, @Body() { through }: ThroughBody): Promise<BatchView> {
    const { sql, creditorId, now } = tenant
    if ((await getCreditor(this.source.database, creditorId)).state !== 'live')
      throw conflict('in-shadow', 'Nothing is collected before the creditor is released.')
    const batch = await makeCollectionBatch(sql, this.rulebooks(), creditorId, through as LocalDate, now)
    return tenant.created(`/v1/creditors/${creditorId}/collection-batches/${batch.id ?? ''}`, batchView(batch))
  }

  @Get('collection-batches/:batch')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a list for the bank', more: 'With what came back since.', answer: [CollectionView] })
  async readCollectionBatch(@Tenant() { sql, creditorId }: TenantRequest, @Id('batch') batch: string): Promise<CollectionView[]> {
    const collections = await collectionsOfBatch(sql, creditorId, batch)
    if (collections.length === 0) throw notFound('list')
    return collections.map(collectionView)
  }

  private rulebooks(): Rulebooks {
    return new Rulebooks(this.source.database)
  }
}
