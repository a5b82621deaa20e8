/** /v1/creditors/{creditor}/imports/{import}/undo: what an undo would do, the undo itself, and what it left alone. */
import { Controller, Get, HttpCode, Inject, Post, Query, type OnModuleDestroy } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { ImportId } from '#domain'
import { Rulebooks, undoImport } from '#pipeline'
import { beginUndo, faultOfUndo, foreseeUndo, listKept, readImportRun } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ImportView, importView } from './import.dto'
import { ForeseenUndoView, foreseenView, KeptClaimView, UNDO_SENTENCES } from './undo.dto'

@Controller('v1/creditors/:creditor/imports/:import/undo')
@ApiTags('Imports')
export class UndoController implements OnModuleDestroy {
  private readonly atWork = new Set<Promise<void>>()
  private readonly stopping = new AbortController()

  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'imports:read', summary: 'What undoing an import would do', answer: ForeseenUndoView })
  async foreseeUndo(@Tenant() tenant: TenantRequest, @Id('import') id: string): Promise<ForeseenUndoView> {
    await this.read(tenant, id)
    const { sql, creditorId } = tenant
    const refused = await faultOfUndo(sql, creditorId, id as ImportId)
    return foreseenView(refused, refused === null ? await foreseeUndo(sql, creditorId, id as ImportId) : [])
  }

  @Post()
  @HttpCode(202)
  @ApiRoute({
    scope: 'imports:write',
    summary: 'Undo an import',
    status: 202,
    answer: ImportView,
    problems: { 409: 'It cannot be undone; the type says why.' },
    more:
      'Claims that it brought are withdrawn, those that it changed are as they were, and so is what rested or went on by it; what something happened with since is left alone and listed. ' +
      'Names, addresses and consents stay as the file told them. Ask the import how far it is; one that was interrupted goes on when it is asked again.',
  })
  async undoImport(@Tenant() tenant: TenantRequest, @Id('import') id: string): Promise<ImportView> {
    await this.read(tenant, id)
    const { sql, creditorId, caller, now } = tenant
    const fault = await beginUndo(sql, creditorId, id as ImportId, caller.id, now)
    if (fault) throw conflict(fault, UNDO_SENTENCES[fault])
    tenant.afterCommit(() => {
      const { database, log } = this.source
      const done: Promise<void> = undoImport(
        { database, rulebooks: new Rulebooks(database), log },
        { creditorId, importId: id as ImportId },
        this.stopping.signal,
        now,
      ).finally(() => this.atWork.delete(done))
      this.atWork.add(done)
    })
    return this.read(tenant, id)
  }

  @Get('kept')
  @ApiRoute({ scope: 'imports:read', summary: 'Claims that an undo left alone', answer: pageOf(KeptClaimView) })
  async listKept(
    @Tenant() tenant: TenantRequest,
    @Id('import') id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<KeptClaimView>> {
    await this.read(tenant, id)
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(
      await listKept(tenant.sql, tenant.creditorId, id as ImportId, after as string | null, limit + 1),
      limit,
      (row) => row,
      (row) => [row.claimId],
    )
  }

  /** A chunk that is under way is waited for; the others go on when the undo is asked for again. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.atWork)
  }

  private async read({ sql, creditorId }: TenantRequest, id: string): Promise<ImportView> {
    const run = await readImportRun(sql, creditorId, id)
    if (!run) throw notFound('import')
    return importView(run)
  }
}
