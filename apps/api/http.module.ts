/** One HTTP server for any process: the modules it is given, behind one gatekeeper, with problems, limits, ids and documents. */
import helmet from '@fastify/helmet'
import type { DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import { listening, watchRequests } from '#lifecycle'
import type { ApiSource } from './api-source'
import { readBodies } from './http/bodies'
import { correlate, correlated, requestIdOf } from './http/correlation'
import { serveDocument } from './http/document'
import { postGatekeeper } from './http/gatekeeper'
import { servePages } from './http/pages'
import { watchPipe } from './metrics'
import { answerUnreadable, ProblemFilter } from './http/problem.filter'
import { RouteTable } from './http/route-table'
import { TenancyInterceptor } from './http/tenancy.interceptor'
import { validation } from './http/validation'

export interface HttpServerOptions extends ApiSource {
  readonly host: string
  readonly port: number
  /** Where the built pages lie, if they do. */
  readonly pagesFolder: string
  /** Addresses that may say on whose behalf they ask, and whether that was by TLS. */
  readonly trustedProxies?: readonly string[]
}

const JSON_BYTES = 1_000_000
const FILE_BYTES = 1_000_000_000
/** A gigabyte by ten megabits a second; who sends a byte now and then keeps no connection for good. */
const REQUEST_WITHIN_MS = 15 * 60_000
/** One policy for the API, for the pages of its document and for ours: nothing from elsewhere, no script in a page. */
const CONTENT = {
  defaultSrc: [`'none'`],
  scriptSrc: [`'self'`],
  styleSrc: [`'self'`, `'unsafe-inline'`],
  imgSrc: [`'self'`, 'data:'],
  fontSrc: [`'self'`],
  connectSrc: [`'self'`],
  frameSrc: [`'self'`, 'blob:'],
  formAction: [`'self'`],
  baseUri: [`'none'`],
  frameAncestors: [`'none'`],
}

/** Listens when it answers; `close()` of the app ends it. */
export async function openHttpServer(root: DynamicModule, options: HttpServerOptions): Promise<NestFastifyApplication> {
  const log = correlated(options.log)
  const routes = new RouteTable()
  const adapter = new FastifyAdapter({
    genReqId: requestIdOf,
    requestIdHeader: false,
    requestTimeout: REQUEST_WITHIN_MS,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadable,
    trustProxy: [...(options.trustedProxies ?? [])],
  })
  const instance: FastifyInstance = adapter.getInstance()
  routes.watch(instance)
  const endUnfinished = watchRequests(instance.server)
  instance.addHook('preClose', async () => endUnfinished())
  correlate(instance, options.log, options.metrics)
  watchPipe(options)
  await instance.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CONTENT } })
  await postGatekeeper(instance, options.database, { perKey: options.requestsPerMinute ?? 1200, perStranger: 120 })
  await servePages(instance, options.pagesFolder)
  readBodies(instance, { jsonBytes: JSON_BYTES, fileBytes: FILE_BYTES, uploadFolder: join(options.dataFolder, 'uploads') })
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  })
  app.useGlobalPipes(validation())
  app.useGlobalFilters(new ProblemFilter(log, routes))
  app.useGlobalInterceptors(new TenancyInterceptor(options.tenant, options.clock))
  serveDocument(app)
  const { port, host } = options
  await listening(() => app.listen(port, host), { setting: 'PORT', port, host })
  return app
}
