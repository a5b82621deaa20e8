/** /v1/creditors/{creditor}/webhook-endpoints: who wants to be told, what they were told, and telling it again. */
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import type { Instant } from '#domain'
import { faultOfUrl, type UrlFault } from '#pipeline'
import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  listDeliveries,
  listWebhookEndpoints,
  readWebhookEndpoint,
  resendDelivery,
  rotateWebhookSecret,
  type WebhookEndpoint,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { invalidField, notFound, preconditionFailed } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  deliveryView,
  editableEndpoint,
  NewWebhookEndpointBody,
  WebhookDeliveryView,
  WebhookEndpointChanges,
  WebhookEndpointView,
  webhookEndpointView,
  WebhookSecretView,
} from './webhook-endpoint.dto'

const SENTENCES: Readonly<Record<UrlFault, string>> = {
  'not-a-url': 'must be a URL',
  'not-https': 'must begin with https://',
  'has-credentials': 'must hold no user or password',
  'unknown-host': 'names a host that is not found',
  'private-address': 'leads into a private network',
}

@Controller('v1/creditors/:creditor/webhook-endpoints')
@ApiTags('Webhooks out')
export class WebhookEndpointsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'webhooks:write', summary: 'List webhook endpoints', more: 'The oldest first.', answer: pageOf(WebhookEndpointView) })
  async listWebhookEndpoints(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<WebhookEndpointView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listWebhookEndpoints(sql, creditorId, after as string | null, limit + 1), limit, webhookEndpointView, (row) => [
      row.id,
    ])
  }

  @Post()
  @ApiRoute({
    scope: 'webhooks:write',
    audited: true,
    summary: 'Add a webhook endpoint',
    status: 201,
    answer: WebhookSecretView,
    more: [
      'Each event is POSTed as Standard Webhooks says: `webhook-id`, `webhook-timestamp`, `webhook-signature`; ids, codes and links only. It may come twice, and in another order.',
      'The body: `{type, timestamp, data: {event, debtor, contact?, claim?, detail?, links: {debtor, contact?, claim?}}}`;',
      '`type` is the kind, `detail` what the timeline gives with it, a link the path to read more.',
    ].join('\n'),
  })
  async addWebhookEndpoint(@Tenant() tenant: TenantRequest, @Body() { url, kinds }: NewWebhookEndpointBody): Promise<WebhookSecretView> {
    await this.refuse(url, kinds)
    const made = await createWebhookEndpoint(tenant.sql, tenant.creditorId, { url, kinds, by: actorOf(tenant.caller) }, tenant.now)
    tenant.kept = { id: made.id, secret: null }
    return tenant.created(`/v1/creditors/${tenant.creditorId}/webhook-endpoints/${made.id}`, made)
  }

  @Get(':endpoint')
  @ApiRoute({ scope: 'webhooks:write', summary: 'Read a webhook endpoint', answer: WebhookEndpointView })
  async readWebhookEndpoint(@Tenant() tenant: TenantRequest, @Id('endpoint') endpoint: string): Promise<WebhookEndpointView> {
    const view = webhookEndpointView(await found(tenant, endpoint))
    return tenant.tagged(view, editableEndpoint(view))
  }

  @Patch(':endpoint')
  @ApiRoute({
    scope: 'webhooks:write',
    audited: true,
    summary: 'Change a webhook endpoint',
    more: 'One that is disabled is told nothing of what happens meanwhile.',
    answer: WebhookEndpointView,
  })
  async changeWebhookEndpoint(
    @Tenant() tenant: TenantRequest,
    @Id('endpoint') endpoint: string,
    @Body() changes: WebhookEndpointChanges,
  ): Promise<WebhookEndpointView> {
    const row = await found(tenant, endpoint)
    tenant.requireMatch(editableEndpoint(webhookEndpointView(row)))
    await this.refuse(changes.url, changes.kinds)
    const { creditorId, sql, caller, now } = tenant
    if (!(await changeWebhookEndpoint(sql, { creditorId, id: row.id, version: row.version }, changes, actorOf(caller), now)))
      throw preconditionFailed()
    return this.readWebhookEndpoint(tenant, endpoint)
  }

  @Post(':endpoint/secret')
  @ApiRoute({
    scope: 'webhooks:write',
    audited: true,
    summary: 'Make a new secret',
    more: 'For a day the old one signs too.',
    status: 201,
    answer: WebhookSecretView,
  })
  async rotateWebhookSecret(@Tenant() tenant: TenantRequest, @Id('endpoint') endpoint: string): Promise<WebhookSecretView> {
    const secret = await rotateWebhookSecret(tenant.sql, tenant.creditorId, endpoint, actorOf(tenant.caller), tenant.now)
    if (secret === null) throw notFound('webhook endpoint')
    tenant.kept = { id: endpoint, secret: null }
    return { id: endpoint, secret }
  }

  @Get(':endpoint/deliveries')
  @ApiRoute({
    scope: 'webhooks:write',
    summary: 'Read the delivery log',
    more: 'The latest event first; kept for thirty days.',
    answer: pageOf(WebhookDeliveryView),
  })
  async listWebhookDeliveries(
    @Tenant() tenant: TenantRequest,
    @Id('endpoint') endpoint: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<WebhookDeliveryView>> {
    await found(tenant, endpoint)
    const before = readCursor(cursor, ['instant', 'uuid']) as [Instant, string] | null
    const rows = await listDeliveries(tenant.sql, tenant.creditorId, endpoint, before && { at: before[0], id: before[1] }, limit + 1)
    return toPage(rows, limit, deliveryView, (row) => [row.eventAt, row.eventId])
  }

  @Post(':endpoint/deliveries/:event/resending')
  @HttpCode(202)
  @ApiRoute({
    scope: 'webhooks:write',
    summary: 'Tell it again',
    more: 'Under the same `webhook-id`, whatever became of it before.',
    status: 202,
  })
  async resendWebhook(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Id('endpoint') endpoint: string,
    @Id('event') event: string,
  ): Promise<void> {
    if (!(await resendDelivery(sql, creditorId, endpoint, event))) throw notFound('delivery')
  }

  private async refuse(url: string | undefined, kinds: readonly string[] | undefined): Promise<void> {
    if (kinds?.length === 0) throw invalidField('/kinds', 'must name something to be told')
    const fault = url === undefined ? null : await faultOfUrl(url, this.source.webhooksAllowPrivate ?? false)
    if (fault) throw invalidField('/url', SENTENCES[fault])
  }
}

async function found({ sql, creditorId }: TenantRequest, id: string): Promise<WebhookEndpoint> {
  const row = await readWebhookEndpoint(sql, creditorId, id)
  if (!row) throw notFound('webhook endpoint')
  return row
}
