/** How the wording of a draft or a version reads, over each channel; drafts and versions have the same previews. */
import { Controller, Get, Query, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import { CHANNELS, DEBTOR_KINDS, type Channel, type DebtorKind } from '#domain'
import { NoPreview, previewLetterOf, previewOf, type EditedConfiguration } from '#pipeline'
import { readDraft, readVersion } from '#store'
import { OneOf, QueryFlag } from '../http/fields'
import { conflict, found } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { WordingView } from './draft.dto'

class PreviewQuery {
  @OneOf(DEBTOR_KINDS, { optional: true }) kind?: DebtorKind
  @OneOf(CHANNELS, { optional: true, description: 'another than its own: what is live there in that phase' }) channel?: Channel
  @QueryFlag({ description: 'with two claims' }) several?: boolean
  @QueryFlag({ description: "WhatsApp, within 24 hours of the debtor's own message" }) windowOpen?: boolean
}

const MORE = 'To an invented debtor of an invented creditor.'
const PROBLEMS = { 409: 'It has no message, or does not fit: see its findings.' }

@Controller('v1/creditors/:creditor')
@ApiTags('Configuration')
export class WordingController {
  @Get('configuration-drafts/:draft/preview')
  @ApiRoute({ scope: 'campaigns:read', summary: 'How the message of a draft reads', more: MORE, answer: WordingView, problems: PROBLEMS })
  async previewDraft(@Tenant() tenant: TenantRequest, @Id('draft') id: string, @Query() query: PreviewQuery): Promise<WordingView> {
    return previewed(tenant, await draftOf(tenant, id), query)
  }

  @Get('configuration-drafts/:draft/letter')
  @ApiProduces('application/pdf')
  @ApiRoute({ scope: 'campaigns:read', summary: 'The letter of a draft as it is printed', more: MORE, problems: PROBLEMS })
  async printDraft(@Tenant() tenant: TenantRequest, @Id('draft') id: string, @Query() query: PreviewQuery): Promise<StreamableFile> {
    return printed(tenant, await draftOf(tenant, id), query)
  }

  @Get('configuration-versions/:version/preview')
  @ApiRoute({ scope: 'campaigns:read', summary: 'How the message of a version reads', more: MORE, answer: WordingView, problems: PROBLEMS })
  async previewVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string, @Query() query: PreviewQuery): Promise<WordingView> {
    return previewed(tenant, await versionOf(tenant, id), query)
  }

  @Get('configuration-versions/:version/letter')
  @ApiProduces('application/pdf')
  @ApiRoute({ scope: 'campaigns:read', summary: 'The letter of a version as it is printed', more: MORE, problems: PROBLEMS })
  async printVersion(@Tenant() tenant: TenantRequest, @Id('version') id: string, @Query() query: PreviewQuery): Promise<StreamableFile> {
    return printed(tenant, await versionOf(tenant, id), query)
  }
}

const draftOf = async ({ sql, creditorId }: TenantRequest, id: string): Promise<EditedConfiguration> =>
  found(await readDraft(sql, { creditorId, id }), 'draft')
const versionOf = async ({ sql, creditorId }: TenantRequest, id: string): Promise<EditedConfiguration> =>
  found(await readVersion(sql, { creditorId, id }), 'version')

const previewed = ({ sql, creditorId }: TenantRequest, edited: EditedConfiguration, query: PreviewQuery): Promise<WordingView> =>
  saidWhy(async () => ({ content: (await previewOf(sql, creditorId, edited, query)).content }))

const printed = ({ sql, creditorId, now }: TenantRequest, edited: EditedConfiguration, query: PreviewQuery): Promise<StreamableFile> =>
  saidWhy(async () => {
    const pdf = await previewLetterOf(sql, creditorId, edited, query, now)
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline', length: pdf.length })
  })

async function saidWhy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    throw fault instanceof NoPreview ? conflict('no-preview', fault.message) : fault
  }
}
