/** /v1/creditors/{creditor}/configuration-versions: what editors handed in; another person approves it, and then it can go live. */
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { findingsOf, isLegalWording } from '#pipeline'
import { approveVersion, listEditedVersions, lockEditedVersion, publishVersion, type EditedVersion } from '#store'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalidField, refuse } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { EditedVersionView, editedVersionView } from './draft.dto'
import { found } from './unfit'

@Controller('v1/creditors/:creditor/configuration-versions')
@ApiTags('Configuration')
export class VersionsController {
  @Get()
  @ApiRoute({ scope: 'campaigns:read', summary: 'List what editors handed in', more: 'The latest first.', answer: pageOf(EditedVersionView) })
  async listConfigurationVersions(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<EditedVersionView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listEditedVersions(sql, creditorId, before as string | null, limit + 1), limit, editedVersionView, (row) => [row.id])
  }

  @Get(':version')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Read one', answer: EditedVersionView })
  async readConfigurationVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string): Promise<EditedVersionView> {
    return editedVersionView(await versionOf(tenant, id))
  }

  @Post(':version/approval')
  @HttpCode(200)
  @ApiRoute({ scope: 'approvals:write', summary: 'Approve it', more: 'A second pair of eyes: whoever wrote in it cannot.', answer: EditedVersionView, problems: { 403: 'You wrote in it.', 409: 'It was approved already.' } })
  async approveConfigurationVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string): Promise<EditedVersionView> {
    const version = await versionOf(tenant, id)
    const by = actorOf(tenant.caller)
    if (version.approvedBy !== null) throw conflict('approved-already', 'It was approved already.')
    if (version.authors.includes(by)) throw refuse(403, 'own-work', 'You wrote in it: another person must approve it.')
    await approveVersion(tenant.sql, { creditorId: tenant.creditorId, id }, by, tenant.now)
    return this.readConfigurationVersion(tenant, id)
  }

  @Post(':version/publication')
  @HttpCode(200)
  @ApiRoute({
    scope: 'approvals:write', summary: 'Publish it', answer: EditedVersionView, problems: { 403: 'It is legal wording that you wrote in.', 409: 'It was not approved, or a later version is live.', 422: 'It does not fit any more.' },
    more: 'Within a minute new journeys and messages follow it. A journey that runs keeps its versions, and what was planned goes as it was decided.',
  })
  async publishConfigurationVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string): Promise<EditedVersionView> {
    const version = await versionOf(tenant, id)
    const { sql, creditorId, caller, now } = tenant
    if (version.approvedBy === null) throw conflict('not-approved', 'Another person must approve it first.')
    if (version.publishedAt !== null) throw conflict('live-already', 'It is live already.')
    if (isLegalWording(version) && version.authors.includes(actorOf(caller))) throw refuse(403, 'own-work', 'You wrote in this legal wording: another person must publish it.')
    // What it names may have gone since it was handed in.
    const [blocking] = (await findingsOf(sql, creditorId, version)).filter((finding) => finding.blocking)
    if (blocking) throw invalidField('/definition', `${blocking.code}: ${blocking.detail}`)
    if (!(await publishVersion(sql, { creditorId, id }, actorOf(caller), now))) throw conflict('later-version-live', 'A later version is live: begin a new draft from that one.')
    return this.readConfigurationVersion(tenant, id)
  }
}

const versionOf = async ({ sql, creditorId }: TenantRequest, id: string): Promise<EditedVersion> => found(await lockEditedVersion(sql, { creditorId, id }), 'version')
