/** The carriers' doors, as a module of a larger server or as a server of their own. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Inject, Module, type DynamicModule } from '@nestjs/common'
import { HttpAdapterHost, NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { packCall, signedByMeta, signedBySendgrid, signedByTwilio, verifySandboxSignature } from '#channels'
import { watchRequests } from '#lifecycle'
import { accountDoors } from '#pipeline'
import type { CarrierDoorSettings, SecretsKeys } from '#settings'
import { CARRIER_DOORS, SIGNED_BY, type CarrierDoors, type Door, type KeysOfADoor } from './carrier-doors'
import { guardDoors } from './guard-doors'
import { HEALTH_PAGE, HealthPage, type HealthSource } from './health.controller'
import { SANDBOX_DOOR, SandboxController, type SandboxDoor } from './sandbox.controller'
import { SendgridController } from './sendgrid.controller'
import { Strangers } from './strangers'
import { TwilioController } from './twilio.controller'
import { WhatsappController } from './whatsapp.controller'

/** What the callers are known by. */
export interface DoorKeys {
  readonly sandboxSecret: string
  readonly carrierDoors: CarrierDoorSettings
  /** Of creditors' own accounts; none: only those of the environment are listened to. */
  readonly secretsKeys?: SecretsKeys
  readonly publicUrl?: string | null
  /** Proxies whose word on the caller's address counts. */
  readonly trustedProxies?: readonly string[]
}

@Module({})
export class WebhooksModule {
  constructor(@Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost<FastifyAdapter>, @Inject(Strangers) strangers: Strangers) {
    guardDoors(httpAdapter.getInstance(), strangers)
  }

  /** A door whose carrier nobody can be connected to is not there. */
  static with(door: Door, { sandboxSecret, carrierDoors, secretsKeys = [], publicUrl = null }: DoorKeys): DynamicModule {
    const strangers = new Strangers()
    const sandbox: SandboxDoor = {
      ...door,
      strangers,
      verify: (rawBody, signature) => verifySandboxSignature(rawBody, signature, sandboxSecret),
    }
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
        { provide: CARRIER_DOORS, useValue: { ...door, strangers, ...verifying(keys) } },
        { provide: Strangers, useValue: strangers },
      ],
    }
  }
}

function verifying(keys: CarrierDoors['keys']): Omit<CarrierDoors, keyof Door | 'strangers'> {
  return {
    keys,
    twilio: (call, { twilio }) =>
      twilio !== null && signedByTwilio(call, twilio.publicUrl + call.path, call.header(SIGNED_BY.twilio[0]), twilio.authTokens),
    sendgrid: (call, { sendgrid }, now) => {
      const [signature, timestamp] = [call.header(SIGNED_BY.sendgrid[0]), call.header(SIGNED_BY.sendgrid[1])]
      return sendgrid !== null && signedBySendgrid(call, { signature, timestamp }, sendgrid.publicKeys, now)
    },
    whatsapp: (call, { whatsapp }) => whatsapp !== null && signedByMeta(call, call.header(SIGNED_BY.whatsapp[0]), whatsapp.appSecrets),
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
  const adapter = new FastifyAdapter({ requestTimeout: CALL_WITHIN_MS, trustProxy: [...(keys.trustedProxies ?? [])] })
  const instance = adapter.getInstance()
  const endUnfinished = watchRequests(instance.server)
  instance.addHook('preClose', async () => endUnfinished())
  instance.addHook('onResponse', (request, reply, done) => {
    health.metrics.answered(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
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
