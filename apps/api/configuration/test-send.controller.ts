/** POST …/configuration-drafts/{draft}/test: the message of a draft to its writer: to the address they log in with, or the telephone they name as theirs. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { NoPreview, previewOf, sendTest } from '#pipeline'
import { addressHash, addressKeyOf, channelPauses, debtorsAtAddress, readDraft, readUser, sendingStopped } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { Flag, Pattern, Text } from '../http/fields'
import { conflict, found, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'

class TestSendBody {
  @Pattern(/^\+[1-9]\d{7,14}$/, 'must be a number such as +31612345678', {
    optional: true,
    description: 'of an SMS or WhatsApp message: your own telephone; it is not kept',
  })
  to?: string
}
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
    scope: 'campaigns:write',
    summary: 'Send the message of a draft to yourself',
    answer: TestSendView,
    more: "To an invented debtor, marked as a test, and counted in nobody's budget. An e-mail goes to the address that you log in with.",
    problems: { 409: 'It is no message, does not fit, you have no address, nothing is connected, or sending is stopped or paused.' },
  })
  async sendTestOfDraft(
    @Tenant() { sql, creditorId, caller }: TenantRequest,
    @Id('draft') id: string,
    @Body() { to }: TestSendBody,
  ): Promise<TestSendView> {
    const { database, standing } = this.source
    const draft = found(await readDraft(sql, { creditorId, id }), 'draft')
    const person = caller.kind === 'user' ? await readUser(database, caller.id) : null
    if (!person) throw conflict('no-address', 'A key has no address: log in.')
    if (await sendingStopped(database)) throw conflict('sending-stopped', 'Sending is stopped.')
    const message = await previewOf(sql, creditorId, draft).catch((fault: unknown) => {
      throw fault instanceof NoPreview ? conflict('no-preview', fault.message) : fault
    })
    const { channel } = message.content
    if (channel === 'letter' || channel === 'call') throw conflict('no-address', 'Only a message can go to yourself.')
    if (channel !== 'email' && to === undefined) throw invalidField('/to', 'is missing: name your own telephone')
    if (
      channel !== 'email' &&
      to !== undefined &&
      (await debtorsAtAddress(sql, creditorId, addressHash(await addressKeyOf(sql, creditorId), to))).length > 0
    )
      throw invalidField('/to', 'is the number of a debtor: a test goes to your own')
    if ((await channelPauses(sql, creditorId)).some((pause) => pause.channel === channel))
      throw conflict('channel-paused', 'This channel is paused.')
    const outcome = await sendTest(standing(), database, {
      creditorId,
      channel,
      message,
      to: channel === 'email' ? person.email : (to ?? ''),
    })
    if (!outcome) throw conflict('no-carrier', 'Nothing is connected that such messages leave by.')
    return { accepted: outcome.kind === 'accepted', code: outcome.kind === 'accepted' ? null : outcome.code }
  }
}
