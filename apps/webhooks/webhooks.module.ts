/** The carriers' doors. */
import { Module, type DynamicModule } from '@nestjs/common'
import { verifySandboxSignature } from '#channels'
import { SANDBOX_DOOR, SandboxController, type SandboxDoor } from './sandbox.controller'

@Module({})
export class WebhooksModule {
  static with(door: Omit<SandboxDoor, 'verify'>, secret: string): DynamicModule {
    const verify: SandboxDoor['verify'] = (rawBody, signature) => verifySandboxSignature(rawBody, signature, secret)
    return { module: WebhooksModule, controllers: [SandboxController], providers: [{ provide: SANDBOX_DOOR, useValue: { ...door, verify } }] }
  }
}
