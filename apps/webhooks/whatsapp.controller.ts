/** Meta's door: the question whether the address is ours, and then statuses and messages in batches. */
import { Controller, ForbiddenException, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { BATCH_BYTES, CARRIER_DOORS, SIGNED_BY, receive, type CarrierDoors, type CarrierRequest } from './carrier-doors'

@Controller('webhooks/whatsapp')
export class WhatsappController {
  constructor(@Inject(CARRIER_DOORS) private readonly doors: CarrierDoors) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  async challenge(
    @Query() { 'hub.mode': mode, 'hub.verify_token': word, 'hub.challenge': challenge }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    if (mode !== 'subscribe' || typeof word !== 'string' || typeof challenge !== 'string' || !(await this.doors.isVerifyToken(word)))
      throw new ForbiddenException('not the word that was agreed')
    return challenge
  }

  @Post()
  @RouteConfig({ signedBy: SIGNED_BY.whatsapp, bodyBytes: BATCH_BYTES })
  @HttpCode(200)
  receive(@Req() request: CarrierRequest): Promise<void> {
    return receive(this.doors, 'whatsapp', 'whatsapp', request)
  }
}
