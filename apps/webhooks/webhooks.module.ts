/** The carriers' doors, as a module of a larger server or as a server of their own. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { packCall, signedByMeta, signedBySendgrid, signedByTwilio, verifySandboxSignature } from '#channels'
import { accountDoors } from '#pipeline'
import type { CarrierDoorSettings, SecretsKeys } from '#settings'
import { CARRIER_DOORS, type CarrierDoors, type Door, type KeysOfADoor } from './carrier-doors'
import { HEALTH_PAGE, HealthPage, type HealthSource } from './health.controller'
import { SANDBOX_DOOR, SandboxController, type SandboxDoor } from './sandbox.controller'
import { SendgridController } from './sendgrid.controller'
import { TwilioController } from './twilio.controller'
import { WhatsappController } from './whatsapp.controller'

/** What the callers are known by. */
export interface DoorKeys {
  readonly sandboxSecret: string
  readonly carrierDoors: CarrierDoorSettings
  /** Of creditors' own accounts; none: only those of the environment are listened to. */
  readonly secretsKeys?: SecretsKeys
  readonly publicUrl?: string | null
}

@Module({})
export class WebhooksModule {
  /** A door whose carrier nobody can be connected to is not there. */
  static with(door: Door, { sandboxSecret, carrierDoors, secretsKeys = [], publicUrl = null }: DoorKeys): DynamicModule {
    const sandbox: SandboxDoor = { ...door, verify: (rawBody, signature) => verifySandboxSignature(rawBody, signature, sandboxSecret) }
    const { twilio, sendgrid, whatsapp } = carrierDoors
    const own = accountDoors(door.database, secretsKeys, publicUrl)
    const keys = async (): Promise<KeysOfADoor[]> => [{ creditorId: null, keys: carrierDoors }, ...(await own())]
    const any = secretsKeys.length > 0
    return {
      module: WebhooksModule,
      controllers: [
        SandboxController,
        ...(twilio || any ? [TwilioController] : []),
        ...(sendgrid || any ? [SendgridController] : []),
        ...(whatsapp || any ? [WhatsappController] : []),
      ],
      providers: [
        { provide: SANDBOX_DOOR, useValue: sandbox },
        { provide: CARRIER_DOORS, useValue: { ...door, ...verifying(keys) } },
      ],
    }
  }
}

function verifying(keys: CarrierDoors['keys']): Omit<CarrierDoors, keyof Door> {
  const verdict = (genuine: boolean | undefined): 'genuine' | 'forged' => (genuine === true ? 'genuine' : 'forged')
  return {
    keys,
    twilio(call, { twilio }) {
      const signature = call.header('x-twilio-signature')
      return signature === undefined
        ? 'unsigned'
        : verdict(twilio ? signedByTwilio(call, twilio.publicUrl + call.path, signature, twilio.authTokens) : false)
    },
    sendgrid(call, { sendgrid }, now) {
      const [signature, timestamp] = [
        call.header('x-twilio-email-event-webhook-signature'),
        call.header('x-twilio-email-event-webhook-timestamp'),
      ]
      if (signature === undefined || timestamp === undefined) return 'unsigned'
      return verdict(sendgrid ? signedBySendgrid(call, { signature, timestamp }, sendgrid.publicKeys, now) : false)
    },
    whatsapp(call, { whatsapp }) {
      const signature = call.header('x-hub-signature-256')
      return signature === undefined ? 'unsigned' : verdict(whatsapp ? signedByMeta(call, signature, whatsapp.appSecrets) : false)
    },
    isVerifyToken: async (word) =>
      (await keys()).some(({ keys: { whatsapp } }) => whatsapp && timingSafeEqual(hashed(word), hashed(whatsapp.verifyToken))),
    pack: packCall,
  }
}

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

@Module({})
class WebhooksServer {
  static with(door: Door, keys: DoorKeys, health: HealthSource): DynamicModule {
    return {
      module: WebhooksServer,
      imports: [WebhooksModule.with(door, keys)],
      controllers: [HealthPage],
      providers: [{ provide: HEALTH_PAGE, useValue: health }],
    }
  }
}

/** The world may call here: who sends a byte now and then keeps no connection for good. */
const CALL_WITHIN_MS = 60_000

/** Whatever the content type: the raw bytes are verified and kept, and nothing is read of them here. */
export async function openWebhooks(door: Door, keys: DoorKeys, health: HealthSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ requestTimeout: CALL_WITHIN_MS })
  const instance = adapter.getInstance()
  instance.addHook('onResponse', (request, reply, done) => {
    health.metrics.answered(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  instance.addHook('onRoute', (route) => {
    const { bodyBytes } = (route.config ?? {}) as { bodyBytes?: number }
    if (bodyBytes !== undefined) route.bodyLimit = bodyBytes
  })
  const app = await NestFactory.create<NestFastifyApplication>(WebhooksServer.with(door, keys, health), adapter, {
    rawBody: true,
    logger: ['error', 'fatal'],
    abortOnError: false,
  })
  app.useBodyParser(
    ['application/json', 'application/x-www-form-urlencoded', '*'],
    {},
    (_request: unknown, _body: Buffer, done: (fault: null, parsed: object) => void) => done(null, {}),
  )
  return app
}
