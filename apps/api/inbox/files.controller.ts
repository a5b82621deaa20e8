/** /v1/creditors/{creditor}/threads/{debtor}/messages/{message}/files: what a debtor sent along, by what its bytes say it is. */
import { Controller, Get, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import { filesOfMessage, readFileOf, type StoredFile } from '#store'
import { OneOf, Text, Uuid, Whole } from '../http/fields'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { messageOf } from './message-of'

export class FileView {
  @Uuid() readonly id!: string
  @Text() readonly name!: string
  @Text({ nullable: true }) readonly type!: string | null
  @Whole(0, 100_000_000) readonly bytes!: number
  @OneOf(['empty', 'too-large', 'type', 'not-fetched'], { nullable: true, description: 'why it was not kept' })
  readonly refused!: StoredFile['refused']
}

@Controller('v1/creditors/:creditor/threads/:debtor/messages/:message')
@ApiTags('Inbox')
export class FilesController {
  @Get('files')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'List the files of a message',
    more: 'Documents (PDF) and pictures of five megabytes at most are kept; of others, that they came and why they were not.',
    answer: [FileView],
  })
  async listFiles(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('message') id: string): Promise<StoredFile[]> {
    const { key, message } = await messageOf(tenant, debtor, id)
    return filesOfMessage(tenant.sql, key.creditorId, message.id)
  }

  @Get('text')
  @ApiProduces('text/plain')
  @ApiRoute({ scope: 'messages:read', summary: 'Read all of a message', more: 'However long it is; to be saved.' })
  async readText(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('message') id: string): Promise<StreamableFile> {
    const { message } = await messageOf(tenant, debtor, id)
    const content = Buffer.from(message.text)
    return new StreamableFile(content, {
      type: 'text/plain; charset=utf-8',
      disposition: 'attachment; filename=message.txt',
      length: content.length,
    })
  }

  @Get('files/:file')
  @ApiProduces('application/octet-stream')
  @ApiRoute({ scope: 'messages:read', summary: 'Read a file of a message', more: 'To be saved, never shown in the page.' })
  async readFile(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('message') id: string,
    @Id('file') file: string,
  ): Promise<StreamableFile> {
    const { key, message } = await messageOf(tenant, debtor, id)
    const found = await readFileOf(tenant.sql, key.creditorId, message.id, file)
    if (!found) throw notFound('file')
    return new StreamableFile(found.content, {
      type: found.type,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      length: found.content.length,
    })
  }
}
