/** The gatekeeper: before a body is read, who calls, how often, and whether the key may do this for this creditor. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isUUID } from 'class-validator'
import { mayDo, recognise, type Caller, type Scope } from '#access'
import type { CreditorId } from '#domain'
import type { Database } from '#store'
import { settingsOf, type ApiRequest } from './api-request'
import { notAcceptable } from './negotiation'
import { forbidden, notFound, tooMany, unauthorized } from './problem'

export interface Limits {
  /** Requests a minute with one key, and requests a minute without a live one from one address; of this process. */
  readonly perKey: number
  readonly perStranger: number
}

const MINUTE = 60_000

/** Keys are looked up by the flow's role: until then nobody knows whose request it is. */
export async function postGatekeeper(instance: FastifyInstance, database: Database, { perKey, perStranger }: Limits): Promise<void> {
  await instance.register(rateLimit, { global: false })
  const ofKey = instance.createRateLimit({ max: perKey, timeWindow: MINUTE, keyGenerator: (request: ApiRequest) => `key ${request.caller?.keyId ?? ''}` })
  const ofStranger = instance.createRateLimit({ max: perStranger, timeWindow: MINUTE, keyGenerator: (request: FastifyRequest) => `address ${request.ip}` })
  instance.addHook('onRequest', async (request: ApiRequest, reply) => {
    const { scope } = settingsOf(request)
    if (request.is404 || scope === undefined) return
    const caller = await recognise(database, request.headers.authorization)
    if (!caller) {
      await count(ofStranger, request)
      throw unauthorized()
    }
    request.caller = caller
    const remaining = await count(ofKey, request)
    reply.header('ratelimit-limit', perKey).header('ratelimit-remaining', remaining)
    allow(caller, scope, (request.params as { creditor?: string }).creditor)
    const refusal = notAcceptable(request)
    if (refusal) throw refusal
  })
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>

async function count(limiter: Limiter, request: FastifyRequest): Promise<number> {
  const counted = await limiter(request)
  // Nobody is on a list of exceptions here; the library's type allows for one.
  if (counted.isAllowed) return Infinity
  if (counted.isExceeded) throw tooMany(Math.max(1, counted.ttlInSeconds))
  return counted.remaining
}

/** A creditor that the key does not serve does not exist for it: 404, whatever the scope. */
function allow(caller: Caller, scope: Scope, creditor: string | undefined): void {
  if (creditor !== undefined && (!isUUID(creditor) || !caller.creditors.includes(creditor.toLowerCase() as CreditorId))) throw notFound('creditor')
  if (!mayDo(caller, scope)) throw forbidden(`This key lacks the scope ${scope}.`)
}
