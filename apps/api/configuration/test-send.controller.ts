/** POST …/configuration-drafts/{draft}/test: the e-mail of a draft to its writer's own address, and to nobody else. */
import { Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { NoPreview, previewOf, sendTest } from '#pipeline'
import { readDraft, readUser, sendingStopped } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { Flag, Text } from '../http/fields'
import { conflict } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { found } from './unfit'

class TestSendView {
  @Flag({ description: 'the carrier took it' }) readonly accepted!: boolean
  @Text({ nullable: true, description: 'why not, as the carrier says it' }) readonly code!: string | null
}

@Controller('v1/creditors/:creditor/configuration-drafts/:draft/test')
@ApiTags('Configuration')
export class TestSendController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post()
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write', summary: 'Send the e-mail of a draft to yourself', answer: TestSendView, more: 'To an invented debtor, marked as a test; only to the address that you log in with.',
    problems: { 409: 'It is no e-mail, does not fit, you have no address, nothing is connected, or sending is stopped.' },
  })
  async sendTestOfDraft(@Tenant() { sql, creditorId, caller }: TenantRequest, @Id('draft') id: string): Promise<TestSendView> {
    const { database, standing } = this.source
    const draft = found(await readDraft(sql, { creditorId, id }), 'draft')
    const person = caller.kind === 'user' ? await readUser(database, caller.id) : null
    if (!person) throw conflict('no-address', 'A key has no address: log in.')
    if (await sendingStopped(database)) throw conflict('sending-stopped', 'Sending is stopped.')
    const message = await previewOf(sql, creditorId, draft).catch((fault: unknown) => { throw fault instanceof NoPreview ? conflict('no-preview', fault.message) : fault })
    if (message.content.channel !== 'email') throw conflict('no-address', 'Only an e-mail can go to your own address.')
    const outcome = await sendTest(standing(), database, { creditorId, message, to: person.email })
    if (!outcome) throw conflict('no-carrier', 'Nothing is connected that e-mails leave by.')
    return { accepted: outcome.kind === 'accepted', code: outcome.kind === 'accepted' ? null : outcome.code }
  }
}
