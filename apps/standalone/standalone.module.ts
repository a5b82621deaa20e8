/** The HTTP side of the one process: the API and the carriers' doors, composed of their own modules. */
import { BadRequestException, Module, type DynamicModule } from '@nestjs/common'
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

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    return new BadRequestException('the body is not JSON')
  }
}

export async function openHttp(options: HttpOptions, host: string, port: number): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(StandaloneModule.with(options), new FastifyAdapter(), { rawBody: true, logger: ['error', 'fatal'], abortOnError: false })
  app.useBodyParser(['application/json', '*'], {}, (request: { readonly url: string }, body: Buffer, done: (fault: Error | null, parsed?: unknown) => void) => {
    // At the carriers' door the raw bytes are verified and kept first: what cannot be read is kept too, with its fault.
    if (request.url.startsWith('/webhooks/')) return done(null, {})
    const json = parsed(body)
    done(json instanceof BadRequestException ? json : null, json)
  })
  await app.listen(port, host)
  return app
}
