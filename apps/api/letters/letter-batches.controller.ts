/** /v1/creditors/{creditor}/letter-batches: people check, release and post letters. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import type { LetterBatchId, LocalDate } from '#domain'
import {
  assembleBatch,
  BatchRefused,
  batchAsZip,
  checkBatch,
  lettersFolder,
  notePosted,
  previewLetter,
  printAgain,
  printedLetter,
  releasableFrom,
  releaseLetters,
  takeOut,
} from '#pipeline'
import { listBatches, listLetters, noteDownload, readBatch, readLetter, type BatchKey, type BatchRecord, type LetterRecord } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { MadeView } from '../creditors/creditor.dto'
import { HistoryQuery } from '../history/history.dto'
import { PageQuery, pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  batchSummaryView,
  batchView,
  LetterBatchSummaryView,
  LetterBatchView,
  letterView,
  LetterView,
  PostedBody,
  PostedView,
  ReleasedView,
  ReprintView,
} from './letter.dto'

const NOT_OPEN = { 409: 'The batch was released before.' }
const NOT_EXPORTED = { 409: 'The batch has not been exported.' }

/** What is done with a batch is a stage of the pipe, with commits of its own. */
@Controller('v1/creditors/:creditor')
@ApiTags('Letters')
export class LetterBatchesController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('letter-batches')
  @ApiRoute({ scope: 'letters:read', summary: 'List letter batches', more: 'The newest first.', answer: pageOf(LetterBatchSummaryView) })
  async listBatches(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<LetterBatchSummaryView>> {
    const [before = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listBatches(sql, creditorId, before as string | null, limit + 1), limit, batchSummaryView, (row) => [row.id])
  }

  @Post('letter-batches')
  @ApiRoute({
    scope: 'letters:write',
    summary: 'Assemble the letters that are due',
    more: 'They join the open batch of the day, if there is one.',
    status: 201,
    answer: MadeView,
    problems: { 409: 'No letter is due.' },
  })
  async assembleBatch(@Tenant() tenant: TenantRequest): Promise<MadeView> {
    const { creditorId, now, caller } = tenant
    const id = await assembleBatch(this.source.desk, creditorId, actorOf(caller), now)
    if (id === null) throw conflict('no-letters-due', 'No letter is due now.')
    return tenant.created(`/v1/creditors/${creditorId}/letter-batches/${id}`, { id })
  }

  @Get('letter-batches/:batch')
  @ApiRoute({ scope: 'letters:read', summary: 'Read a letter batch', answer: LetterBatchView })
  async readBatch(@Tenant() tenant: TenantRequest, @Id('batch') batch: string): Promise<LetterBatchView> {
    return this.view(tenant, batch)
  }

  @Get('letter-batches/:batch/letters')
  @ApiRoute({
    scope: 'letters:read',
    summary: 'List the letters of a batch',
    more: 'Also those that were withdrawn, with the reason.',
    answer: pageOf(LetterView),
  })
  async listLetters(
    @Tenant() tenant: TenantRequest,
    @Id('batch') batch: string,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<LetterView>> {
    await found(tenant, batch)
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(
      await listLetters(tenant.sql, keyOf(tenant, batch), after as string | null, limit + 1),
      limit,
      (row) => letterView(row, language),
      (row) => [row.id],
    )
  }

  @Get('letter-batches/:batch/letters/:letter/pdf')
  @ApiProduces('application/pdf')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'A letter as it was printed, or as it would leave now',
    problems: { 409: 'It would not leave now.' },
  })
  async readLetter(@Tenant() tenant: TenantRequest, @Id('batch') batch: string, @Id('letter') letter: string): Promise<StreamableFile> {
    await found(tenant, batch)
    const { letterId } = await foundLetter(tenant, batch, letter)
    const key = keyOf(tenant, batch)
    const pdf =
      letterId === null
        ? await previewLetter(this.source.desk, key, letter, tenant.now)
        : await printedLetter(tenant.sql, lettersFolder(this.source.dataFolder), key, letterId)
    if (!pdf) throw conflict('would-not-leave', 'This letter would not leave now: check the batch, and its reason is shown.')
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="${letter}.pdf"`, length: pdf.length })
  }

  @Post('letter-batches/:batch/check')
  @HttpCode(200)
  @ApiRoute({
    scope: 'letters:write',
    summary: 'Check a batch',
    more: 'Each letter is judged and drawn; who paid or rests is taken out, with the reason.',
    answer: LetterBatchView,
    problems: NOT_OPEN,
  })
  async checkBatch(@Tenant() tenant: TenantRequest, @Id('batch') batch: string): Promise<LetterBatchView> {
    await orProblem(checkBatch(this.source.desk, keyOf(tenant, batch), actorOf(tenant.caller), tenant.now))
    return this.view(tenant, batch)
  }

  @Post('letter-batches/:batch/release')
  @HttpCode(200)
  @ApiRoute({
    scope: 'letters:write',
    summary: 'Release a checked batch',
    answer: ReleasedView,
    problems: { 409: 'Not checked, released before, after the cut-off, or a second person is needed.' },
    more: 'Each letter is judged once more. Legal letters are released by somebody who neither assembled nor checked them. The scheduler prints it.',
  })
  async releaseBatch(@Tenant() tenant: TenantRequest, @Id('batch') batch: string): Promise<ReleasedView> {
    return { letters: await orProblem(releaseLetters(this.source.desk, keyOf(tenant, batch), actorOf(tenant.caller), tenant.now)) }
  }

  @Get('letter-batches/:batch/export')
  @ApiProduces('application/zip')
  @ApiRoute({
    scope: 'letters:write',
    takenAway: true,
    summary: 'The files of a batch as a ZIP',
    more: 'The same bytes each time. A file taken before is named a copy: print it once.',
    problems: NOT_EXPORTED,
  })
  async exportBatch(@Tenant() tenant: TenantRequest, @Id('batch') batch: string): Promise<StreamableFile> {
    const { state } = await found(tenant, batch)
    if (state !== 'exported' && state !== 'posted') throw conflict('not-exported', 'The batch has not been exported yet.')
    const zip = await batchAsZip(tenant.sql, lettersFolder(this.source.dataFolder), keyOf(tenant, batch))
    if (!zip) throw notFound('batch')
    const name = (await noteDownload(tenant.sql, keyOf(tenant, batch))) === 0 ? batch : `${batch}-copy`
    return new StreamableFile(zip, { type: 'application/zip', disposition: `attachment; filename="${name}.zip"`, length: zip.length })
  }

  @Post('letter-batches/:batch/posted')
  @HttpCode(200)
  @ApiRoute({ scope: 'letters:write', summary: 'Tell the day on which a batch was posted', answer: PostedView, problems: NOT_EXPORTED })
  async notePosted(@Tenant() tenant: TenantRequest, @Id('batch') batch: string, @Body() { on }: PostedBody): Promise<PostedView> {
    return orProblem(notePosted(this.source.desk, keyOf(tenant, batch), on as LocalDate, actorOf(tenant.caller), tenant.now))
  }

  @Post('letter-batches/:batch/letters/:letter/removal')
  @HttpCode(204)
  @ApiRoute({
    scope: 'letters:write',
    summary: 'Take a letter out before the release',
    more: 'Contact with the debtor rests until the hold is lifted.',
    status: 204,
    problems: NOT_OPEN,
  })
  async takeOut(@Tenant() tenant: TenantRequest, @Id('batch') batch: string, @Id('letter') letter: string): Promise<void> {
    await orProblem(takeOut(this.source.desk, keyOf(tenant, batch), letter, actorOf(tenant.caller), tenant.now))
  }

  @Post('letter-batches/:batch/letters/:letter/reprint')
  @HttpCode(200)
  @ApiRoute({ scope: 'letters:write', summary: 'Print a damaged letter again, alone', answer: ReprintView, problems: NOT_EXPORTED })
  async reprint(@Tenant() tenant: TenantRequest, @Id('batch') batch: string, @Id('letter') letter: string): Promise<ReprintView> {
    return { batch: await orProblem(printAgain(this.source.desk, keyOf(tenant, batch), letter, actorOf(tenant.caller), tenant.now)) }
  }

  private async view(tenant: TenantRequest, batch: string): Promise<LetterBatchView> {
    const row = await found(tenant, batch)
    const isOpen = row.state === 'assembled' || row.state === 'checked'
    return batchView(row, isOpen ? await releasableFrom(this.source.desk, tenant.creditorId, tenant.now) : null)
  }
}

const keyOf = ({ creditorId }: TenantRequest, batch: string): BatchKey => ({ creditorId, batchId: batch as LetterBatchId })

async function found(tenant: TenantRequest, batch: string): Promise<BatchRecord> {
  const row = await readBatch(tenant.sql, keyOf(tenant, batch))
  if (!row) throw notFound('batch')
  return row
}

async function foundLetter(tenant: TenantRequest, batch: string, letter: string): Promise<LetterRecord> {
  const row = await readLetter(tenant.sql, keyOf(tenant, batch), letter)
  if (!row) throw notFound('letter')
  return row
}

const orProblem = <T>(work: Promise<T>): Promise<T> =>
  work.catch((fault: unknown) => {
    if (!(fault instanceof BatchRefused)) throw fault
    throw fault.code === 'no-such-batch'
      ? notFound('batch')
      : fault.code === 'no-such-letter'
        ? notFound('letter')
        : conflict(fault.code, fault.message)
  })
