/** One id for each request, taken over when it is sane, given back, and written with every line of log that the request causes. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Metrics } from '#lifecycle'
import type { PipeLog } from '#pipeline'
import type { ApiRequest } from './api-request'

const current = new AsyncLocalStorage<{ readonly requestId: string }>()
const SANE = /^[A-Za-z0-9._-]{8,128}$/

export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID()
}

export function correlate(instance: FastifyInstance, log: PipeLog, metrics: Metrics): void {
  instance.addHook('onRequest', (request, reply, done) => {
    // Answers hold personal data, and computers are shared: no browser keeps them. Files of the pages say otherwise.
    reply.header('x-request-id', request.id).header('cache-control', 'no-store')
    current.run({ requestId: request.id }, done)
  })
  // The pattern of the route, never its address: that one holds ids, and what people mistakenly put into it.
  instance.addHook('onResponse', (request: ApiRequest, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(request.caller && { [request.caller.kind]: request.caller.id }),
      },
      'request',
    )
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
}

/** The same log, with the id of the request that a line is written for. */
export const correlated = (log: PipeLog): PipeLog => ({
  info: (fields, message) => log.info({ ...current.getStore(), ...fields }, message),
  error: (fields, message) => log.error({ ...current.getStore(), ...fields }, message),
})
