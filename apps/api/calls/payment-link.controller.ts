/** POST …/call-tasks/{task}/payment-link: the debtor on the line wants to pay, and gets the way to it while they talk. */
import { Body, Controller, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { LANGUAGES, reasonSentence, type Language } from '#domain'
import { sendPaymentLink } from '#pipeline'
import { API_SOURCE, type ApiSource } from '../api-source'
import { OneOf, Uuid } from '../http/fields'
import { conflict } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { HeldBody } from './call.dto'
import { found, notHeld } from './held-call'

const CHANNELS = ['sms', 'email'] as const

class SendPaymentLinkBody extends HeldBody {
  @OneOf(CHANNELS) channel!: (typeof CHANNELS)[number]
  @OneOf(LANGUAGES, { optional: true, description: 'of the refusal; nl unless said' }) language?: Language
}
class PaymentLinkView {
  @Uuid({ description: 'the message on its way' }) readonly contact!: string
}

@Controller('v1/creditors/:creditor/call-tasks/:task')
@ApiTags('Calls')
export class PaymentLinkController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('payment-link')
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Send the payment link now',
    status: 201,
    answer: PaymentLinkView,
    more: 'To the number or address that is known, once it is known who is on the line. Hours, consent and opt-outs hold for it; it names no amount.',
    problems: {
      409: 'The call is not yours, who is on the line is not known, the rules are against it, or there is no link that may be sent so.',
    },
  })
  async sendLink(
    @Tenant() tenant: TenantRequest,
    @Id('task') task: string,
    @Body() { token, channel, language = 'nl' }: SendPaymentLinkBody,
  ): Promise<PaymentLinkView> {
    const card = await found(tenant, task)
    if (card.state !== 'talking' || card.leaseToken !== token || card.agent === null) throw notHeld()
    if (card.identity !== 'confirmed') throw conflict('identity-first', 'Who is on the line was not confirmed.')
    const sent = await sendPaymentLink(
      this.source.desk,
      tenant.sql,
      { creditorId: tenant.creditorId, debtorId: card.debtorId },
      { channel, author: card.agent },
      tenant.now,
    )
    if (sent === 'no-link')
      throw conflict(
        'no-link',
        channel === 'sms' ? 'There is no link that may stand in a text message.' : 'This creditor has no payment link.',
      )
    if ('refused' in sent) throw conflict('not-now', sent.refused.map((reason) => reasonSentence(reason, language)).join(' '))
    return tenant.created(`/v1/creditors/${tenant.creditorId}/contacts/${sent.contact}`, { contact: sent.contact })
  }
}
