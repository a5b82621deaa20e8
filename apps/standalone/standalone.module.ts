/** The HTTP side of the one process: the API and the carriers' doors, composed of their own modules. */
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { BusinessClock } from '#pipeline'
import type { Database } from '#store'
import { ApiModule } from '../api/api.module'
import { WebhooksModule } from '../webhooks/webhooks.module'

export interface HttpOptions {
  readonly database: Database
  readonly clock: BusinessClock
  readonly carriers: string
  readonly sandboxSecret: string
  readonly onCall: () => void
}

@Module({})
class StandaloneModule {
  static with({ database, clock, carriers, sandboxSecret, onCall }: HttpOptions): DynamicModule {
    return { module: StandaloneModule, imports: [ApiModule.with({ database, clock, carriers }), WebhooksModule.with({ database, clock, onCall }, sandboxSecret)] }
  }
}

export async function openHttp(options: HttpOptions, host: string, port: number): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(StandaloneModule.with(options), new FastifyAdapter(), { rawBody: true, logger: ['error', 'fatal'], abortOnError: false })
  await app.listen(port, host)
  return app
}
