/** The sandbox carrier's door: verify on the raw bytes, keep the raw call, answer; it is worked off later. */
import { Controller, ForbiddenException, Headers, HttpCode, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common'
import { keepRawCall } from '#store'
import type { Door } from './carrier-doors'

export const SANDBOX_DOOR = Symbol('sandbox door')

export interface SandboxDoor extends Door {
  readonly verify: (rawBody: Buffer, signature: string | undefined) => boolean
}

@Controller('webhooks/sandbox')
export class SandboxController {
  constructor(@Inject(SANDBOX_DOOR) private readonly door: SandboxDoor) {}

  @Post()
  @HttpCode(204)
  async receive(@Req() request: RawBodyRequest<object>, @Headers('x-sandbox-signature') signature: string | undefined): Promise<void> {
    const { database, clock, verify, onCall } = this.door
    if (!request.rawBody || !verify(request.rawBody, signature)) throw new ForbiddenException('the signature does not fit the body')
    await keepRawCall(database, 'sandbox', request.rawBody, clock())
    onCall()
  }
}
