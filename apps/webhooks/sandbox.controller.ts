/** The sandbox carrier's door: verify on the raw bytes, keep the raw call, answer; it is worked off later. */
import { Controller, ForbiddenException, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { keepRawCall } from '#store'
import { SIGNED_BY, type CarrierRequest, type Door } from './carrier-doors'
import type { Strangers } from './strangers'

export const SANDBOX_DOOR = Symbol('sandbox door')

export interface SandboxDoor extends Door {
  readonly strangers: Strangers
  readonly verify: (rawBody: Buffer, signature: string | undefined) => boolean
}

@Controller('webhooks/sandbox')
export class SandboxController {
  constructor(@Inject(SANDBOX_DOOR) private readonly door: SandboxDoor) {}

  @Post()
  @RouteConfig({ signedBy: SIGNED_BY.sandbox })
  @HttpCode(204)
  async receive(@Req() request: CarrierRequest, @Headers(SIGNED_BY.sandbox[0]) signature: string | undefined): Promise<void> {
    const { database, clock, verify, strangers, onCall } = this.door
    if (!request.rawBody || !verify(request.rawBody, signature)) {
      strangers.noteWrong(request.ip)
      throw new ForbiddenException('the signature does not fit the body')
    }
    strangers.noteGenuine(request.ip)
    await keepRawCall(database, 'sandbox', request.rawBody, clock())
    onCall()
  }
}
