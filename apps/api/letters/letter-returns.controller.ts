/** /v1/creditors/{creditor}/letter-returns: what became of letters, as the print house tells it by a file. */
import { readFile, rm } from 'node:fs/promises'
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger'
import { takeReturnFile } from '#pipeline'
import { API_SOURCE, type ApiSource } from '../api-source'
import type { ApiRequest } from '../http/api-request'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { isUpload } from '../http/tenancy.interceptor'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { ReturnReportView } from './letter.dto'

/** Far above what a day's letters need. */
const MOST_BYTES = 20 * 1024 * 1024

@Controller('v1/creditors/:creditor/letter-returns')
@ApiTags('Letters')
export class LetterReturnsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post()
  @HttpCode(200)
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'batch;letter_id;event;at;barcode;reason' })
  @ApiRoute({
    scope: 'letters:write',
    summary: 'Take in a return file of the print house',
    more: 'The same file twice changes nothing.',
    answer: ReturnReportView,
    upload: true,
  })
  async takeReturns(@Tenant() { creditorId, now }: TenantRequest, @Req() { body }: ApiRequest): Promise<ReturnReportView> {
    if (!isUpload(body)) throw invalidField('', 'must be a file: say text/csv, or application/octet-stream, as its content type')
    try {
      if (body.bytes > MOST_BYTES) throw invalidField('', 'is too large for a return file')
      const report = await takeReturnFile(this.source.desk, await readFile(body.path), creditorId, now)
      if (!report) throw invalidField('', 'has not the head batch;letter_id;event;at;barcode;reason')
      return report
    } finally {
      await rm(body.path, { force: true })
    }
  }
}
