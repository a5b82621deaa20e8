/** /v1/creditors/{creditor}/imports: a file comes in as a stream, its rows follow; what was refused comes back as a file. */
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Controller, Get, HttpCode, Inject, Post, Query, Req, StreamableFile, type OnModuleDestroy } from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger'
import {
  beginUploadedImport,
  checkImport,
  ImportFileError,
  mappingNames,
  publishedMapping,
  readRowErrors,
  Rulebooks,
  runUploadedImport,
  type UploadedImport,
} from '#pipeline'
import { importedBefore, listImportRuns, readImportRun } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { MadeView } from '../creditors/creditor.dto'
import type { ApiRequest } from '../http/api-request'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { isUpload } from '../http/tenancy.interceptor'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { CheckView, checkView, ImportQuery, ImportView, importView, RefusedRowView } from './import.dto'

/** What a person mends by hand; more is work for a spreadsheet. */
const MOST_MENDED = 500

@Controller('v1/creditors/:creditor/imports')
@ApiTags('Imports')
export class ImportsController implements OnModuleDestroy {
  /** One at a time for each creditor and kind. */
  private readonly atWork = new Map<string, Promise<void>>()

  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'imports:read', summary: 'List imports', more: 'The newest first.', answer: pageOf(ImportView) })
  async listImports(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<ImportView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listImportRuns(sql, creditorId, before as string | null, limit + 1), limit, importView, (row) => [row.id])
  }

  @Post()
  @HttpCode(202)
  @ApiConsumes('text/csv', 'application/octet-stream', 'application/x-ndjson')
  @ApiBody({
    schema: { type: 'string', format: 'binary' },
    description: 'the file itself, of at most 1 GB; JSON and XML as application/octet-stream',
  })
  @ApiRoute({
    scope: 'imports:write',
    summary: 'Import a file',
    status: 202,
    answer: MadeView,
    upload: true,
    more: 'It is read while you wait for nothing: ask the import how far it is. The same file twice changes nothing; one that was interrupted goes on.',
    problems: { 409: 'An import of this kind is at work for this creditor.' },
  })
  async importFile(
    @Tenant() tenant: TenantRequest,
    @Query() { kind, mapping: name }: ImportQuery,
    @Req() { body }: ApiRequest,
  ): Promise<MadeView> {
    if (!isUpload(body)) throw invalidField('', 'must be a file: say text/csv, or application/octet-stream, as its content type')
    try {
      return await this.begin(tenant, kind, name, body)
    } catch (fault) {
      await rm(body.path, { force: true })
      throw fault
    }
  }

  @Post('check')
  @HttpCode(200)
  @ApiConsumes('text/csv', 'application/octet-stream', 'application/x-ndjson')
  @ApiBody({
    schema: { type: 'string', format: 'binary' },
    description: 'the file itself, of at most 1 GB; JSON and XML as application/octet-stream',
  })
  @ApiRoute({
    scope: 'imports:write',
    summary: 'Say what importing a file would do',
    asks: true,
    answer: CheckView,
    upload: true,
    more: 'Nothing is written: rows are tried as the import would, and taken back.',
    problems: { 409: 'An import of this kind is at work for this creditor.' },
  })
  async checkFile(
    @Tenant() tenant: TenantRequest,
    @Query() { kind, mapping: name }: ImportQuery,
    @Req() { body }: ApiRequest,
  ): Promise<CheckView> {
    if (!isUpload(body)) throw invalidField('', 'must be a file: say text/csv, or application/octet-stream, as its content type')
    const { database } = this.source
    try {
      const given = await this.given(tenant, kind, name, body)
      const before = await importedBefore(tenant.sql, given)
      const checked = await checkImport({ database, rulebooks: new Rulebooks(database) }, given, tenant.now)
      return checkView(checked, before)
    } catch (fault) {
      throw fault instanceof ImportFileError ? invalidField('', fault.message) : fault
    } finally {
      await rm(body.path, { force: true })
    }
  }

  @Get(':import')
  @ApiRoute({ scope: 'imports:read', summary: 'How far an import is', answer: ImportView })
  async readImport(@Tenant() { sql, creditorId }: TenantRequest, @Id('import') id: string): Promise<ImportView> {
    const run = await readImportRun(sql, creditorId, id)
    if (!run) throw notFound('import')
    return importView(run)
  }

  @Get(':import/refused')
  @ApiRoute({
    scope: 'imports:read',
    summary: 'The first refused rows',
    more: 'No more than 500; all of them are in the file of errors.',
    answer: [RefusedRowView],
  })
  async listRefused(@Tenant() tenant: TenantRequest, @Id('import') id: string): Promise<readonly RefusedRowView[]> {
    const { mapping: name } = await this.readImport(tenant, id)
    const { mapping } = await publishedMapping(this.source.database, tenant.creditorId, name)
    const file = this.errorFile(id)
    return (await stat(file).catch(() => null)) === null ? [] : readRowErrors(file, mapping, MOST_MENDED)
  }

  @Get(':import/errors')
  @ApiProduces('text/csv')
  @ApiRoute({
    scope: 'imports:read',
    summary: 'The refused rows, with their reasons',
    more: 'Mend the file and import it with the same mapping. It is there for 30 days.',
  })
  async readErrors(@Tenant() tenant: TenantRequest, @Id('import') id: string): Promise<StreamableFile> {
    await this.readImport(tenant, id)
    const file = this.errorFile(id)
    const length = await stat(file).then(
      ({ size }) => size,
      () => null,
    )
    if (length === null) throw notFound('file of errors')
    return new StreamableFile(createReadStream(file), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="refused.csv"',
      length,
    })
  }

  /** What is on its way is waited for: its rows are committed chunk by chunk, and the file is then gone. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.atWork.values())
  }

  private async given(
    { creditorId }: TenantRequest,
    kind: ImportQuery['kind'],
    name: string,
    { path, sha256 }: { path: string; sha256: string },
  ): Promise<UploadedImport> {
    const { database } = this.source
    const names = await mappingNames(database, creditorId)
    if (!names.includes(name)) throw invalidField('mapping', `is no import mapping; there are ${names.join(', ')}`)
    const { mapping, version } = await publishedMapping(database, creditorId, name)
    if (mapping.records !== kind) throw invalidField('mapping', `reads ${mapping.records}, not ${kind}`)
    if (this.atWork.has(`${creditorId} ${kind}`))
      throw conflict('import-at-work', 'An import of this kind is at work for this creditor: wait for it.')
    return { creditorId, kind, file: path, fileName: 'upload', fileHash: sha256, mapping, mappingVersion: version }
  }

  private async begin(
    tenant: TenantRequest,
    kind: ImportQuery['kind'],
    name: string,
    body: { path: string; sha256: string },
  ): Promise<MadeView> {
    const { database, log } = this.source
    const { creditorId, now, sql } = tenant
    const given = await this.given(tenant, kind, name, body)
    const key = `${creditorId} ${kind}`
    const folder = join(this.source.dataFolder, 'imports')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const run = await beginUploadedImport(sql, given, now)
    if (run === null) throw conflict('undo-at-work', 'An import of this creditor is being undone: wait for it.')
    tenant.afterCommit(() => {
      const done = runUploadedImport({ database, rulebooks: new Rulebooks(database), log }, run, given, this.errorFile(run), now).finally(
        () => this.atWork.delete(key),
      )
      this.atWork.set(key, done)
    })
    return tenant.created(`/v1/creditors/${creditorId}/imports/${run}`, { id: run })
  }

  private errorFile = (run: string): string => join(this.source.dataFolder, 'imports', `${run}.errors.csv`)
}
