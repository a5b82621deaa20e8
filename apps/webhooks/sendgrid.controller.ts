/** SendGrid's doors: events of messages in batches, and what people answer by e-mail. */
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { BATCH_BYTES, CARRIER_DOORS, MAIL_BYTES, SIGNED_BY, receive, type CarrierDoors, type CarrierRequest } from './carrier-doors'

@Controller('webhooks/sendgrid')
export class SendgridController {
  constructor(@Inject(CARRIER_DOORS) private readonly doors: CarrierDoors) {}

  @Post('events')
  @RouteConfig({ signedBy: SIGNED_BY.sendgrid, bodyBytes: BATCH_BYTES })
  @HttpCode(200)
  events(@Req() request: CarrierRequest): Promise<void> {
    return receive(this.doors, 'sendgrid', 'sendgrid-events', request)
  }

  @Post('inbound')
  @RouteConfig({ signedBy: SIGNED_BY.sendgrid, bodyBytes: MAIL_BYTES })
  @HttpCode(200)
  inbound(@Req() request: CarrierRequest): Promise<void> {
    return receive(this.doors, 'sendgrid', 'sendgrid-inbound', request)
  }
}
