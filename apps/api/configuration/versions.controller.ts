/** /v1/creditors/{creditor}/configuration-versions: what editors handed in; another person approves or rejects it, and then it can go live. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { instantAt, localDateOf, type LocalDate, type LocalTime } from '#domain'
import { differencesOf, findingsOf, isLegalWording } from '#pipeline'
import {
  approveVersion,
  listEditedVersions,
  lockEditedVersion,
  publishLater,
  publishVersion,
  readVersion,
  rejectVersion,
  versionsOfName,
  type EditedVersion,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, found, invalidField, refuse } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { LanguageQuery } from './language-query'
import { EditedVersionView, editedVersionView, PublicationBody, RejectionBody, VersionContentView, VersionsQuery } from './version.dto'

/** Of one name; nobody looks further back than this in one go. */
const MOST_OF_A_NAME = 200

@Controller('v1/creditors/:creditor/configuration-versions')
@ApiTags('Configuration')
export class VersionsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'List what editors handed in',
    more: 'The latest first. Of one `kind` and `name` all versions, those of files too, on one page.',
    answer: pageOf(EditedVersionView),
  })
  async listConfigurationVersions(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, kind, name }: VersionsQuery,
  ): Promise<Page<EditedVersionView>> {
    if (kind !== undefined && name !== undefined)
      return { items: (await versionsOfName(sql, creditorId, kind, name, MOST_OF_A_NAME)).map(editedVersionView), next: null }
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listEditedVersions(sql, creditorId, before as string | null, limit + 1), limit, editedVersionView, (row) => [
      row.id,
    ])
  }

  @Get(':version')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Read one', answer: EditedVersionView })
  async readConfigurationVersion(@Tenant() { sql, creditorId }: TenantRequest, @Id('version') id: string): Promise<EditedVersionView> {
    return editedVersionView(found(await readVersion(sql, { creditorId, id }), 'version'))
  }

  @Get(':version/content')
  @ApiRoute({ scope: 'campaigns:read', summary: 'What it says, and otherwise than the one before', answer: VersionContentView })
  async readVersionContent(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Id('version') id: string,
    @Query() { language = 'nl' }: LanguageQuery,
  ): Promise<VersionContentView> {
    const version = found(await readVersion(sql, { creditorId, id }), 'version')
    const before = (await versionsOfName(sql, creditorId, version.kind, version.name, MOST_OF_A_NAME)).find(
      (one) => one.publishedAt !== null && one.version < version.version,
    )
    return {
      definition: version.definition as object,
      comparedWith: before?.version ?? null,
      sentences: differencesOf(before?.definition ?? {}, version.definition, language),
      findings: await findingsOf(sql, creditorId, version),
    }
  }

  @Post(':version/approval')
  @HttpCode(200)
  @ApiRoute({
    scope: 'approvals:write',
    summary: 'Approve it',
    more: 'A second pair of eyes: whoever wrote in it cannot.',
    answer: EditedVersionView,
    problems: { 403: 'You wrote in it.', 409: 'It was approved or rejected already.' },
  })
  async approveConfigurationVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string): Promise<EditedVersionView> {
    await underReview(tenant, id)
    await approveVersion(tenant.sql, { creditorId: tenant.creditorId, id }, actorOf(tenant.caller), tenant.now)
    return this.readConfigurationVersion(tenant, id)
  }

  @Post(':version/rejection')
  @HttpCode(200)
  @ApiRoute({
    scope: 'approvals:write',
    summary: 'Reject it, with the reason',
    answer: EditedVersionView,
    problems: { 403: 'You wrote in it.', 409: 'It is live, or was rejected already.' },
    more: 'For good; what was approved and is not live yet can be rejected too. A new draft can begin from what it says.',
  })
  async rejectConfigurationVersion(
    @Tenant() tenant: TenantRequest,
    @Id('version') id: string,
    @Body() { reason }: RejectionBody,
  ): Promise<EditedVersionView> {
    await underReview(tenant, id, true)
    await rejectVersion(tenant.sql, { creditorId: tenant.creditorId, id }, actorOf(tenant.caller), reason, tenant.now)
    return this.readConfigurationVersion(tenant, id)
  }

  @Post(':version/publication')
  @HttpCode(200)
  @ApiRoute({
    scope: 'approvals:write',
    summary: 'Publish it, at once or from a day on',
    answer: EditedVersionView,
    problems: {
      403: 'It is legal wording that you wrote in.',
      409: 'It was not approved, or a later version is live.',
      422: 'It does not fit any more.',
    },
    more: 'Within a minute new journeys and messages follow it. A journey that runs keeps its versions, and what was planned goes as it was decided.',
  })
  async publishConfigurationVersion(
    @Tenant() tenant: TenantRequest,
    @Id('version') id: string,
    @Body() { from }: PublicationBody = {},
  ): Promise<EditedVersionView> {
    const { sql, creditorId, caller, now } = tenant
    const by = actorOf(caller)
    await publishable(tenant, id)
    const zone = await creditorZone(this.source.database, creditorId)
    const begins = from === undefined || from <= localDateOf(now, zone) ? null : instantAt(from as LocalDate, '00:00' as LocalTime, zone)
    if (begins === null) await publishVersion(sql, { creditorId, id }, by, now)
    else await publishLater(sql, { creditorId, id }, by, begins)
    return this.readConfigurationVersion(tenant, id)
  }
}

const versionOf = async ({ sql, creditorId }: TenantRequest, id: string): Promise<EditedVersion> =>
  found(await lockEditedVersion(sql, { creditorId, id }), 'version')

/** Refused to whoever wrote in it, and once it was judged. */
async function underReview(tenant: TenantRequest, id: string, evenApproved = false): Promise<void> {
  const { publishedAt, rejectedBy, approvedBy, authors } = await versionOf(tenant, id)
  if (publishedAt !== null) throw conflict('live-already', 'It is live already.')
  if (rejectedBy !== null) throw conflict('rejected-already', 'It was rejected: begin a new draft from it.')
  if (approvedBy !== null && !evenApproved) throw conflict('approved-already', 'It was approved already.')
  if (authors.includes(actorOf(tenant.caller))) throw refuse(403, 'own-work', 'You wrote in it: another person must judge it.')
}

async function publishable(tenant: TenantRequest, id: string): Promise<void> {
  const version = await versionOf(tenant, id)
  if (version.rejectedBy !== null) throw conflict('rejected-already', 'It was rejected: begin a new draft from it.')
  if (version.approvedBy === null) throw conflict('not-approved', 'Another person must approve it first.')
  if (version.publishedAt !== null) throw conflict('live-already', 'It is live already.')
  if (version.replaced) throw conflict('later-version-live', 'A later version is live: begin a new draft from that one.')
  if (isLegalWording(version) && version.authors.includes(actorOf(tenant.caller)))
    throw refuse(403, 'own-work', 'You wrote in this legal wording: another person must publish it.')
  // What it names may have gone since it was handed in.
  const [blocking] = (await findingsOf(tenant.sql, tenant.creditorId, version)).filter((finding) => finding.blocking)
  if (blocking) throw invalidField('/definition', `${blocking.code}: ${blocking.detail}`)
}
