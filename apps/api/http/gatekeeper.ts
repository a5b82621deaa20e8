/** The gatekeeper: before a body is read, who calls, how often, and whether the key or the role may do this for this creditor. */
import { timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isUUID } from 'class-validator'
import { mayDo, recognise, recogniseSession, within, type Caller } from '#access'
import type { CreditorId } from '#domain'
import { noteSessionSeen, type Database } from '#store'
import { settingsOf, type ApiRequest, type RouteScope } from './api-request'
import { notAcceptable } from './negotiation'
import { forbidden, notFound, refuse, tooMany, unauthorized } from './problem'
import { sessionTokenOf } from './session-cookie'

export interface Limits {
  /** Requests a minute with one key or session, and requests a minute without a live one from one address; of this process. */
  readonly perKey: number
  readonly perStranger: number
}

const MINUTE = 60_000

/** Keys and sessions are looked up by the flow's role: until then nobody knows whose request it is. */
export async function postGatekeeper(instance: FastifyInstance, database: Database, { perKey, perStranger }: Limits): Promise<void> {
  await instance.register(rateLimit, { global: false })
  const ofCaller = instance.createRateLimit({
    max: perKey,
    timeWindow: MINUTE,
    keyGenerator: (request: ApiRequest) => `caller ${request.caller?.id ?? ''}`,
  })
  // By their address; of IPv6 by the network, since who has one address has billions.
  const ofStranger = instance.createRateLimit({ max: perStranger, timeWindow: MINUTE })
  instance.addHook('onRequest', async (request: ApiRequest, reply) => {
    const { scope } = settingsOf(request)
    if (request.is404 || scope === undefined) return
    const refusal = notAcceptable(request)
    if (scope === 'everyone') {
      await count(ofStranger, request)
      if (refusal) throw refusal
      return
    }
    const caller = await callerOf(database, request)
    if (!caller) {
      await count(ofStranger, request)
      throw unauthorized()
    }
    request.caller = caller
    if (caller.session?.stale) await noteSessionSeen(database, caller.session.id)
    const remaining = await count(ofCaller, request)
    reply.header('ratelimit-limit', perKey).header('ratelimit-remaining', remaining)
    refuseForged(request, caller)
    request.caller = allowed(caller, scope, (request.params as { creditor?: string }).creditor)
    if (refusal) throw refusal
  })
}

/** Null for whoever has no live key or session. */
export async function callerOf(database: Database, request: FastifyRequest): Promise<Caller | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) return recognise(database, authorization)
  const token = sessionTokenOf(request)
  return token === undefined ? null : recogniseSession(database, token)
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>

async function count(limiter: Limiter, request: FastifyRequest): Promise<number> {
  const counted = await limiter(request)
  // Nobody is on a list of exceptions here; the library's type allows for one.
  if (counted.isAllowed) return Infinity
  if (counted.isExceeded) throw tooMany(Math.max(1, counted.ttlInSeconds))
  return counted.remaining
}

/** A browser sends its cookie along with what a foreign page makes it ask; that page cannot know the session's token. */
function refuseForged({ method, headers }: FastifyRequest, { session }: Caller): void {
  if (session === null || method === 'GET' || method === 'HEAD') return
  const given = Buffer.from(String(headers['x-csrf-token'] ?? ''))
  const expected = Buffer.from(session.csrf)
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw refuse(403, 'csrf', 'Send the csrf of your session as X-CSRF-Token; GET /v1/session tells it.')
}

/** A creditor that the caller does not serve does not exist for them: 404, whatever the scope. Where none is named, those it may be done for. */
function allowed(caller: Caller, scope: Exclude<RouteScope, 'everyone'>, creditor: string | undefined): Caller {
  const named = creditor === undefined ? null : (creditor.toLowerCase() as CreditorId)
  if (named !== null && (!isUUID(named) || !caller.creditors.includes(named))) throw notFound('creditor')
  if (scope === 'signed-in') return caller
  if (!mayDo(caller, scope, named)) throw forbidden(`This ${caller.kind === 'key' ? 'key' : 'role'} lacks the scope ${scope}.`)
  return within(caller, scope)
}
