/** /v1/creditors/{creditor}/import-mappings/{name}: how a kind of file is read: tried on its first rows, and saved for the next time. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { tryMapping } from '#pipeline'
import { ConfigurationError, definitionHash, parseImportMapping } from '#settings'
import { lockMapping, readMapping, saveMapping } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { refuseUnfit } from '../configuration/unfit'
import { found, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { MappingBody, SavedMappingView, savedMappingView, TriedMappingView, triedMappingView, TryMappingBody } from './mapping.dto'

const NAMES = /^[a-z0-9][a-z0-9-]{0,62}$/

@Controller('v1/creditors/:creditor/import-mappings')
@ApiTags('Imports')
export class MappingsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get(':mapping')
  @ApiRoute({ scope: 'imports:read', summary: 'Read an import mapping', answer: SavedMappingView })
  async readMapping(@Tenant() tenant: TenantRequest, @Param('mapping') name: string): Promise<SavedMappingView> {
    const mapping = found(NAMES.test(name) ? await readMapping(tenant.sql, tenant.creditorId, name) : null, 'import mapping')
    return tenant.tagged(savedMappingView(mapping), mapping.definition)
  }

  @Post('trial')
  @HttpCode(200)
  @ApiRoute({
    scope: 'imports:read',
    summary: 'Try a mapping on the beginning of a file',
    asks: true,
    answer: TriedMappingView,
    more: 'Nothing is kept.',
  })
  async tryMapping(
    @Tenant() { creditorId }: TenantRequest,
    @Body() { definition, start, whole }: TryMappingBody,
  ): Promise<TriedMappingView> {
    return triedMappingView(await tryMapping(this.source, creditorId, definition, { start: Buffer.from(start, 'base64'), whole }))
  }

  @Put(':mapping')
  @ApiRoute({
    scope: 'imports:write',
    summary: 'Save an import mapping',
    answer: SavedMappingView,
    makes: true,
    problems: { 428: 'There is one of that name: say with If-Match which you saw.' },
    more: 'It becomes the next version, which imports go by from now on; earlier imports keep theirs. A new name needs no If-Match.',
  })
  async saveMapping(
    @Tenant() tenant: TenantRequest,
    @Param('mapping') name: string,
    @Body() { definition }: MappingBody,
  ): Promise<SavedMappingView> {
    const { sql, creditorId, caller, now } = tenant
    if (!NAMES.test(name)) throw invalidField('/definition/name', 'must be lower-case words joined by hyphens')
    const known = await lockMapping(sql, creditorId, name)
    if (known) tenant.requireMatch(known.definition)
    refuseUnfit(definition)
    const saved = { ...definition, name }
    try {
      parseImportMapping(saved, 'mapping')
    } catch (fault) {
      throw fault instanceof ConfigurationError ? invalidField('/definition', fault.reason) : fault
    }
    await saveMapping(sql, creditorId, { name, definition: saved, hash: definitionHash(saved) }, actorOf(caller), now)
    return this.readMapping(tenant, name)
  }
}
