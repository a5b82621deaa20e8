/** /v1/api-keys: an admin makes keys that may do less than its own, or the same; never more, and never for others. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf, makeApiKey, mayDo } from '#access'
import type { CreditorId } from '#domain'
import { appendAuditOfKey, listApiKeys, revokeApiKey, type Audited, type Sql } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ApiKeyView, apiKeyView, MadeApiKeyView, NewApiKeyBody } from './api-key.dto'

/** Keys are the process's own table: no tenant sees it, so each statement is bound to the creditors of the caller here. */
@Controller('v1/api-keys')
@ApiTags('API keys')
export class ApiKeysController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'admin',
    summary: 'List keys',
    more: 'Those that serve no other creditors than yours, the oldest first.',
    answer: pageOf(ApiKeyView),
  })
  async listApiKeys(@Tenant() { caller }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<ApiKeyView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(
      await listApiKeys(this.source.database, caller.creditors, after as string | null, limit + 1),
      limit,
      apiKeyView,
      (row) => [row.id],
    )
  }

  @Post()
  @ApiRoute({
    scope: 'admin',
    summary: 'Make a key',
    more: 'Its token is in this answer and nowhere else: only a hash is kept.',
    status: 201,
    answer: MadeApiKeyView,
  })
  async makeApiKey(@Tenant() tenant: TenantRequest, @Body() body: NewApiKeyBody): Promise<MadeApiKeyView> {
    const creditors = body.creditors.map((id) => id.toLowerCase() as CreditorId)
    const stranger = creditors.findIndex((id) => !tenant.caller.creditors.includes(id))
    if (stranger >= 0) throw invalidField(`/creditors/${stranger}`, 'is no creditor that you administer')
    const excess = body.scopes.findIndex((scope) => [null, ...creditors].some((creditor) => !mayDo(tenant.caller, scope, creditor)))
    if (excess >= 0) throw invalidField(`/scopes/${excess}`, 'is more than you may do yourself')
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt)
    const made = await this.source.database.transaction(async (sql) => {
      const key = await makeApiKey(sql, { name: body.name, scopes: body.scopes, creditors, platform: false, expiresAt })
      await this.tell(sql, tenant, key.id, 'api-key.make', { scopes: body.scopes })
      return key
    })
    tenant.kept = { id: made.id, token: null }
    return tenant.created('/v1/api-keys', made)
  }

  @Post(':key/revocation')
  @HttpCode(204)
  @ApiRoute({ scope: 'admin', summary: 'Revoke a key', more: 'From the next request on it is no key any more.', status: 204 })
  async revokeApiKey(@Tenant() tenant: TenantRequest, @Id('key') key: string): Promise<void> {
    await this.source.database.transaction(async (sql) => {
      if (!(await revokeApiKey(sql, key, tenant.caller.creditors))) throw notFound('key')
      await this.tell(sql, tenant, key, 'api-key.revoke', null)
    })
  }

  private tell(
    sql: Sql,
    { caller, now }: TenantRequest,
    key: string,
    action: Audited,
    detail: Readonly<Record<string, unknown>> | null,
  ): Promise<void> {
    return appendAuditOfKey(sql, key, { actor: actorOf(caller), action, subject: key, detail, at: now })
  }
}
