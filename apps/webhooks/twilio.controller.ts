/** Twilio's doors: what became of a message, and what people answer. */
import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { CARRIER_DOORS, SIGNED_BY, receive, type CarrierDoors, type CarrierRequest } from './carrier-doors'

@Controller('webhooks/twilio')
export class TwilioController {
  constructor(@Inject(CARRIER_DOORS) private readonly doors: CarrierDoors) {}

  @Post('status')
  @RouteConfig({ signedBy: SIGNED_BY.twilio })
  @HttpCode(200)
  status(@Req() request: CarrierRequest): Promise<void> {
    return receive(this.doors, 'twilio', 'twilio-status', request)
  }

  /** An empty TwiML: nothing is answered on the spot. */
  @Post('inbound')
  @RouteConfig({ signedBy: SIGNED_BY.twilio })
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async inbound(@Req() request: CarrierRequest): Promise<string> {
    await receive(this.doors, 'twilio', 'twilio-inbound', request)
    return '<Response/>'
  }
}
