/** The carriers' doors, as a module of a larger server or as a server of their own. */
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { verifySandboxSignature } from '#channels'
import { HEALTH_PAGE, HealthPage, type HealthSource } from './health.controller'
import { SANDBOX_DOOR, SandboxController, type SandboxDoor } from './sandbox.controller'

@Module({})
export class WebhooksModule {
  static with(door: Omit<SandboxDoor, 'verify'>, secret: string): DynamicModule {
    const verify: SandboxDoor['verify'] = (rawBody, signature) => verifySandboxSignature(rawBody, signature, secret)
    return { module: WebhooksModule, controllers: [SandboxController], providers: [{ provide: SANDBOX_DOOR, useValue: { ...door, verify } }] }
  }
}

type Door = Omit<SandboxDoor, 'verify'>

@Module({})
class WebhooksServer {
  static with(door: Door, secret: string, health: HealthSource): DynamicModule {
    return { module: WebhooksServer, imports: [WebhooksModule.with(door, secret)], controllers: [HealthPage], providers: [{ provide: HEALTH_PAGE, useValue: health }] }
  }
}

/** Whatever the content type: the raw bytes are verified and kept, and nothing is read of them here. */
export async function openWebhooks(door: Door, secret: string, health: HealthSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter()
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    health.metrics.answered(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  const app = await NestFactory.create<NestFastifyApplication>(WebhooksServer.with(door, secret, health), adapter, { rawBody: true, logger: ['error', 'fatal'], abortOnError: false })
  app.useBodyParser(['application/json', '*'], {}, (_request: unknown, _body: Buffer, done: (fault: null, parsed: object) => void) => done(null, {}))
  return app
}
