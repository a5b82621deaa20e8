/** /v1/creditors/{creditor}/audit: who read or changed what; it only grows. */
import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { listAudit, namesOfActors, type AuditRecord } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { At, Json, Pattern, Text, Uuid } from '../http/fields'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'

class AuditQuery extends PageQuery {
  @Pattern(/^[a-z]+:[\x21-\x7e]{1,100}$|^tijdig$/, 'an actor such as user:{id}, key:{id} or cli:{name}', { optional: true }) actor?: string
  @Uuid({ optional: true, description: 'the debtor, or what else it was about' }) entity?: string
}

class AuditEntryView {
  @Uuid() readonly id!: string
  @At() readonly at!: string
  @Text({ example: 'user:01972c7e-0000-7000-8000-000000000000' }) readonly actor!: string
  @Text({ nullable: true, description: 'of the person or the key' }) readonly actorName!: string | null
  @Text({ description: 'an operation of this document, or what was done otherwise', example: 'readDebtor' }) readonly action!: string
  @Uuid({ nullable: true }) readonly entity!: string | null
  @Json({ nullable: true, description: 'ids, codes and counts' }) readonly detail!: Readonly<Record<string, unknown>> | null
}

@Controller('v1/creditors/:creditor/audit')
@ApiTags('Audit')
export class AuditController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'audit:read',
    summary: 'Who read or changed what',
    more: 'The newest first; of one actor or one entity when they are named. Nothing in it is ever changed.',
    answer: pageOf(AuditEntryView),
  })
  async listAudit(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, actor, entity }: AuditQuery,
  ): Promise<Page<AuditEntryView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    const rows = await listAudit(
      sql,
      creditorId,
      { ...(actor !== undefined && { actor }), ...(entity !== undefined && { subject: entity.toLowerCase() }) },
      before as string | null,
      limit + 1,
    )
    const names = await namesOfActors(this.source.database, [...new Set(rows.map((row) => row.actor))])
    const view = ({ id, at, actor: by, action, subject, detail }: AuditRecord): AuditEntryView => ({
      id,
      at: new Date(at).toISOString(),
      actor: by,
      actorName: names.get(by) ?? null,
      action,
      entity: subject,
      detail,
    })
    return toPage(rows, limit, view, (row) => [row.id])
  }
}
