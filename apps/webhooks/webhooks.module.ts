/** The carriers' doors, as a module of a larger server or as a server of their own. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { packCall, signedByMeta, signedBySendgrid, signedByTwilio, verifySandboxSignature } from '#channels'
import type { CarrierDoorSettings } from '#settings'
import { CARRIER_DOORS, type CarrierDoors, type Door } from './carrier-doors'
import { HEALTH_PAGE, HealthPage, type HealthSource } from './health.controller'
import { SANDBOX_DOOR, SandboxController, type SandboxDoor } from './sandbox.controller'
import { SendgridController } from './sendgrid.controller'
import { TwilioController } from './twilio.controller'
import { WhatsappController } from './whatsapp.controller'

/** What the callers are known by. */
export interface DoorKeys {
  readonly sandboxSecret: string
  readonly carrierDoors: CarrierDoorSettings
}

@Module({})
export class WebhooksModule {
  /** A door whose carrier is not connected is not there. */
  static with(door: Door, { sandboxSecret, carrierDoors }: DoorKeys): DynamicModule {
    const sandbox: SandboxDoor = { ...door, verify: (rawBody, signature) => verifySandboxSignature(rawBody, signature, sandboxSecret) }
    const { twilio, sendgrid, whatsapp } = carrierDoors
    return {
      module: WebhooksModule,
      controllers: [SandboxController, ...(twilio ? [TwilioController] : []), ...(sendgrid ? [SendgridController] : []), ...(whatsapp ? [WhatsappController] : [])],
      providers: [{ provide: SANDBOX_DOOR, useValue: sandbox }, { provide: CARRIER_DOORS, useValue: { ...door, ...verifying(carrierDoors) } }],
    }
  }
}

function verifying({ twilio, sendgrid, whatsapp }: CarrierDoorSettings): Omit<CarrierDoors, keyof Door> {
  const verdict = (genuine: boolean): 'genuine' | 'forged' => (genuine ? 'genuine' : 'forged')
  return {
    twilio(call) {
      const signature = call.header('x-twilio-signature')
      if (signature === undefined || !twilio) return 'unsigned'
      return verdict(signedByTwilio(call, twilio.publicUrl + call.path, signature, twilio.authTokens))
    },
    sendgrid(call, now) {
      const [signature, timestamp] = [call.header('x-twilio-email-event-webhook-signature'), call.header('x-twilio-email-event-webhook-timestamp')]
      if (signature === undefined || timestamp === undefined || !sendgrid) return 'unsigned'
      return verdict(signedBySendgrid(call, { signature, timestamp }, sendgrid.publicKeys, now))
    },
    whatsapp(call) {
      const signature = call.header('x-hub-signature-256')
      if (signature === undefined || !whatsapp) return 'unsigned'
      return verdict(signedByMeta(call, signature, whatsapp.appSecrets))
    },
    isVerifyToken: (word) => timingSafeEqual(hashed(word), hashed(whatsapp?.verifyToken ?? '')),
    pack: packCall,
  }
}

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

@Module({})
class WebhooksServer {
  static with(door: Door, keys: DoorKeys, health: HealthSource): DynamicModule {
    return { module: WebhooksServer, imports: [WebhooksModule.with(door, keys)], controllers: [HealthPage], providers: [{ provide: HEALTH_PAGE, useValue: health }] }
  }
}

/** Whatever the content type: the raw bytes are verified and kept, and nothing is read of them here. */
export async function openWebhooks(door: Door, keys: DoorKeys, health: HealthSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter()
  const instance = adapter.getInstance()
  instance.addHook('onResponse', (request, reply, done) => {
    health.metrics.answered(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  instance.addHook('onRoute', (route) => {
    const { bodyBytes } = (route.config ?? {}) as { bodyBytes?: number }
    if (bodyBytes !== undefined) route.bodyLimit = bodyBytes
  })
  const app = await NestFactory.create<NestFastifyApplication>(WebhooksServer.with(door, keys, health), adapter, { rawBody: true, logger: ['error', 'fatal'], abortOnError: false })
  app.useBodyParser(['application/json', 'application/x-www-form-urlencoded', '*'], {}, (_request: unknown, _body: Buffer, done: (fault: null, parsed: object) => void) => done(null, {}))
  return app
}
