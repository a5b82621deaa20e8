/** The HTTP side of the one process: the API and the carriers' doors, composed of their own modules. */
import { Module, type DynamicModule } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { listening, readinessOf } from '#lifecycle'
import { ApiModule } from '../api/api.module'
import { openHttpServer, type HttpServerOptions } from '../api/http.module'
import { openWebhooks, WebhooksModule, type DoorKeys } from '../webhooks/webhooks.module'

export interface HttpOptions extends Omit<HttpServerOptions, 'host' | 'port'>, DoorKeys {
  readonly onCall: () => void
}

@Module({})
class StandaloneModule {
  static with({ sandboxSecret, carrierDoors, secretsKeys, publicUrl, onCall, ...source }: HttpOptions): DynamicModule {
    const { database, clock } = source
    return {
      module: StandaloneModule,
      imports: [
        ApiModule.with(source),
        WebhooksModule.with(
          { database, clock, onCall },
          { sandboxSecret, carrierDoors, ...(secretsKeys && { secretsKeys }), ...(publicUrl !== undefined && { publicUrl }) },
        ),
      ],
    }
  }
}

export const openHttp = (options: HttpOptions, host: string, port: number): Promise<NestFastifyApplication> =>
  openHttpServer(StandaloneModule.with(options), { ...options, host, port })

/** The doors a second time, on a port that may be opened to the world while the API's is not. */
export async function openDoors(options: HttpOptions, host: string, port: number): Promise<NestFastifyApplication> {
  const { database, metrics } = options
  const app = await openWebhooks(options, options, { readiness: () => readinessOf({ database: () => database.isReachable() }), metrics })
  await listening(() => app.listen(port, host), { setting: 'WEBHOOKS_PORT', port, host })
  return app
}
