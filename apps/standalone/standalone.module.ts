/** The HTTP side of the one process: the API and the carriers' doors, composed of their own modules. */
import { Module, type DynamicModule } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { ApiModule } from '../api/api.module'
import { openHttpServer, type HttpServerOptions } from '../api/http.module'
import { WebhooksModule, type DoorKeys } from '../webhooks/webhooks.module'

export interface HttpOptions extends Omit<HttpServerOptions, 'host' | 'port'>, DoorKeys {
  readonly onCall: () => void
}

@Module({})
class StandaloneModule {
  static with({ sandboxSecret, carrierDoors, onCall, ...source }: HttpOptions): DynamicModule {
    const { database, clock } = source
    return { module: StandaloneModule, imports: [ApiModule.with(source), WebhooksModule.with({ database, clock, onCall }, { sandboxSecret, carrierDoors })] }
  }
}

export const openHttp = (options: HttpOptions, host: string, port: number): Promise<NestFastifyApplication> =>
  openHttpServer(StandaloneModule.with(options), { ...options, host, port })
