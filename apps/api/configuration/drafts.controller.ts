/** /v1/creditors/{creditor}/configuration-drafts: policies, strategies and templates while they are written; nothing runs with a draft. */
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { differencesOf, findingsOf } from '#pipeline'
import { definitionHash } from '#settings'
import {
  beginDraft,
  dropDraft,
  handIn,
  listDrafts,
  lockDraft,
  lockEditedVersion,
  publishedConfiguration,
  readDraft,
  saveDraft,
  type ConfigurationDraft,
} from '#store'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, found, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { DifferencesView, DefinitionBody, DraftView, draftView, FindingsView, NewDraftBody } from './draft.dto'
import { LanguageQuery } from './language-query'
import { refuseUnfit } from './unfit'
import { EditedVersionView, editedVersionView } from './version.dto'

@Controller('v1/creditors/:creditor/configuration-drafts')
@ApiTags('Configuration')
export class DraftsController {
  @Get()
  @ApiRoute({ scope: 'campaigns:read', summary: 'List drafts', more: 'The oldest first.', answer: pageOf(DraftView) })
  async listConfigurationDrafts(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<DraftView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listDrafts(sql, creditorId, after as string | null, limit + 1), limit, draftView, (row) => [row.id])
  }

  @Post()
  @ApiRoute({
    scope: 'campaigns:write',
    summary: 'Begin a draft',
    more: 'Of a name there is one draft, which all editors share.',
    status: 201,
    answer: DraftView,
    problems: { 409: 'There is a draft of it already.' },
  })
  async beginConfigurationDraft(@Tenant() tenant: TenantRequest, @Body() { kind, name, definition }: NewDraftBody): Promise<DraftView> {
    const { sql, creditorId, caller, now } = tenant
    const live = (await publishedConfiguration(sql, creditorId)).find((version) => version.kind === kind && version.name === name)
    const begun = definition ?? live?.definition
    if (begun === undefined) throw invalidField('/name', 'is not live: send the definition of a new one')
    refuseUnfit(begun)
    const id = await beginDraft(sql, creditorId, { kind, name, definition: begun, basedOn: live?.version ?? null }, actorOf(caller), now)
    if (id === null) throw conflict('draft-exists', 'Somebody works on it already: go on with that draft.')
    return tenant.created(`/v1/creditors/${creditorId}/configuration-drafts/${id}`, await this.readConfigurationDraft(tenant, id))
  }

  @Get(':draft')
  @ApiRoute({ scope: 'campaigns:read', summary: 'Read a draft', answer: DraftView })
  async readConfigurationDraft(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<DraftView> {
    const draft = await draftOf(tenant, id)
    return tenant.tagged(draftView(draft), draft.definition)
  }

  @Put(':draft')
  @ApiRoute({
    scope: 'campaigns:write',
    summary: 'Save a draft',
    more: 'As it is typed. Who has not seen what a colleague saved meanwhile is told so: 412.',
    answer: DraftView,
  })
  async saveConfigurationDraft(
    @Tenant() tenant: TenantRequest,
    @Id('draft') id: string,
    @Body() { definition }: DefinitionBody,
  ): Promise<DraftView> {
    tenant.requireMatch((await lockedDraft(tenant, id)).definition)
    refuseUnfit(definition)
    await saveDraft(tenant.sql, { creditorId: tenant.creditorId, id }, definition, actorOf(tenant.caller), tenant.now)
    return this.readConfigurationDraft(tenant, id)
  }

  @Delete(':draft')
  @HttpCode(204)
  @ApiRoute({ scope: 'campaigns:write', summary: 'Throw a draft away', status: 204 })
  async dropConfigurationDraft(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<void> {
    tenant.requireMatch((await lockedDraft(tenant, id)).definition)
    await dropDraft(tenant.sql, { creditorId: tenant.creditorId, id })
  }

  @Get(':draft/findings')
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'What is wrong with it',
    more: 'Whether it fits; of a template also long sentences, hard words and missing sections.',
    answer: FindingsView,
  })
  async listDraftFindings(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<FindingsView> {
    return { findings: await findingsOf(tenant.sql, tenant.creditorId, await draftOf(tenant, id)) }
  }

  @Get(':draft/differences')
  @ApiRoute({ scope: 'campaigns:read', summary: 'What would change, in words', answer: DifferencesView })
  async listDraftDifferences(
    @Tenant() tenant: TenantRequest,
    @Id('draft') id: string,
    @Query() { language = 'nl' }: LanguageQuery,
  ): Promise<DifferencesView> {
    const { kind, name, definition } = await draftOf(tenant, id)
    const live = (await publishedConfiguration(tenant.sql, tenant.creditorId)).find(
      (version) => version.kind === kind && version.name === name,
    )
    return { sentences: differencesOf(live?.definition ?? {}, definition, language) }
  }

  @Post(':draft/handing-in')
  @ApiRoute({
    scope: 'campaigns:write',
    summary: 'Hand a draft in for review',
    more: 'It becomes a version that nobody can change any more.',
    status: 201,
    answer: EditedVersionView,
    problems: { 422: 'Something blocks it.' },
  })
  async handInDraft(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<EditedVersionView> {
    const draft = await lockedDraft(tenant, id)
    const { sql, creditorId, now } = tenant
    const [blocking] = (await findingsOf(sql, creditorId, draft)).filter((finding) => finding.blocking)
    if (blocking) throw invalidField('/definition', `${blocking.code}: ${blocking.detail}`)
    const version = await handIn(sql, { creditorId, id }, definitionHash(draft.definition), now)
    const made = await lockEditedVersion(sql, { creditorId, id: version })
    return tenant.created(`/v1/creditors/${creditorId}/configuration-versions/${version}`, editedVersionView(found(made, 'version')))
  }
}

const draftOf = async ({ sql, creditorId }: TenantRequest, id: string): Promise<ConfigurationDraft> =>
  found(await readDraft(sql, { creditorId, id }), 'draft')
/** For whoever is going to change it. */
const lockedDraft = async ({ sql, creditorId }: TenantRequest, id: string): Promise<ConfigurationDraft> =>
  found(await lockDraft(sql, { creditorId, id }), 'draft')
